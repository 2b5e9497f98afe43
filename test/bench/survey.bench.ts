import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, accessSchema, OrgTree } from '#access';
import { EnterpriseModule, EnterpriseRegistry, enterpriseSchema, madeUpCreditCodes, SIZE_CLASSES } from '#enterprise';
import { NeedModule, needSchema } from '#need';
import { ConfigModule, type Settings } from '#platform/config';
import { CryptoModule, cryptoSchema } from '#platform/crypto';
import { DbModule, migrate, newId, openDatabase, UnitOfWork } from '#platform/db';
import { HttpModule, type Principal } from '#platform/http';
import { JobsModule, jobsSchema } from '#platform/jobs';
import { occupations } from '#reference';
import { SurveyArchive, SurveyModule, SurveyReads, SurveyRounds, surveySchema, type Answer } from '#survey';
import { benchSettings, databaseOn } from './house.js';
import { measured, type Bench } from './measure.js';

const ENTERPRISES = 10_000;
const ROWS = 6;
const schema = [jobsSchema, cryptoSchema, accessSchema, enterpriseSchema, needSchema, surveySchema];

@Module({})
class SurveyHouse {
  static of(settings: Settings): DynamicModule {
    return {
      module: SurveyHouse,
      imports: [
        ConfigModule.of(settings), DbModule.of(schema), CryptoModule, JobsModule.of({ run: false }), HttpModule, AccessModule, EnterpriseModule, NeedModule, SurveyModule,
      ],
    };
  }
}

/** `-- survey`: how long it takes to close and freeze a round that 10,000 enterprises answered with six posts each, and to read it again. */
export const bench: Bench = {
  about: 'closing a survey round of 10,000 enterprises × 6 posts: seconds, on the embedded database and on MariaDB where it is installed',
  run: async ({ scratch, quick, mariadb }) => {
    const count = quick ? 200 : ENTERPRISES;
    const embedded = await closing(benchSettings(join(scratch, 'embedded')), count);
    const url = await mariadb();
    if (!url) return embedded;
    const server = await closing(benchSettings(join(scratch, 'mariadb'), await databaseOn(url, 'bench_survey')), count);
    return { ...embedded, ...Object.fromEntries(Object.entries(server).map(([key, value]) => [`mariadb.${key}`, value])) };
  },
};

const closing = async (settings: Settings, count: number): Promise<Record<string, number>> => {
  const source = await openDatabase(settings, schema);
  await migrate(source);
  await source.destroy();
  const app = await NestFactory.createApplicationContext(SurveyHouse.of(settings), { logger: false });
  try {
    const city = await app.get(OrgTree, { strict: false }).ensureCity();
    const counties = await app.get(OrgTree, { strict: false }).countiesAndZones();
    const codes = madeUpCreditCodes(7);
    const firms = Array.from({ length: count }, (_, i) => {
      const node = counties[i % counties.length] ?? city;
      return { name: `企业${i}`, creditCode: codes.next().value, nodeId: node.id, nodePath: node.path, industryCode: `C3${i % 9}1`, sizeClass: SIZE_CLASSES[i % 4] ?? null, aboveScale: true, employees: 200 };
    });
    const ids = await app.get(UnitOfWork, { strict: false }).run(() => app.get(EnterpriseRegistry, { strict: false }).enrol(firms));
    const rounds = app.get(SurveyRounds, { strict: false });
    const who: Principal = { userId: newId(), name: 'bench', sessionId: newId(), locale: 'zh', grants: [{ role: 'city-staff', nodeId: city.id, path: city.path, enterpriseId: null, supplierId: null }] };
    const { id } = await rounds.create(who, { quarter: '2026Q4', opensOn: '2026-01-01', closesOn: '2099-12-31' });
    const opening = await measured(() => rounds.open(who, id));
    await app.get(SurveyArchive, { strict: false }).enter(id, new Map(ids.map((one, i) => [one, answer(i)])));
    const { seconds, longestStallMs } = await measured(() => rounds.close(who, id, true));
    const reading = await measured(() => app.get(SurveyReads, { strict: false }).frozen(id));
    return { publishSeconds: seconds, longestStallMs, openSeconds: opening.seconds, readSeconds: reading.seconds, rows: reading.result.rows.length };
  } finally {
    await app.close();
  }
};

let postable: string[] | undefined;

const answer = (i: number): Answer => {
  postable ??= occupations.all().filter(({ level }) => level === 4).map(({ code }) => code);
  const codes = postable;
  return {
    employees: 200, contactName: null, contactPhone: null, openingsNext: 3, hiredLast: 4, leftLast: 5, bedsFree: null,
    rows: Array.from({ length: ROWS }, (_, row) => ({
      needId: null, occupationCode: codes[(i * 7 + row * 13) % 300] ?? null, title: `岗位${row}`, skillLevel: row % 4, stillShort: 2 + (i % 5), neededInAll: 20, filledSince: 0,
      withdrawn: false, reasons: ['pay'], wageFromYuan: 5000, wageToYuan: 8000, clientCreditCode: null,
    })),
  };
};
