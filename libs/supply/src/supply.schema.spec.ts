import { accessSchema } from '#access';
import { drift, revert } from '#platform/db';
import { eachDatabase } from '../../../test/support/databases.js';
import { supplySchema } from './supply.schema.js';

eachDatabase((database) => {
  it('the tables of supply are what their entities say, and go down and up again', async () => {
    const source = await database.open([accessSchema, supplySchema]);
    expect(await drift(source)).toEqual([]);
    for (const _ of supplySchema.migrations) await revert(source);
    await source.runMigrations({ transaction: 'each' });
    expect(await drift(source)).toEqual([]);
  });
});
