import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, openDatabase } from '#platform/db';
import { AppModule } from '../../apps/api/src/app.module.js';
import { schema } from '../support/app.js';
import { freshQueue, startProcess } from '../support/index.js';
import { eachDatabase } from '../support/databases.js';
import { startModule, type RunningApp } from '../support/http.js';
import { Stage, type Firm } from './concurrency/stage.js';

interface Booking {
  booth: { number: string } | null;
  waiting: { id: string; askedAt: string } | null;
}
interface Listed {
  id: string;
  enterpriseId: string;
  askedAt: string;
  ahead: number;
}

const PEOPLE = 300;
/** Nobody waits for another's answer: all of them are asked within this time. */
const WITHIN_MS = 300;
/** Two clocks of one machine, each rounded to its own millisecond. */
const ROUNDING_MS = 3;

/** The embedded database belongs to one process; on MariaDB four programs serve. */
eachDatabase((database) => {
  const queue = freshQueue();
  let stage: Stage;
  let house: RunningApp;

  beforeAll(async () => {
    const onMariadb = database.kind === 'mariadb';
    const settings = await database.settings({ ...(onMariadb && queue.redisUrl && { REDIS_URL: queue.redisUrl }), DATABASE_POOL: 10 });
    const source = await openDatabase(settings, schema);
    await migrate(source);
    await source.destroy();
    house = await startModule(AppModule.of(settings, false), settings);
    database.atEnd(house.close);
    const started = onMariadb
      ? await Promise.all(Array.from({ length: 4 }, () => startProcess('api', { settings, timeoutMs: 110_000 })))
      : [];
    database.atEnd(async () => void (await Promise.all(started.map((program) => program.kill()))));
    stage = await Stage.open(house, onMariadb ? started.map(({ url }) => url) : [house.url]);
  }, 180_000);

  it('goes to one of 300 who ask for it at once, and the others wait in the order in which they asked', async () => {
    const fairId = await stage.fair(true);
    const { version } = await stage.done<{ version: number }>(stage.office.county, 'GET', `/api/fairs/${fairId}`);
    const one = { method: 'PATCH', path: `/api/fairs/${fairId}`, body: { boothCount: 1 }, headers: { 'if-match': `"${version}"` } };
    expect((await stage.send({ who: stage.office.county, ...one })).status).toBe(200);
    const firms: Firm[] = [];
    for (let i = 0; i < PEOPLE; i += 1) firms.push(await stage.firm());
    const asked = new Map<string, { from: number; to: number }>();
    const answers = await Promise.all(
      firms.map(async ({ id, hr }, i) => {
        await sleep(Math.floor((i * WITHIN_MS) / PEOPLE));
        const from = Date.now();
        const answer = await stage.send({ who: hr, method: 'POST', path: `/api/fairs/${fairId}/bookings`, body: {} }, i);
        asked.set(id, { from, to: Date.now() });
        return answer;
      }),
    );
    const bodies = answers.map(({ status, body }) => {
      expect(status).toBe(201);
      return body as Booking;
    });
    expect(bodies.filter(({ booth }) => booth !== null)).toHaveLength(1);
    expect(bodies.filter(({ waiting }) => waiting !== null)).toHaveLength(PEOPLE - 1);
    const list: Listed[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/api/fairs/${fairId}/waiting?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const page: { items: Listed[]; next: string | null } = await stage.done(stage.office.county, 'GET', path);
      list.push(...page.items);
      cursor = page.next;
    }
    expect(list.map(({ ahead }) => ahead)).toEqual(Array.from({ length: PEOPLE - 1 }, (_, i) => i));
    expect(new Set(list.map(({ enterpriseId }) => enterpriseId)).size).toBe(PEOPLE - 1);
    const times = list.map(({ askedAt }) => askedAt);
    expect([...times].sort()).toEqual(times);
    // The moment that counts is the one at which each asked, not the one at which it was served.
    for (const { enterpriseId, askedAt } of list) {
      const { from = 0, to = 0 } = asked.get(enterpriseId) ?? {};
      expect(Date.parse(askedAt)).toBeGreaterThanOrEqual(from - ROUNDING_MS);
      expect(Date.parse(askedAt)).toBeLessThanOrEqual(to + ROUNDING_MS);
    }
    // Whoever had an answer before another one asked stands before it.
    const spans = list.map(({ enterpriseId }) => asked.get(enterpriseId) ?? { from: 0, to: 0 });
    let latest = 0;
    for (const { from, to } of spans) {
      expect(to + ROUNDING_MS).toBeGreaterThanOrEqual(latest);
      latest = Math.max(latest, from);
    }
  }, 180_000);
});
