import { col, createTable } from '#platform/db';
import { eachDatabase, eachQueue, TestClock } from './index.js';

const schema = [{ entities: [], migrations: [createTable('1790000000001', 'thing', { columns: [col.key(), col.str('name', 20)] })] }];

describe('the test database', () => {
  eachDatabase((db) => {
    it('is migrated and empty', async () => {
      const source = await db.open(schema);
      expect(await source.query('SELECT * FROM thing')).toEqual([]);
      expect(source.options.type).toBe(db.kind === 'embedded' ? 'better-sqlite3' : 'mariadb');
    });
  });
  eachQueue((queue) => {
    it('has a queue of its own', () => expect(queue.redisUrl !== undefined).toBe(queue.kind === 'redis'));
  });
});

it('the test clock moves only when told to', () => {
  const clock = new TestClock('2026-01-31T15:59:00Z');
  expect(clock.today()).toBe('2026-01-31');
  clock.advance({ minutes: 1 });
  expect(clock.today()).toBe('2026-02-01');
  expect(clock.now()).toEqual(new Date('2026-01-31T16:00:00Z'));
});
