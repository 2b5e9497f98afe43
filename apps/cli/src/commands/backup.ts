import 'reflect-metadata';
import { loadSettings } from '#platform/config';
import { schemaOf } from '#flow';
import { backup } from '../backup/backup.js';
import { restore } from '../backup/restore.js';
import { print } from '../exit.js';

export const backupCommand = async (file: string): Promise<void> => {
  const { rows, tables, sha256 } = await backup(loadSettings(process.env), file, new Date());
  print(`${file}: ${rows} rows of ${tables} tables, sha256 of the content ${sha256}`);
  print('Keys are no part of it: without GANGQIAO_KEYS, or keys.json of the data directory, what is sealed stays sealed.');
};

export const restoreCommand = async (file: string, options: { withoutKeys?: boolean }): Promise<void> => {
  const { rows, tables, createdAt } = await restore(loadSettings(process.env), schemaOf(), file, options);
  print(`${rows} rows of ${tables} tables restored, as of ${createdAt}.`);
};
