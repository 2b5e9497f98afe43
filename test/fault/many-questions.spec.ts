import { readFileSync } from 'node:fs';
import { migrate, newId, openDatabase } from '#platform/db';
import { schema } from '../support/app.js';
import { freshDatabase, startProcess } from '../support/index.js';

/** In CI a part of the 50,000 that were counted once; each is another question, and its answer is about 100 kB. */
const QUESTIONS = Number(process.env['TEST_QUESTIONS'] ?? 2_500);
const WARM = 600;
const AT_ONCE = 8;
const CACHE_MIB = 24;
/** What the collector leaves lying about between two looks. */
const SLACK_MIB = 90;

const residentMib = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** A post of which a hundred make a large answer. */
const need = (serial: number) => {
  const at = new Date();
  const flags = { lodging: true, meals: true, trainable: false, minorsAllowed: false, licences: [], gaps: [] };
  return {
    id: newId(),
    enterpriseId: newId(),
    nodeId: '370702',
    nodePath: '/37/3707/370702/',
    title: `电焊工${serial}`,
    occupationCode: '6-18-02-04',
    short: 10,
    asOf: '2026-11-24',
    wageFromFen: 1_000_000,
    wageToFen: 2_000_000,
    note: '包吃包住，五险一金。'.repeat(20),
    state: 'published',
    confirmedAt: at,
    createdAt: at,
    updatedAt: at,
    ...flags,
  };
};

describe('a stranger who asks the board ever new questions', () => {
  const database = freshDatabase('embedded');

  it(
    `does not make the server grow: ${QUESTIONS} answers take no more memory than ${WARM}`,
    async () => {
      const settings = await database.settings({ CACHE_MIB });
      const source = await openDatabase(settings, schema);
      await migrate(source);
      for (let i = 0; i < 200; i += 1) await source.getRepository('Need').insert(need(i));
      await source.destroy();

      const api = await startProcess('api', { settings });
      const ask = async (n: number): Promise<void> => {
        const answer = await fetch(
          `${api.url}/api/board/posts?limit=100&wageFrom=${n % 10_000}&startBy=2099-01-${10 + Math.floor(n / 10_000)}`,
        );
        expect([answer.status, (await answer.text()).length > 50_000]).toEqual([200, true]);
      };
      const askFrom = async (from: number, to: number): Promise<void> => {
        for (let n = from; n < to; n += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => ask(n + i)));
      };
      await askFrom(1, WARM);
      const before = residentMib(api.pid);
      await askFrom(WARM, QUESTIONS);
      const grown = residentMib(api.pid) - before;
      await api.kill();
      expect(grown).toBeLessThan(SLACK_MIB);
    },
    240_000 + QUESTIONS * 30,
  );
});
