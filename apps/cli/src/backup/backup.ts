import type { Settings } from '#platform/config';
import { BackupError, FORMAT, writeContainer, type End, type Line, type Manifest } from './container.js';
import { openSnapshot, type Snapshot } from './snapshot.js';

export interface BackupSummary {
  file: string;
  rows: number;
  tables: number;
  sha256: string;
}

/** Writes everything the database holds at this moment into one file; uploaded files are in the database, keys are not.
 * The product goes on running. @throws BackupError when there is nothing to back up. */
export const backup = async (settings: Settings, file: string, now: Date): Promise<BackupSummary> => {
  const snapshot = await openSnapshot(settings);
  try {
    const { end, sha256 } = await writeContainer(file, content(snapshot, now));
    return { file, tables: Object.keys(end).length, rows: Object.values(end).reduce((sum, rows) => sum + rows, 0), sha256 };
  } finally {
    await snapshot.close();
  }
};

const content = async function* (snapshot: Snapshot, now: Date): AsyncGenerator<Exclude<Line, End>> {
  const tables = await snapshot.tables();
  const migrations = await snapshot.migrations();
  if (migrations.length === 0) throw new BackupError('the database is empty: there is nothing to back up');
  yield {
    gangqiao: 'backup',
    format: FORMAT,
    createdAt: now.toISOString(),
    dialect: snapshot.dialect,
    migrations,
    keys: tables.includes(KEY_TABLE) ? await keysOf(snapshot) : [],
  };
  for (const table of tables) {
    yield { table, columns: await snapshot.columns(table) };
    yield* snapshot.rows(table);
  }
};

const KEY_TABLE = 'crypto_key';

const keysOf = async (snapshot: Snapshot): Promise<Manifest['keys']> => {
  const columns = await snapshot.columns(KEY_TABLE);
  const [id, fingerprint] = [columns.indexOf('id'), columns.indexOf('fingerprint')];
  const keys: Manifest['keys'] = [];
  for await (const row of snapshot.rows(KEY_TABLE)) keys.push({ id: row[id] as string, fingerprint: row[fingerprint] as string });
  return keys;
};
