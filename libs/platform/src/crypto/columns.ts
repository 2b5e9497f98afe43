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

/** A column in which an earlier release kept clear text, and what it holds once its value is sealed in the twin `<column>Sealed`. */
export interface ClearColumn {
  /** '' or '[]' where the column may not be null. */
  blank: string | null;
  /** The entity holds a value and not its text. */
  json?: boolean;
}

/** Columns of one table that hold sealed values. */
export interface SealedColumns {
  table: string;
  columns: readonly string[];
  /** Sealed columns that hold bytes, not text. */
  blobs: readonly string[];
  /** Column by which rows are told apart. */
  key: string;
  /** Rows sealed anew in one transaction; few where the values are large. */
  chunk: number;
  /** For which table and by which column's value it is sealed, where that is another row's place: the value is copied there as it is. */
  for: { table: string; key: string };
  /** By name; each has its twin among `columns`. */
  clear: Readonly<Record<string, ClearColumn>>;
}

export const twinOf = (column: string): string => `${column}Sealed`;

const registered = new Map<string, SealedColumns>();

/**
 * Every sealed column of the program: what is not registered keeps its old key when keys are rotated. Libraries register
 * beside their schema.
 */
export const sealedColumns = {
  register(given: Pick<SealedColumns, 'table'> & Partial<SealedColumns>): void {
    const { table, columns = [], blobs = [], key = 'id', chunk = 200, clear = {} } = given;
    const all = [...columns, ...Object.keys(clear).map(twinOf)];
    registered.set(table, { table, columns: all, blobs, key, chunk, clear, for: given.for ?? { table, key } });
  },
  all: (): SealedColumns[] => [...registered.values()].sort((a, b) => (a.table < b.table ? -1 : 1)),
  /** @throws Error for a table that nobody registered */
  of(table: string): SealedColumns {
    const columns = registered.get(table);
    if (!columns) throw new Error(`no sealed columns are registered for ${table}`);
    return columns;
  },
};
