import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnitOfWork } from '#platform/db';
import { TestClock } from '../../../../test/support/clock.js';
import { freshDatabase } from '../../../../test/support/databases.js';
import { startMarket, type Market } from '../../../../test/support/market.js';
import { vacancyList } from '../../../../test/support/vacancy-list.js';
import { ImportRow } from './import.entity.js';
import { ImportSavingRepository } from './import.saving.repository.js';
import { ImportService } from './import.service.js';

const ROWS = 4_000;
/** A thousand rows of a list and what becomes of each; an eighth of a second of an old machine. */
const MOST_CHANGED = 6_000;

/** Whoever writes to the embedded database waits for the unit of work that is inside: what it changes is bounded, whatever the list. */
describe('a long list, while it is read, confirmed and forgotten', () => {
  const database = freshDatabase('embedded');
  const folder = mkdtempSync(join(tmpdir(), 'gangqiao-holds-'));
  let market: Market;
  beforeAll(async () => void (market = await startMarket(database, new TestClock('2026-11-24T02:00:00Z'))), 60_000);
  afterAll(async () => {
    await market.close();
    rmSync(folder, { recursive: true });
  });

  /** How many rows each unit of work changed. */
  const changesOf = async (work: () => Promise<unknown>): Promise<number[]> => {
    const uow = market.get(UnitOfWork);
    const run = uow.run.bind(uow);
    const changes: number[] = [];
    const total = async (): Promise<number> => Number((await uow.manager.query<{ n: number }[]>('SELECT total_changes() AS n'))[0]?.n);
    uow.run = (inner) =>
      uow.active
        ? run(inner)
        : run(async () => {
            const before = await total();
            const result = await inner();
            changes.push((await total()) - before);
            return result;
          });
    await work().finally(() => Reflect.deleteProperty(uow, 'run'));
    return changes;
  };

  it('changes a few thousand rows at a time, and others write in between', async () => {
    const imports = market.get(ImportService);
    const file = join(folder, 'list.csv');
    writeFileSync(file, vacancyList(ROWS));
    let id = '';
    const read = await changesOf(async () => void ({ id } = await imports.read(file, 'list.csv')));
    const confirmed = await changesOf(() => imports.confirm(null, id));
    expect((await imports.one(null, id)).state).toBe('confirmed');
    expect(Math.max(...read, ...confirmed)).toBeLessThan(MOST_CHANGED);
    expect(read.reduce((sum, n) => sum + n)).toBeGreaterThan(ROWS);
    expect(confirmed.reduce((sum, n) => sum + n)).toBeGreaterThan(2 * ROWS);
    expect(confirmed.length).toBeGreaterThan(5);
  }, 120_000);

  it('is counted piece by piece, to the last row', async () => {
    const { manager } = market.get(UnitOfWork);
    const columns = manager.connection.getMetadata(ImportRow).columns.map(({ databaseName }) => databaseName);
    const copied = columns.map((name) => ({ id: "'copy' || n", line: '100000 + n', kind: "'unchanged'" })[name] ?? `"${name}"`);
    const [row] = await manager.query<{ id: string; batchId: string }[]>('SELECT id, batchId FROM import_row LIMIT 1');
    await manager.query(
      `INSERT INTO import_row (${columns.map((name) => `"${name}"`).join(', ')})
       WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 45000)
       SELECT ${copied.join(', ')} FROM import_row, numbers WHERE import_row.id = ?`,
      [row?.id],
    );
    const counts = await market.get(ImportSavingRepository).counts(row?.batchId ?? '');
    expect(counts).toMatchObject({ unchanged: 45_000, wrong: 0, conflict: 0 });
    expect(counts.new + counts.draft).toBe(ROWS);
  }, 60_000);
});
