import { Column } from 'typeorm';
import { col, type ColumnPlan } from '#platform/db';

const SEALED_LENGTH = 400;
const INDEX_LENGTH = 43;

/** A sealed value of up to 250 bytes (a phone number, a name, an e-mail address). Longer texts are sealed into a `@Txt()`. */
export const Secret = ({ nullable = false }: { nullable?: boolean } = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: SEALED_LENGTH, nullable });

/** The blind index of a sealed column. */
export const Blind = ({ nullable = false }: { nullable?: boolean } = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: INDEX_LENGTH, nullable });

/** The counterpart of {@link Secret} in migrations. */
export const secretCol = (name: string, { nullable = false }: { nullable?: boolean } = {}): ColumnPlan =>
  col.str(name, SEALED_LENGTH, { nullable });

/** The counterpart of {@link Blind} in migrations. */
export const blindCol = (name: string, { nullable = false }: { nullable?: boolean } = {}): ColumnPlan =>
  col.str(name, INDEX_LENGTH, { nullable });

/** Columns of one table that hold sealed values. */
export interface SealedColumns {
  table: string;
  columns: readonly string[];
  /** Column whose value was given as row id when sealing. */
  key: string;
  /** Rows sealed anew in one transaction; few where the values are large. */
  chunk: number;
}

const registered = new Map<string, SealedColumns>();

/**
 * Every sealed column of the program: what is not registered keeps its old key when keys are rotated. Libraries register
 * beside their schema.
 */
export const sealedColumns = {
  register({ table, columns, key = 'id', chunk = 200 }: Pick<SealedColumns, 'table' | 'columns'> & Partial<SealedColumns>): void {
    registered.set(table, { table, columns: [...columns], key, chunk });
  },
  all: (): SealedColumns[] => [...registered.values()].sort((a, b) => (a.table < b.table ? -1 : 1)),
};
