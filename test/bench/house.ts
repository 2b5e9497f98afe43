import { type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createConnection } from 'mysql2/promise';
import { OrgTree } from '#access';
import { schemaOf, type LibraryName } from '#flow';
import { Settings } from '#platform/config';
import { migrate, openDatabase } from '#platform/db';
import { Events } from '#platform/jobs';
import { PartOfTheHouse } from '../support/part.js';

export const NEEDS: readonly LibraryName[] = ['access', 'enterprise', 'need', 'board'];

class NothingFollows extends Events {
  record(): Promise<void> {
    return Promise.resolve();
  }
}

/** Needs, enterprises and the board; `more` libraries beside them. */
export const needsHouse = (settings: Settings, more: readonly LibraryName[] = []): DynamicModule =>
  PartOfTheHouse.of(settings, [...NEEDS, ...more], new NothingFollows());

/** Settings of a benchmark: its own folder, quiet, and rates that are not in the way. */
export const benchSettings = (folder: string, mysqlUrl?: string): Settings =>
  Object.assign(new Settings(), {
    GANGQIAO_DATA: folder,
    LOG_LEVEL: 'silent',
    PORT: 0,
    RATE_WRITE: 1_000_000,
    RATE_READ: 1_000_000,
    RATE_LOGIN: 100_000,
    ...(mysqlUrl
      ? {
          DATABASE_URL: mysqlUrl,
          GANGQIAO_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
          GANGQIAO_INDEX_KEY: Buffer.alloc(32, 2).toString('base64'),
        }
      : {}),
  });

/** A database of its own on the server. */
export const databaseOn = async (server: string, name: string): Promise<string> => {
  const connection = await createConnection({ uri: server });
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await connection.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

export const migrated = async (settings: Settings, schema = schemaOf(NEEDS)): Promise<void> => {
  const source = await openDatabase(settings, schema);
  await migrate(source);
  await source.destroy();
};

/** Needs, enterprises and the board on a migrated database with the tree of the city; no HTTP. */
export const openHouse = async (settings: Settings): Promise<INestApplicationContext> => {
  await migrated(settings);
  const app = await NestFactory.createApplicationContext(needsHouse(settings), { logger: false });
  await app.get(OrgTree, { strict: false }).ensureCity();
  return app;
};
