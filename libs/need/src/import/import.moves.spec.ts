import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { newId, UnitOfWork } from '#platform/db';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { listMoveOf } from '../domain/list-moves.js';
import { applyMove } from '../domain/applied.js';
import { MOVED_COLUMNS, type MovedNeed } from '../domain/moves.js';
import { isUnposted, NEED_STATES } from '../domain/need.js';
import { LISTED_FIELDS, pick } from '../domain/posting-fields.js';
import { Need, NeedEntry } from '../need.entity.js';
import { needSchema } from '../need.schema.js';
import { sampleNeed } from '../need.samples.js';
import { ImportConfirm } from './import.confirm.js';
import { ImportRow } from './import.entity.js';

const rowOf = (need: Need): MovedNeed => ({
  ...(Object.fromEntries(MOVED_COLUMNS.map((column) => [column, need[column]])) as Omit<MovedNeed, 'state'>),
  state: need.state,
});

/** What the ledger holds of a need that stands on the board. */
const firstEntry = ({ id, short, confirmedAt }: Need): NeedEntry => ({
  ...{ id: newId(), needId: id, seq: 1, at: confirmedAt, kind: 'posted', people: short, short, shortage: short },
  ...{ filled: 0, promised: 0, committed: 0, refKind: 'need', refId: id, actorId: null, reason: null },
});

/** A need that a list may change, and what the list says of it; people on the way stay within what it says. */
const changes = fc
  .record({
    state: fc.constantFrom(...NEED_STATES.filter((one) => one !== 'withdrawn')),
    short: fc.integer({ min: 1, max: 9 }),
    said: fc.integer({ min: 1, max: 9 }),
    split: fc.array(fc.nat(3)),
    whole: fc.boolean(),
  })
  .map(({ state, short, said, split: [filled = 0, promised = 0, committed = 0], whole }) => {
    const held = !isUnposted(state) && filled + promised + committed <= short && promised + committed <= said;
    const figures = { short, filled: held ? filled : 0, promised: held ? promised : 0, committed: held ? committed : 0 };
    return { state, figures, said, whole: whole || !isUnposted(state) };
  });

eachDatabase((database) => {
  let source: DataSource;
  const clock = new TestClock();

  beforeAll(async () => {
    source = await database.open([needSchema]);
  });

  it('changes the needs of a list, and writes it down, as the table of moves says of each by itself', async () => {
    const uow = new UnitOfWork(source);
    const statements = new ImportConfirm(uow);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(changes, { minLength: 5, maxLength: 30 }), async (list) => {
        const batchId = newId();
        const before = clock.now();
        clock.advance(1000);
        const [at, today] = [clock.now(), '2026-11-24'];
        const expected = new Map<string, ReturnType<typeof applyMove>>();
        for (const [line, { state, figures, said, whole }] of list.entries()) {
          const posted = !isUnposted(state);
          const need = sampleNeed({ ...figures, state, publishedAt: posted ? before : null, confirmedAt: before, asOf: '2026-11-20' });
          await source.getRepository(Need).insert({ ...need, moves: posted ? 1 : 0 });
          await source.getRepository(ImportRow).insert({
            ...pick(need, LISTED_FIELDS),
            ...{ id: newId(), batchId, line: line + 1, kind: 'changed', reasons: [], entryId: newId(), enterpriseRef: 0 },
            ...{ nodeId: need.nodeId, nodePath: need.nodePath, divisionCode: null, enterpriseName: null, gaps: [] },
            ...{ needId: need.id, needVersion: 1, short: said, state: whole ? 'published' : 'draft' },
            ...{ importKey: need.id, importHash: 'changed' },
          });
          if (posted) await source.getRepository(NeedEntry).insert(firstEntry(need));
          const row = rowOf({ ...need, moves: posted ? 1 : 0 });
          const move = listMoveOf(row, said, whole);
          seen.add(move);
          expected.set(need.id, applyMove(row, move, { short: said, asOf: today, at }));
        }
        const confirmation = { batchId, actorId: null, now: at, today, nodePath: '/city/', after: 0, upTo: list.length, keptUntil: null };
        await uow.run(async () => {
          await statements.updateNeeds(confirmation);
          await statements.insertEntries(confirmation);
        });
        for (const [id, outcome] of expected) {
          if ('refused' in outcome) throw new Error(`${outcome.refused.code} was not expected`);
          expect(rowOf(await source.getRepository(Need).findOneByOrFail({ id }))).toEqual(outcome.need);
          const entries = await source.getRepository(NeedEntry).findBy({ needId: id, refKind: 'import' });
          expect(entries).toMatchObject(outcome.entry ? [outcome.entry] : []);
        }
      }),
      { numRuns: database.kind === 'embedded' ? 25 : 12, seed: 20_261_124 },
    );
    expect([...seen].sort()).toEqual(['listAgain', 'listDraft', 'listPost', 'listRestate']);
  }, 120_000);
});
