import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OrgTree } from '#access';
import { schemaOf, type LibraryName } from '#flow';
import type { Settings } from '#platform/config';
import { seeded } from '../support/vacancy-list.js';
import { fillCity, insert, wantedOccupation } from './board-city.js';
import { migrated, needsHouse, NEEDS } from './house.js';

/** All occupations are equally common: those of a board would make more pairs than a run takes. */
const SKEW = 1;
const BATCHES = 200;
const MORE: readonly LibraryName[] = ['supply', 'matching'];

/** Suppliers all over the country, each with 200 batches. */
const fillSupply = async (app: INestApplicationContext, suppliers: number): Promise<void> => {
  const random = seeded(11);
  const below = (n: number): number => Math.floor(random() * n);
  const city = await app.get(OrgTree, { strict: false }).city();
  const ids = Array.from({ length: suppliers }, () => randomUUID());
  const columns = 'id, kind, level, name, nodeId, nodePath, divisionCode, lngMicro, latMicro, active, createdAt, version';
  const now = '2026-11-24 02:00:00.000';
  await insert(app, 'supplier', columns, suppliers, (i) => [
    ids[i],
    'station',
    'branch',
    `劳务协作站${i}`,
    city.id,
    city.path,
    '620000',
    98_000_000 + below(22_000_000),
    24_000_000 + below(18_000_000),
    1,
    now,
    1,
  ]);
  const batch =
    'id, supplierId, occupationCode, skillLevel, people, promised, committed, used, wageFen, freeFrom, ' +
    'smallestGroup, state, createdAt, version';
  await insert(app, 'supply_batch', batch, suppliers * BATCHES, (i) => [
    randomUUID(),
    ids[Math.floor(i / BATCHES)],
    wantedOccupation(random, SKEW)?.code ?? '6-31-99-00',
    below(9),
    5 + below(100),
    0,
    0,
    0,
    500_000 + below(60) * 10_000,
    `2026-12-${String(1 + below(28)).padStart(2, '0')}`,
    1,
    'open',
    now,
    1,
  ]);
};

export const fillMatching = async (app: INestApplicationContext, enterprises: number): Promise<void> => {
  await app.get(OrgTree, { strict: false }).ensureCity();
  await fillCity(app, enterprises, enterprises * 6, { skew: SKEW });
  await fillSupply(app, Math.max(2, enterprises / 200));
};

/** A city with that many enterprises, six needs each, and the stations that send people; no HTTP. */
export const matchingHouse = async (settings: Settings, enterprises: number): Promise<INestApplicationContext> => {
  await migrated(settings, schemaOf([...NEEDS, ...MORE]));
  const app = await NestFactory.createApplicationContext(needsHouse(settings, MORE), { logger: false });
  await fillMatching(app, enterprises);
  return app;
};
