import type { DataSource } from 'typeorm';
import { isMysql } from './dialect.js';

const CHARSET = 'utf8mb4';
/** Keys tell capitals from small letters: blind indexes and tokens are base64. */
const COLLATION = 'utf8mb4_bin';

/** Thrown when the database would not keep what is written into it. */
export class CharsetError extends Error {}

/** What of a database server's database does not keep every character as it is, and what to do about it. Empty for the embedded one. */
export const charsetFaults = async (source: DataSource): Promise<string[]> => {
  if (!isMysql(source)) return [];
  const [own] = await source.query<{ name: string; charset: string; collation: string }[]>(
    'SELECT DATABASE() AS name, @@character_set_database AS charset, @@collation_database AS collation',
  );
  const tables = await source.query<{ name: string }[]>(
    `SELECT DISTINCT TABLE_NAME AS name FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = DATABASE() AND COLLATION_NAME IS NOT NULL AND COLLATION_NAME <> '${COLLATION}' ORDER BY TABLE_NAME`,
  );
  const name = own?.name ?? '';
  const faults: string[] = [];
  if (own?.charset !== CHARSET || own.collation !== COLLATION)
    faults.push(
      `the database ${name} is ${own?.charset ?? ''} (${own?.collation ?? ''}): ` +
        `ALTER DATABASE \`${name}\` CHARACTER SET ${CHARSET} COLLATE ${COLLATION}`,
    );
  if (tables.length > 0)
    faults.push(
      `${tables.length} table(s) were made otherwise than ${COLLATION}, among them ${tables[0]?.name ?? ''}: ` +
        `take a backup, make an empty database (CREATE DATABASE … CHARACTER SET ${CHARSET} COLLATE ${COLLATION}) and restore it there`,
    );
  return faults;
};

/** @throws CharsetError before anything is created in a database that would not keep it */
export const requireCharset = async (source: DataSource): Promise<void> => {
  const faults = await charsetFaults(source);
  if (faults.length > 0) throw new CharsetError(`Nothing was changed: ${faults.join('; ')}`);
};
