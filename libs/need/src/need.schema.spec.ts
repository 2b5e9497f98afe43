import { drift, pendingMigrations, revert } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { Need } from './need.entity.js';
import { sampleNeed } from './need.samples.js';
import { needSchema } from './need.schema.js';

eachDatabase((database) => {
  it('the tables are what the entities say, and each migration can be undone and done again over filled tables', async () => {
    const source = await database.open([needSchema]);
    expect(await drift(source)).toEqual([]);
    await source.getRepository(Need).insert(sampleNeed());
    for (const _ of needSchema.migrations) await revert(source);
    expect((await pendingMigrations(source)).length).toBe(needSchema.migrations.length);
    await source.runMigrations({ transaction: 'each' });
    expect(await drift(source)).toEqual([]);
    expect(await source.getRepository(Need).count()).toBe(0);
  });
});
