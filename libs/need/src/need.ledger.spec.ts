import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { FieldCipher, loadKeys } from '#platform/crypto';
import { newId, UnitOfWork } from '#platform/db';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { HeardEvents } from '../../../test/support/events.js';
import { shortageOf } from './domain/need.js';
import { Need, NeedChange, NeedEntry } from './need.entity.js';
import { NeedLedger } from './need.ledger.js';
import { NeedRepository } from './need.repository.js';
import { needSchema } from './need.schema.js';
import { sampleNeed } from './need.samples.js';

eachDatabase((database) => {
  let source: DataSource;
  let ledger: NeedLedger;
  let events: HeardEvents;
  const clock = new TestClock();
  const ref = (kind = 'promise') => ({ kind, id: newId() });

  beforeAll(async () => {
    source = await database.open([needSchema]);
    const uow = new UnitOfWork(source);
    events = new HeardEvents();
    ledger = new NeedLedger(uow, new NeedRepository(uow, new FieldCipher(loadKeys(await database.settings()))), clock, events);
  });

  const posted = async (short: number): Promise<string> => {
    const need = sampleNeed({ short });
    await source.getRepository(Need).insert(need);
    return need.id;
  };
  const figures = async (id: string) => {
    const { short, filled, promised, committed, state } = await source.getRepository(Need).findOneByOrFail({ id });
    return { short, filled, promised, committed, state };
  };
  const shortage = async (id: string) => shortageOf(await source.getRepository(Need).findOneByOrFail({ id }));
  const codeOf = (error: unknown) => (error as { code: string }).code;

  it('tells 40 short, 40 committed, 36 boarded, 35 arrived, 33 signed as 0, 4, 5 and 7 short, each figure with its entry', async () => {
    const id = await posted(40);
    const promise = ref();
    await ledger.promise(id, 40, promise);
    expect(await shortage(id)).toBe(40);
    await ledger.commit(id, 40, promise);
    expect(await shortage(id)).toBe(0);
    await ledger.release(id, 4, 'committed', ref('trip'), 'no_show');
    expect(await shortage(id)).toBe(4);
    await ledger.release(id, 1, 'committed', ref('trip'), 'lost');
    expect(await shortage(id)).toBe(5);
    await ledger.fill(id, 33, ref('trip'));
    await ledger.release(id, 2, 'committed', ref('trip'), 'refused');
    expect(await shortage(id)).toBe(7);
    const entries = await source.getRepository(NeedEntry).find({ where: { needId: id }, order: { seq: 'ASC' } });
    expect(entries.map(({ kind, people, shortage: after, reason }) => [kind, people, after, reason])).toEqual([
      ['promised', 40, 40, null],
      ['committed', 40, 0, null],
      ['released', 4, 4, 'no_show'],
      ['released', 1, 5, 'lost'],
      ['filled', 33, 5, null],
      ['released', 2, 7, 'refused'],
    ]);
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await source.getRepository(NeedChange).countBy({ needId: id })).toBe(6);
  });

  it('is filled with the last signature, says so once, and is open again when somebody did not stay', async () => {
    const id = await posted(2);
    await ledger.promise(id, 2, ref());
    await ledger.commit(id, 2, ref());
    await ledger.fill(id, 1, ref());
    expect(events.names()).toEqual([]);
    await ledger.fill(id, 1, ref());
    expect(events.names()).toEqual(['need.filled']);
    expect(await figures(id)).toMatchObject({ filled: 2, state: 'filled' });
    await ledger.unfill(id, 1, ref(), 'left');
    expect(await figures(id)).toMatchObject({ filled: 1, state: 'published' });
  });

  it('counts anew when the shortage is restated: no fill is subtracted twice, and no cut goes below who is on the way', async () => {
    const id = await posted(10);
    await ledger.promise(id, 6, ref());
    await ledger.commit(id, 4, ref());
    await ledger.fill(id, 3, ref());
    await ledger.restate(id, 7, '2026-11-24', ref('need'));
    expect(await figures(id)).toEqual({ short: 7, filled: 0, promised: 2, committed: 1, state: 'published' });
    expect(await shortage(id)).toBe(6);
    const refused = await ledger.restate(id, 2, '2026-11-24', ref('need')).catch(codeOf);
    expect(refused).toBe('need.below_on_the_way');
    expect(await figures(id)).toMatchObject({ short: 7 });
  });

  it('names what stands in the way: no room, not open, not held', async () => {
    const id = await posted(3);
    expect(await ledger.promise(id, 4, ref()).catch(codeOf)).toBe('need.no_room');
    expect(await ledger.commit(id, 1, ref()).catch(codeOf)).toBe('need.not_held');
    expect(await ledger.release(id, 1, 'promised', ref(), 'lapsed').catch(codeOf)).toBe('need.not_held');
    await source.getRepository(Need).update({ id }, { state: 'stale' });
    expect(await ledger.promise(id, 1, ref()).catch(codeOf)).toBe('need.not_open');
    await expect(ledger.promise(id, 1.5, ref())).rejects.toThrow(RangeError);
    expect(await source.getRepository(NeedEntry).countBy({ needId: id })).toBe(0);
  });

  it('moves people to a substitute place at once, or leaves both needs as they were', async () => {
    const [from, to] = [await posted(5), await posted(2)];
    await ledger.promise(from, 4, ref());
    await ledger.commit(from, 4, ref());
    expect(await ledger.transfer(from, to, 3, 'committed', ref(), 'substitute').catch(codeOf)).toBe('need.no_room');
    expect([(await figures(from)).committed, (await figures(to)).committed]).toEqual([4, 0]);
    await ledger.transfer(from, to, 2, 'committed', ref(), 'substitute');
    expect([(await figures(from)).committed, (await figures(to)).committed]).toEqual([2, 2]);
  });

  it('gives 40 places to exactly 40 of 60 who ask at once', async () => {
    const id = await posted(40);
    const asked = await Promise.allSettled(Array.from({ length: 60 }, () => ledger.promise(id, 1, ref())));
    expect(asked.filter((one) => one.status === 'fulfilled').length).toBe(40);
    expect(await figures(id)).toMatchObject({ promised: 40 });
  });

  it('never gives out more than is short, in any interleaving, and its entries add up to its figures', async () => {
    const step = fc.record({
      what: fc.constantFrom('promise', 'commit', 'fill', 'unfill', 'dropPromised', 'dropCommitted', 'restate'),
      n: fc.integer({ min: 1, max: 6 }),
    });
    const acts: Record<string, (id: string, n: number) => Promise<unknown>> = {
      promise: (id, n) => ledger.promise(id, n, ref()),
      commit: (id, n) => ledger.commit(id, n, ref()),
      fill: (id, n) => ledger.fill(id, n, ref()),
      unfill: (id, n) => ledger.unfill(id, n, ref(), 'left'),
      dropPromised: (id, n) => ledger.release(id, n, 'promised', ref(), 'lapsed'),
      dropCommitted: (id, n) => ledger.release(id, n, 'committed', ref(), 'lost'),
      restate: (id, n) => ledger.restate(id, n * 2, '2026-11-24', ref('need')),
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const id = await posted(12);
        await Promise.allSettled(steps.map(async ({ what, n }) => acts[what]?.(id, n)));
        const entries = await source.getRepository(NeedEntry).find({ where: { needId: id }, order: { seq: 'ASC' } });
        const sum = { short: 12, filled: 0, promised: 0, committed: 0 };
        for (const entry of entries) {
          add(sum, entry);
          expect({ short: entry.short, filled: entry.filled, promised: entry.promised, committed: entry.committed }).toEqual(sum);
          expect(sum.filled + sum.promised + sum.committed).toBeLessThanOrEqual(sum.short);
        }
        expect(await figures(id)).toMatchObject(sum);
        expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, i) => i + 1));
      }),
      { numRuns: database.kind === 'embedded' ? 30 : 12 },
    );
    events.names();
  }, 60_000);

  it('has the database itself refuse figures that exceed what is short', async () => {
    const id = await posted(3);
    await expect(source.getRepository(Need).update({ id }, { promised: 4 })).rejects.toThrow(/CK_need_figures|constraint/i);
  });
});

/** What an entry of each kind does to the figures, told a second time, apart from the program's. */
const add = (sum: { short: number; filled: number; promised: number; committed: number }, entry: NeedEntry): void => {
  const { kind, people, reason } = entry;
  if (kind === 'promised') sum.promised += people;
  if (kind === 'committed') [sum.promised, sum.committed] = [sum.promised - people, sum.committed + people];
  if (kind === 'filled') [sum.committed, sum.filled] = [sum.committed - people, sum.filled + people];
  if (kind === 'unfilled') sum.filled -= people;
  if (kind === 'released' && reason === 'lapsed') sum.promised -= people;
  if (kind === 'released' && reason === 'lost') sum.committed -= people;
  if (kind === 'restated') [sum.short, sum.filled] = [people, 0];
};
