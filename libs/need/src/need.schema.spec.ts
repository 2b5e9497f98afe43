import { drift, migrate, pendingMigrations } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { revertBefore } from '../../../test/support/migrations.js';
import { Need } from './need.entity.js';
import { sampleNeed } from './need.samples.js';
import { needSchema } from './need.schema.js';

eachDatabase((database) => {
  it('the tables are what the entities say, and each migration can be undone and done again over filled tables', async () => {
    const source = await database.open([needSchema]);
    expect(await drift(source)).toEqual([]);
    await source.getRepository(Need).insert(sampleNeed());
    await revertBefore(source, '1790000040001');
    expect((await pendingMigrations(source)).length).toBe(needSchema.migrations.length);
    await source.runMigrations({ transaction: 'each' });
    expect(await drift(source)).toEqual([]);
    expect(await source.getRepository(Need).count()).toBe(0);
  });

  it('of reports that were opened twice before, the first is the one that is counted on', async () => {
    const source = await database.open([needSchema]);
    await revertBefore(source, '1790000040121');
    const insert = (id: string, kind: string, state: string) =>
      source.query(
        'INSERT INTO need_report (id, needId, nodePath, kind, state, times, createdAt) ' +
          "VALUES (?, 'n', '/37/', ?, ?, 1, '2026-11-24 00:00:00.000')",
        [id, kind, state],
      );
    await insert('1', 'filled', 'closed');
    await insert('2', 'filled', 'open');
    await insert('3', 'filled', 'open');
    await insert('4', 'false', 'open');
    await migrate(source);
    const rows = await source.query<{ openKey: string | null }[]>('SELECT openKey FROM need_report ORDER BY id');
    expect(rows.map(({ openKey }) => openKey)).toEqual([null, 'n filled', null, 'n false']);
  });
});
