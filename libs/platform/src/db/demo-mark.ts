import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { DataMark } from './demo-mark.entity.js';
import { keepWithoutRule } from './retention.js';

const KIND = 'demo';
const FILE = 'DEMO';
const SENTENCE =
  'This directory was filled with the made-up demo city, whose passwords everybody knows. It cannot become a real installation.\n';

keepWithoutRule('what the database was made for; one row, no people', 'data_mark');

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
