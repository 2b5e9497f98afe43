import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entity, PrimaryColumn, type EntityManager } from 'typeorm';
import { Instant, Str } from './columns.js';
import { col, createTable, type SchemaPart } from './migrations.js';
import { keepWithoutRule } from './retention.js';

const KIND = 'demo';
const FILE = 'DEMO';
const SENTENCE =
  'This directory was filled with the made-up demo city, whose passwords everybody knows. It cannot become a real installation.\n';

/** What a database was made for. A row of it goes into every backup, and so into whatever is restored from one. */
@Entity('data_mark')
export class DataMark {
  @PrimaryColumn({ type: 'varchar', length: 20 }) kind: string;
  @Str(80) reason: string;
  @Instant() markedAt: Date;
}

keepWithoutRule('what the database was made for; one row, no people', 'data_mark');

export const markSchema: SchemaPart = {
  entities: [DataMark],
  migrations: [
    createTable('1790000003001', 'data_mark', {
      columns: [() => ({ name: 'kind', type: 'varchar', length: '20', isPrimary: true }), col.str('reason', 80), col.instant('markedAt')],
    }),
  ],
};

/** Whether the database was ever filled with demo data. */
export const isDemoDatabase = (manager: EntityManager): Promise<boolean> => manager.existsBy(DataMark, { kind: KIND });

/** For good: nothing takes the mark away. Several processes may set it at once. */
export const markDemoDatabase = async (manager: EntityManager, reason: 'seeded' | 'recognised', now: Date): Promise<void> => {
  const mark: DataMark = { kind: KIND, reason, markedAt: now };
  await manager.createQueryBuilder().insert().into(DataMark).values(mark).orIgnore().updateEntity(false).execute();
};

export const isDemoDirectory = (directory: string): boolean => existsSync(join(directory, FILE));

export const markDemoDirectory = (directory: string): void => {
  mkdirSync(directory, { recursive: true });
  if (!isDemoDirectory(directory)) writeFileSync(join(directory, FILE), SENTENCE);
};
