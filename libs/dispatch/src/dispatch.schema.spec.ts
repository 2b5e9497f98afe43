import { drift, revert } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { dispatchSchema } from './dispatch.schema.js';

eachDatabase((database) => {
  it('the tables of dispatch are what their entities say, and go down and up again', async () => {
    const source = await database.open([dispatchSchema]);
    expect(await drift(source)).toEqual([]);
    for (const _ of dispatchSchema.migrations) await revert(source);
    await source.runMigrations({ transaction: 'each' });
    expect(await drift(source)).toEqual([]);
  });
});
