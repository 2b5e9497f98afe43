import { Column, PrimaryColumn, VersionColumn } from 'typeorm';

interface ColumnChoice {
  nullable?: boolean;
}

/** Columns that may exceed 64 KiB: MySQL needs another type for them than SQLite, chosen once the dialect is known. */
export const largeColumns: { target: unknown; property: string; type: 'longtext' | 'longblob' }[] = [];

const json = {
  to: (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value)),
  from: (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : null),
};

/** Primary key, a UUID v7 made by {@link newId}. */
export const Key = (): PropertyDecorator => PrimaryColumn({ type: 'varchar', length: 36 });

/** Another row's key. */
export const Ref = ({ nullable = false }: ColumnChoice = {}): PropertyDecorator => Column({ type: 'varchar', length: 36, nullable });

export const Str = (length: number, { nullable = false }: ColumnChoice = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, nullable });

/** Text of up to 64 KiB; `large` for more. */
export const Txt =
  ({ nullable = false, large = false }: ColumnChoice & { large?: boolean } = {}): PropertyDecorator =>
  (target, property) => {
    Column({ type: 'text', nullable })(target, property);
    if (large) largeColumns.push({ target: target.constructor, property: String(property), type: 'longtext' });
  };

/** A whole number of at most ±2,147,483,647. Money is kept in fen. */
export const Int = ({ nullable = false, default: preset }: ColumnChoice & { default?: number } = {}): PropertyDecorator =>
  Column({ type: 'int', nullable, ...(preset === undefined ? {} : { default: preset }) });

export const Flag = ({ default: preset = false }: { default?: boolean } = {}): PropertyDecorator =>
  Column({ type: 'boolean', default: preset });

/** A moment in UTC with milliseconds. */
export const Instant = ({ nullable = false }: ColumnChoice = {}): PropertyDecorator => Column({ type: 'datetime', precision: 3, nullable });

/** A calendar day as text, YYYY-MM-DD. */
export const Day = ({ nullable = false }: ColumnChoice = {}): PropertyDecorator => Column({ type: 'date', nullable });

/** JSON as text; `large` for more than 64 KiB. */
export const Json =
  ({ nullable = false, large = false }: ColumnChoice & { large?: boolean } = {}): PropertyDecorator =>
  (target, property) => {
    Column({ type: 'text', nullable, transformer: json })(target, property);
    if (large) largeColumns.push({ target: target.constructor, property: String(property), type: 'longtext' });
  };

const buffer = {
  to: (value: Buffer | null | undefined): Buffer | null => value ?? null,
  // The embedded database's driver answers with an ArrayBuffer.
  from: (value: Buffer | ArrayBuffer | null | undefined): Buffer | null =>
    value === null || value === undefined ? null : Buffer.isBuffer(value) ? value : Buffer.from(value),
};

/** Bytes, of a document. */
export const Bytes =
  ({ nullable = false }: ColumnChoice = {}): PropertyDecorator =>
  (target, property) => {
    Column({ type: 'blob', nullable, transformer: buffer })(target, property);
    largeColumns.push({ target: target.constructor, property: String(property), type: 'longblob' });
  };

/** Rises with every change through `save`; for guarded updates name it in WHERE and SET yourself. */
export const Version = (): PropertyDecorator => VersionColumn({ type: 'int' });
