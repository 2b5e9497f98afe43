import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { traceWords } from '#access';
import { migrate, newId, openDatabase } from '#platform/db';
import { AppModule } from '../../apps/api/src/app.module.js';
import { schema } from '../support/app.js';
import { freshDatabase, freshQueue, startProcess } from '../support/index.js';
import { startModule } from '../support/http.js';
import type { Answer } from '../support/client.js';
import { accessCases, RECEIPT_KEY } from './concurrency/cases-access.js';
import { boothCases } from './concurrency/cases-booth.js';
import { dispatchCases } from './concurrency/cases-dispatch.js';
import { fairCases } from './concurrency/cases-fair.js';
import { fieldCases } from './concurrency/cases-field.js';
import { fairPlanCases } from './concurrency/cases-fair-plan.js';
import { messageCases } from './concurrency/cases-message.js';
import { needCases } from './concurrency/cases-need.js';
import { peopleCases } from './concurrency/cases-people.js';
import { retentionCases } from './concurrency/cases-retention.js';
import { secondFactorCases } from './concurrency/cases-second-factor.js';
import { surveyCases } from './concurrency/cases-survey.js';
import { webhookCases } from './concurrency/cases-webhook.js';
import { fourOf, SHOTS, type Case } from './concurrency/case.js';
import { columnsOf, contradictions, difference, takeCensus } from './concurrency/census.js';
import type { Shot } from './concurrency/programs.js';
import { resultCases } from './concurrency/cases-result.js';
import { ticketCases } from './concurrency/cases-ticket.js';
import { tripCases } from './concurrency/cases-trip.js';
import { turnCases } from './concurrency/cases-turn.js';
import { Stage } from './concurrency/stage.js';

/** How often each case is fired; more finds what is rarer. */
const ROUNDS = Number(process.env['TEST_ROUNDS'] ?? 1);
const cases: Case[] = [
  ...messageCases,
  ...needCases,
  ...dispatchCases,
  ...tripCases,
  ...peopleCases,
  ...retentionCases,
  ...fairCases,
  ...boothCases,
  ...fieldCases,
  ...ticketCases,
  ...turnCases,
  ...resultCases,
  ...fairPlanCases,
  ...accessCases,
  ...secondFactorCases,
  ...surveyCases,
  ...webhookCases,
];

interface Outcome {
  statuses: number[];
  codes: string[];
  /** How many different things the answers name. */
  things: number;
  effect: Record<string, number>;
  contradictions: object[];
}

/** They give out sessions and secrets, of which nothing is kept, or change nothing. */
const WITHOUT_KEY =
  /\/api\/(sessions|me\/(password|second-factor)|password-links|registrations$|api-tokens$|webhooks(\/[^/]+\/secret)?$)|\/preview$/;

const keyed = (shot: Shot, times: number): Shot[] => {
  const headers = { ...shot.headers, 'idempotency-key': newId() };
  return Array.from({ length: times }, () => ({ ...shot, headers }));
};

const idOf = ({ body }: Answer): string | undefined => (body as { id?: string } | null)?.id;

describe('the routes that write', () => {
  it('each have a case here: a new one has to say what four at once come to', () => {
    const { paths } = JSON.parse(readFileSync(join(projectRoot, 'apps', 'api', 'openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, object>>;
    };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'get')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const covered = new Set(cases.map(({ route }) => route));
    expect(routes.filter((route) => !covered.has(route))).toEqual([]);
    expect([...covered].filter((route) => !routes.includes(route))).toEqual([]);
  });
});

const withServers = process.env['TEST_MYSQL_URL'] && process.env['TEST_REDIS_URL'] ? describe : describe.skip;

withServers('four requests at once to four programs on MariaDB', () => {
  const database = freshDatabase('mariadb');
  const queue = freshQueue();
  let stage: Stage;
  let columns: Awaited<ReturnType<typeof columnsOf>>;

  beforeAll(async () => {
    const settings = await database.settings({
      ...(queue.redisUrl && { REDIS_URL: queue.redisUrl }),
      DATABASE_POOL: 10,
      GANGQIAO_TWO_FACTOR: 'required',
      WEBHOOK_INSIDE: true,
      // Nobody is there: what four at once come to is known before anything is sent.
      ...{ SMS_PROVIDER: 'tencent', SMS_URL: 'http://127.0.0.1:9', SMS_ID: 'id', SMS_SECRET: 'secret' },
      ...{ SMS_SIGN: '岗桥', SMS_APP: '1400', SMS_RECEIPT_KEY: RECEIPT_KEY },
    });
    const source = await openDatabase(settings, schema);
    await migrate(source);
    await source.destroy();
    const house = await startModule(AppModule.of(settings, false), settings);
    database.atEnd(house.close);
    const programs = await Promise.all(
      Array.from({ length: SHOTS }, () => startProcess('api', { settings: { ...settings, LOG_LEVEL: 'error' }, timeoutMs: 110_000 })),
    );
    database.atEnd(async () => void (await Promise.all(programs.map((program) => program.kill()))));
    stage = await Stage.open(
      house,
      programs.map(({ url }) => url),
    );
    columns = await columnsOf(stage);
  }, 120_000);

  /** What the requests are answered and what becomes of the data. */
  const outcome = async (shots: Shot[], fire: (shots: Shot[]) => Promise<Answer[]>): Promise<Outcome> => {
    const before = await takeCensus(stage, columns);
    const known = (await contradictions(stage)).map(({ id }) => id);
    const answers = await fire(shots);
    const after = await takeCensus(stage, columns);
    const codeOf = ({ status, body }: Answer): string => (status < 400 ? '' : `${status} ${(body as { code?: string }).code}`);
    return {
      statuses: answers.map(({ status }) => status).sort(),
      codes: answers.map(codeOf).filter(Boolean).sort(),
      things: new Set(answers.flatMap((answer) => idOf(answer) ?? [])).size,
      effect: difference(before, after),
      contradictions: (await contradictions(stage)).filter(({ id }) => !known.includes(id)),
    };
  };

  const inTurn = async (shots: Shot[]): Promise<Answer[]> => {
    const answers = [];
    for (const [i, shot] of shots.entries()) answers.push(await stage.send(shot, i));
    return answers;
  };
  const atOnce = (shots: Shot[]): Promise<Answer[]> => Promise.all(shots.map((shot, i) => stage.send(shot, i)));

  it.each(cases.map((one): [string, Case] => [`${one.route}${one.about ? `: ${one.about}` : ''}`, one]))(
    '%s comes to what the same four come to one after another',
    async (_name, { prepare, loosely, refused }) => {
      const serial = await outcome(fourOf(await prepare(stage)), inTurn);
      expect(serial.statuses.filter((status) => status >= 500)).toEqual([]);
      if (!refused) expect(serial.statuses[0]).toBeLessThan(300);
      expect(serial.contradictions).toEqual([]);
      for (let round = 0; round < ROUNDS; round += 1) {
        const { statuses, ...rest } = await outcome(fourOf(await prepare(stage)), atOnce);
        expect(statuses.filter((status) => status >= 500)).toEqual([]);
        if (loosely) expect(statuses[0]).toBeLessThan(300);
        else expect({ statuses, ...rest }).toEqual(serial);
      }
    },
  );

  /** Words of an entry that nobody wrote for people. */
  const wordless = (fields: object): string[] =>
    Object.entries(fields).flatMap(([field, value]: [string, unknown]) => {
      const inside = Array.isArray(value) ? (value as unknown[]) : [value];
      return [
        ...(/^(from|to)$/.test(field) || traceWords.has('fields', field) ? [] : [`field ${field}`]),
        ...inside.flatMap((one) => (typeof one === 'object' && one !== null ? wordless(one) : [])),
      ];
    });

  const single = cases.filter(({ route }) => !WITHOUT_KEY.test(route));

  it.each(single.map((one): [string, Case] => [`${one.route}${one.about ? `: ${one.about}` : ''}`, one]))(
    '%s, said four times by one person with one key, is done once and answered four times the same',
    async (_name, { prepare, loosely }) => {
      const [first, ...others] = [await prepare(stage)].flat();
      if (!first?.who || first.file || others.length > 0) return;
      const once = await outcome(keyed(first, 1), inTurn);
      const second = [await prepare(stage)].flat()[0] ?? first;
      let answers: Answer[] = [];
      const four = await outcome(keyed(second, SHOTS), async (given) => (answers = await atOnce(given)));
      expect(four.codes).toEqual([]);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.has('idempotency-replayed'))).toHaveLength(SHOTS - 1);
      if (!loosely) expect(four.effect).toEqual(once.effect);
    },
  );

  it('everything that all of them wrote into the trail has words', async () => {
    const rows = await stage.query<{ action: string; fields: string }>('SELECT DISTINCT action, fields FROM audit_entry');
    expect(new Set(rows.map(({ action }) => action)).size).toBeGreaterThan(60);
    const missing = rows.flatMap(({ action, fields }) => wordless(JSON.parse(fields) as object).map((word) => `${action}: ${word}`));
    expect([...new Set(missing)]).toEqual([]);
  });
});
