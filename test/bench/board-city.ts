import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { OrgTree } from '#access';
import { UnitOfWork } from '#platform/db';
import { occupations } from '#reference';
import { seeded } from '../support/vacancy-list.js';

const PORTION = 400;
const now = '2026-11-24 02:00:00.000';

/** Occupations of industry and service: what factories and their surroundings ask for. */
const fine = occupations.all().filter((one) => one.level === 4 && /^[3-6]/.test(one.code));
const board = fine.filter((one) => /^[46]/.test(one.code)).slice(0, 600);

/** A few occupations are wanted by many, most by few, as on a real board: the larger `skew`, the fewer. */
export const wantedOccupation = (random: () => number, skew: number, among: typeof fine = fine) =>
  among[Math.floor(random() ** skew * among.length)];

interface CityChoice {
  readonly seed?: number;
  readonly skew?: number;
}

/** Fills an empty database with made-up enterprises and published needs, the same for a seed. */
export const fillCity = async (
  app: INestApplicationContext,
  enterprises: number,
  needs: number,
  { seed = 7, skew }: CityChoice = {},
): Promise<void> => {
  const random = seeded(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const nodes = await app.get(OrgTree, { strict: false }).countiesAndZones();
  const ids = Array.from({ length: enterprises }, () => randomUUID());
  const node = () => nodes[below(nodes.length)] ?? { id: '3707', path: '/37/3707/' };
  await insert(
    app,
    'enterprise',
    'id, creditCode, name, nodeId, nodePath, aboveScale, isKey, state, createdAt, version',
    ids.length,
    (i) => {
      const { id, path } = node();
      return [ids[i], `91${String(i).padStart(16, '0')}`, `潍坊某某${i}制造有限公司`, id, path, 0, 0, 'active', now, 1];
    },
  );
  const columns =
    'id, enterpriseId, countedFor, nodeId, nodePath, title, occupationCode, skillLevel, short, asOf, filled, ' +
    'promised, committed, wageFromFen, wageToFen, lodging, meals, ' +
    'trainable, minorsAllowed, licences, priority, gaps, state, publishedAt, confirmedAt, createdAt, updatedAt, ' +
    'contactName, contactPhone, moves, version';
  await insert(app, 'need', columns, needs, () => {
    const { id, path } = node();
    const occupation = skew === undefined ? wantedOccupation(random, 2.5, board) : wantedOccupation(random, skew);
    const enterprise = ids[below(ids.length)];
    const short = 1 + below(40);
    const wage = 350_000 + below(60) * 10_000;
    return [
      randomUUID(),
      enterprise,
      enterprise,
      id,
      path,
      `${occupation?.name ?? '普工'}${below(50)}`,
      occupation?.code ?? '6-31-99-00',
      below(9),
      short,
      '2026-11-24',
      0,
      0,
      below(short),
      wage,
      wage + 200_000,
      1,
      0,
      0,
      0,
      '[]',
      0,
      '[]',
      'published',
      now,
      now,
      now,
      now,
      '王女士',
      '0536-8880000',
      1,
      1,
    ];
  });
};

export const insert = async (
  app: INestApplicationContext,
  table: string,
  columns: string,
  count: number,
  row: (i: number) => unknown[],
): Promise<void> => {
  const uow = app.get(UnitOfWork, { strict: false });
  const width = columns.split(',').length;
  const place = `(${Array(width).fill('?').join(', ')})`;
  for (let i = 0; i < count; i += PORTION) {
    const rows = Array.from({ length: Math.min(PORTION, count - i) }, (_, n) => row(i + n));
    await uow.run(() => uow.manager.query(`INSERT INTO ${table} (${columns}) VALUES ${rows.map(() => place).join(', ')}`, rows.flat()));
  }
};
