import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OrgTree } from '#access';
import { EnterpriseRegistry, madeUpCreditCodes, SIZE_CLASSES } from '#enterprise';
import type { Settings } from '#platform/config';
import { migrate, newId, openDatabase, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { occupations } from '#reference';
import { SurveyArchive, SurveyPublication, SurveyReads, SurveyRounds, type Answer } from '#survey';
import { AppModule } from '../../apps/api/src/app.module.js';
import { schemaOf } from '#flow';
import { benchSettings, databaseOn } from './house.js';
import { measured, type Bench } from './measure.js';

const ENTERPRISES = 10_000;
const ROWS = 6;
const HISTORY = 8;

/**
 * `-- survey`: how long it takes from closing a round that 10,000 enterprises answered with six posts each until its
 * catalogue is published, after eight others.
 */
export const bench: Bench = {
  about:
    'closing a survey round of 10,000 enterprises × 6 posts and publishing its catalogue, after 8 others: ' +
    'seconds, on the embedded database and on MariaDB where it is installed',
  run: async ({ scratch, quick, args, mariadb }) => {
    const size = quick ? { enterprises: 200, history: 1 } : { enterprises: ENTERPRISES, history: Number(args[0] ?? HISTORY) };
    const embedded = await publishing(benchSettings(join(scratch, 'embedded')), size);
    const url = await mariadb();
    if (!url) return embedded;
    const server = await publishing(benchSettings(join(scratch, 'mariadb'), await databaseOn(url, 'bench_survey')), size);
    return { ...embedded, ...Object.fromEntries(Object.entries(server).map(([key, value]) => [`mariadb.${key}`, value])) };
  },
};

const publishing = async (
  settings: Settings,
  { enterprises, history }: { enterprises: number; history: number },
): Promise<Record<string, number>> => {
  const source = await openDatabase(settings, schemaOf());
  await migrate(source);
  await source.destroy();
  const app = await NestFactory.createApplicationContext(AppModule.of(settings, true), { logger: false });
  try {
    const { who, ids } = await enrolled(app, enterprises);
    for (let back = history; back >= 1; back -= 1) await surveyed(app, who, ids, quarterBack(back));
    const last = await surveyed(app, who, ids, quarterBack(0));
    const reading = await measured(() => app.get(SurveyReads, { strict: false }).frozen(last.id));
    return {
      publishSeconds: last.seconds,
      longestStallMs: last.longestStallMs,
      closeSeconds: last.closeSeconds,
      documentsSeconds: last.documentsSeconds,
      openSeconds: last.openSeconds,
      readSeconds: reading.seconds,
      rows: reading.result.rows.length,
      peakMb: reading.peakMb,
    };
  } finally {
    await app.close();
  }
};

const quarterBack = (back: number): string => {
  const index = 2026 * 4 + 3 - back;
  return `${Math.floor(index / 4)}Q${(index % 4) + 1}`;
};

const enrolled = async (app: INestApplicationContext, count: number): Promise<{ who: Principal; ids: string[] }> => {
  const org = app.get(OrgTree, { strict: false });
  const city = await org.ensureCity();
  const counties = await org.countiesAndZones();
  const codes = madeUpCreditCodes(7);
  const firms = Array.from({ length: count }, (_, i) => {
    const node = counties[i % counties.length] ?? city;
    return {
      name: `企业${i}`,
      creditCode: codes.next().value,
      nodeId: node.id,
      nodePath: node.path,
      industryCode: `C3${i % 9}1`,
      sizeClass: SIZE_CLASSES[i % 4] ?? null,
      aboveScale: true,
      employees: 200,
    };
  });
  const ids = await app.get(UnitOfWork, { strict: false }).run(() => app.get(EnterpriseRegistry, { strict: false }).enrol(firms));
  const grants: Principal['grants'] = [{ role: 'city-staff', nodeId: city.id, path: city.path, enterpriseId: null, supplierId: null }];
  return { ids, who: { userId: newId(), name: 'bench', sessionId: newId(), locale: 'zh', grants } };
};

/** One round from its opening until its catalogue and the documents of it are there. */
const surveyed = async (app: INestApplicationContext, who: Principal, ids: readonly string[], quarter: string) => {
  const rounds = app.get(SurveyRounds, { strict: false });
  const manager = () => app.get(UnitOfWork, { strict: false }).manager;
  const { id } = await rounds.create(who, { quarter, opensOn: '2026-01-01', closesOn: '2099-12-31' });
  const opening = await measured(() => rounds.open(who, id));
  await app.get(SurveyArchive, { strict: false }).enter(id, new Map(ids.map((one, i) => [one, answer(i)])));
  let closeSeconds = 0;
  const { seconds, longestStallMs } = await measured(async () => {
    closeSeconds = (await measured(() => rounds.close(who, id, true))).seconds;
    const publication = app.get(SurveyPublication, { strict: false });
    await publication.ask(who, id);
    await publication.publish({ ...who, userId: newId() }, id);
    await until(async () => (await manager().query<unknown[]>('SELECT id FROM shortage_catalogue WHERE roundId = ?', [id])).length === 1);
  });
  const documents = 'SELECT d.id FROM shortage_document d JOIN shortage_catalogue c ON c.id = d.catalogueId WHERE c.roundId = ?';
  const making = await measured(() => until(async () => (await manager().query<unknown[]>(documents, [id])).length === 4));
  return { id, seconds, longestStallMs, closeSeconds, documentsSeconds: making.seconds, openSeconds: opening.seconds };
};

const until = async (done: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 120_000; !(await done()); await sleep(10))
    if (Date.now() > end) throw new Error('waited two minutes in vain');
};

let postable: string[] | undefined;

const answer = (i: number): Answer => {
  postable ??= occupations
    .all()
    .filter(({ level }) => level === 4)
    .map(({ code }) => code);
  const codes = postable;
  return {
    employees: 200,
    contactName: null,
    contactPhone: null,
    openingsNext: 3,
    hiredLast: 4,
    leftLast: 5,
    bedsFree: null,
    rows: Array.from({ length: ROWS }, (_, row) => ({
      needId: null,
      occupationCode: codes[(i * 7 + row * 13) % 300] ?? null,
      title: `岗位${row}`,
      skillLevel: row % 4,
      stillShort: 2 + (i % 5),
      neededInAll: 20,
      filledSince: 0,
      withdrawn: false,
      reasons: ['pay'],
      wageFromYuan: 5000,
      wageToYuan: 8000,
      clientCreditCode: null,
    })),
  };
};
