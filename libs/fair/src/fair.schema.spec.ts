import { drift, migrate } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { revertBefore } from '../../../test/support/migrations.js';
import { stateOf } from './domain/states.js';
import { Booth, Fair } from './fair.entity.js';
import { fairSchema } from './fair.schema.js';
import { FairClaim } from './venue.entity.js';

eachDatabase((database) => {
  it('fairs of the release before keep what they had: place, booths and state, and the hours of those who booked are claimed', async () => {
    const source = await database.open([fairSchema]);
    await revertBefore(source, '1790000080011');
    const fair = (id: string, state: string, opensAt: string, closesAt: string) =>
      source.query(
        'INSERT INTO fair (id, nodeId, nodePath, name, theme, campaign, day, opensAt, closesAt, place, boothCount, state, createdAt, ' +
          "version) VALUES (?, '370702', '/37/3707/370702/', '招聘会', '机械', 'none', '2026-12-05', ?, ?, '人力资源市场', 1, ?, " +
          "'2026-11-24 00:00:00.000', 3)",
        [id, opensAt, closesAt, state],
      );
    const booth = (id: string, fairId: string, enterpriseId: string | null) =>
      source.query('INSERT INTO booth (id, fairId, number, enterpriseId) VALUES (?, ?, ?, ?)', [id, fairId, 'A01', enterpriseId]);
    await fair('a', 'published', '09:10', '10:00');
    // At the same time, with the same enterprise: one of the two counts.
    await fair('b', 'published', '09:45', '10:15');
    await fair('c', 'draft', '09:00', '12:00');
    await fair('d', 'cancelled', '09:00', '12:00');
    await booth('0190aaaa-0000-7000-8000-000000000001', 'a', 'firm');
    await booth('0190aaaa-0000-7000-8000-000000000002', 'b', 'firm');
    await booth('0190aaaa-0000-7000-8000-000000000003', 'd', 'other');
    await booth('0190aaaa-0000-7000-8000-000000000004', 'c', null);
    await migrate(source);
    expect(await drift(source)).toEqual([]);
    const fairs = await source.getRepository(Fair).find({ order: { id: 'ASC' } });
    expect(fairs.map((one) => [one.id, stateOf(one), one.place, one.roomId, one.version])).toEqual([
      ['a', 'open', '人力资源市场', null, 3],
      ['b', 'open', '人力资源市场', null, 3],
      ['c', 'planned', '人力资源市场', null, 3],
      ['d', 'cancelled', '人力资源市场', null, 3],
    ]);
    expect(await source.getRepository(Booth).countBy({ number: 'A01' })).toBe(4);
    const claims = await source.getRepository(FairClaim).find({ order: { quarter: 'ASC' } });
    expect(claims.map(({ subjectId, day, quarter, fairId }) => [subjectId, day, quarter, fairId])).toEqual([
      ...[36, 37, 38, 39].map((quarter) => ['firm', '2026-12-05', quarter, 'a']),
      ['firm', '2026-12-05', 40, 'b'],
    ]);
  });

  it('the release before goes on with the tables as they are: it plans, announces and lets book', async () => {
    const source = await database.open([fairSchema]);
    await source.query(
      'INSERT INTO fair (id, nodeId, nodePath, name, theme, campaign, day, opensAt, closesAt, place, boothCount, state, createdAt, ' +
        "version) VALUES ('e', '370702', '/37/', '招聘会', '机械', 'none', '2026-12-05', '09:00', '12:00', '市场', 1, 'draft', " +
        "'2026-11-24 00:00:00.000', 1)",
    );
    await source.query("INSERT INTO booth (id, fairId, number) VALUES ('f', 'e', 'A01')");
    await source.query("UPDATE fair SET state = 'published' WHERE id = 'e' AND state = 'draft'");
    const row = await source.getRepository(Fair).findOneByOrFail({ id: 'e' });
    expect(stateOf(row)).toBe('open');
  });
});
