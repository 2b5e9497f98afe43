import { drift, migrate } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { revertBefore } from '../../../test/support/migrations.js';
import { dispatchSchema } from './dispatch.schema.js';

eachDatabase((database) => {
  it('the tables of dispatch are what their entities say, and go down and up again', async () => {
    const source = await database.open([dispatchSchema]);
    expect(await drift(source)).toEqual([]);
    await revertBefore(source, '1790000070001');
    await source.runMigrations({ transaction: 'each' });
    expect(await drift(source)).toEqual([]);
  });

  it('who was put on two trips before counts as travelling on the first, and nobody else can be', async () => {
    const source = await database.open([dispatchSchema]);
    await revertBefore(source, '1790000070041');
    const insert = (id: string, idHash: string, state: string) =>
      source.query(
        `INSERT INTO manifest_line (id, tripId, promiseId, needId, enterpriseId, nodePath, position, idHash, \`returning\`, minor, relief,
           insured, selfArranged, state, stateAt, createdAt)
         VALUES (?, ?, 'p', 'n', 'e', '/37/', 0, ?, 0, 0, 'none', 1, 0, ?, '2026-11-24 00:00:00.000', '2026-11-24 00:00:00.000')`,
        [id, `trip ${id}`, idHash, state],
      );
    await insert('1', 'zhang', 'signed');
    await insert('2', 'zhang', 'listed');
    await insert('3', 'zhang', 'boarded');
    await migrate(source);
    const rows = await source.query<{ travellerKey: string | null }[]>('SELECT travellerKey FROM manifest_line ORDER BY id');
    expect(rows.map(({ travellerKey }) => travellerKey)).toEqual([null, 'zhang', null]);
    await expect(source.query("UPDATE manifest_line SET travellerKey = 'zhang' WHERE id = '3'")).rejects.toThrow();
  });
});
