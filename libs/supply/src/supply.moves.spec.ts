import fc from 'fast-check';
import { UnitOfWork } from '#platform/db';
import { Problem } from '#platform/http';
import { changedBy, refusalOf } from '#platform/moves';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startStations, type Stations } from '../../../test/support/stations.js';
import { BatchLedger } from './batch-ledger.js';
import { BATCH_MOVES, batchMoveRow, type MovedBatch } from './domain/moves.js';
import { BATCH_STATES } from './domain/supply.js';
import { Supplier, SupplyBatch } from './supply.entity.js';

const step = fc.record({
  move: fc.constantFrom(...BATCH_MOVES),
  n: fc.integer({ min: 1, max: 5 }),
  state: fc.constantFrom(...BATCH_STATES, 'open' as const, 'open' as const),
  active: fc.constantFrom(true, true, true, false),
});

eachDatabase((database) => {
  let house: Stations;

  beforeAll(async () => {
    house = await startStations(database, new TestClock());
    database.atEnd(house.close);
  });

  it('makes and refuses every move of people as its table says, whatever came before', async () => {
    const [uow, ledger] = [house.get(UnitOfWork), house.get(BatchLedger)];
    const supplierId = await house.supplier();
    const seen = new Set<string>();
    const stored = async (id: string): Promise<MovedBatch> => {
      const { people, promised, committed, used, state } = await uow.manager.findOneByOrFail(SupplyBatch, { id });
      return { people, promised, committed, used, state };
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async (steps) => {
        const id = await house.batch(supplierId, 9);
        await uow.run(() => uow.manager.update(SupplyBatch, { id }, { promised: 2, committed: 2, used: 1 }));
        let expected = await stored(id);
        for (const { move, n, state, active } of steps) {
          await uow.run(() => uow.manager.update(SupplyBatch, { id }, { state }));
          await uow.run(() => uow.manager.update(Supplier, { id: supplierId }, { active }));
          const told = { n, supplierActive: active ? 1 : 0 };
          const row = batchMoveRow(move);
          const before = { ...expected, state };
          const refused = refusalOf(row, before, told);
          const answer: unknown = await uow.run(() => ledger.move(id, move, n)).catch((error: unknown) => error);
          if (refused) {
            expect(answer).toBeInstanceOf(Problem);
            expect(answer).toMatchObject({ code: refused.code });
          } else expect(answer).not.toBeInstanceOf(Error);
          expected = refused ? before : { ...before, ...changedBy(row, before, told) };
          expect(await stored(id)).toEqual(expected);
          seen.add(`${move}${refused ? ` ${refused.code}` : ''}`);
        }
      }),
      { numRuns: database.kind === 'embedded' ? 60 : 30, seed: 20_261_124 },
    );
    expect(BATCH_MOVES.filter((move) => !seen.has(move))).toEqual([]);
    expect([...seen]).toEqual(
      expect.arrayContaining(['promise batch.closed', 'promise batch.no_people', 'promise supplier.closed', 'use batch.not_held']),
    );
  }, 120_000);
});
