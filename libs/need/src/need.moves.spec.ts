import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { FieldCipher, loadKeys } from '#platform/crypto';
import { newId, UnitOfWork } from '#platform/db';
import { Problem } from '#platform/http';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { HeardEvents } from '../../../test/support/events.js';
import { applyMove } from './domain/applied.js';
import { MOVED_COLUMNS, NEED_MOVES, type EntryFigures, type MovedNeed } from './domain/moves.js';
import { IN_DRAFT, isUnposted, NEED_STATES } from './domain/need.js';
import { Need, NeedEntry } from './need.entity.js';
import { NeedLedger } from './need.ledger.js';
import { NeedRepository } from './need.repository.js';
import { needSchema } from './need.schema.js';
import { sampleNeed } from './need.samples.js';

const rowOf = (need: Need): MovedNeed => ({
  ...(Object.fromEntries(MOVED_COLUMNS.map((column) => [column, need[column]])) as Omit<MovedNeed, 'state'>),
  state: need.state,
});

/** Any need that the database's own check lets stand. */
const needs = fc
  .record({ state: fc.constantFrom(...NEED_STATES, ...IN_DRAFT), short: fc.integer({ min: 0, max: 9 }), split: fc.array(fc.nat(3)) })
  .map(({ state, short, split: [filled = 0, promised = 0, committed = 0] }) => {
    const held = filled + promised + committed <= short && !isUnposted(state);
    return { state, short, filled: held ? filled : 0, promised: held ? promised : 0, committed: held ? committed : 0 };
  });
const FOLLOWING = ['promise', 'commit', 'fill', 'releasePromised', 'releaseCommitted'] as const;
const steps = fc.array(
  fc.record({
    // One follows the other, which chance alone would seldom let them.
    move: fc.constantFrom(...NEED_MOVES, ...FOLLOWING, ...FOLLOWING),
    people: fc.constantFrom(1, 1, 2, 4),
    short: fc.nat(9),
    asOf: fc.constantFrom('2026-11-20', '2026-11-24'),
    filled: fc.nat(3),
    becomes: fc.constantFrom('draft', 'published', 'stale', 'filled'),
    publishedAt: fc.constantFrom(null, new Date('2026-11-20T01:00:00Z')),
    confirmedAt: fc.constantFrom(new Date('2026-11-20T01:00:00Z'), new Date('2026-11-21T01:00:00Z')),
  }),
  { minLength: 8, maxLength: 20 },
);

eachDatabase((database) => {
  let source: DataSource;
  let ledger: NeedLedger;
  const clock = new TestClock();

  beforeAll(async () => {
    source = await database.open([needSchema]);
    const uow = new UnitOfWork(source);
    const cipher = new FieldCipher(loadKeys(await database.settings()));
    ledger = new NeedLedger(uow, new NeedRepository(uow, cipher), clock, new HeardEvents());
  });

  const stored = async (id: string): Promise<MovedNeed> => rowOf(await source.getRepository(Need).findOneByOrFail({ id }));

  it('makes, refuses and writes down every move as its table says, whatever came before', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(needs, steps, async (figures, moves) => {
        const publishedAt = isUnposted(figures.state) ? null : clock.now();
        const need = sampleNeed({ ...figures, publishedAt, confirmedAt: clock.now(), moves: 0 });
        await source.getRepository(Need).insert(need);
        let expected = rowOf(need);
        const entries: EntryFigures[] = [];
        for (const { move, ...args } of moves) {
          clock.advance(1000);
          const outcome = applyMove(expected, move, { ...args, at: clock.now() });
          const answer: unknown = await ledger
            .move(need.id, move, { args, ref: { kind: 'test', id: newId() } })
            .catch((error: unknown) => error);
          if ('refused' in outcome) {
            const { code, params } = outcome.refused;
            expect(answer).toBeInstanceOf(Problem);
            if (code === 'unknown') expect(answer).toMatchObject({ status: 404 });
            else expect(answer).toMatchObject({ code, params });
            seen.add(`${move} refused`);
          } else {
            expect(answer).not.toBeInstanceOf(Error);
            expected = outcome.need;
            if (outcome.entry) entries.push(outcome.entry);
            seen.add(move);
          }
          expect(await stored(need.id)).toEqual(expected);
        }
        const kept = await source.getRepository(NeedEntry).find({ where: { needId: need.id }, order: { seq: 'ASC' } });
        expect(kept).toMatchObject(entries);
        expect(kept).toHaveLength(entries.length);
      }),
      { numRuns: 150, seed: 20_261_124 },
    );
    // The sequences came through every row of the table, and through its refusals.
    expect(NEED_MOVES.filter((move) => !seen.has(move))).toEqual([]);
    expect(NEED_MOVES.filter((move) => !seen.has(`${move} refused`))).toEqual([]);
  }, 120_000);
});
