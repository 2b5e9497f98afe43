import fc from 'fast-check';
import {
  answerRefusal,
  answersAfter,
  attributionOf,
  HIRE_DAYS,
  lastFourOf,
  linkOpens,
  opensAgain,
  stateAfter,
  type HireAnswer,
  type HireSays,
  type HireVoice,
} from './hires.js';
import { allOf, FIGURES, figuresOf, LINE_FIGURES, type FairBooks } from './report.js';
import { dayIn, isYes, kindOf } from './result-table.js';
import { reminderOf, resultsDueOn, TALK_KINDS } from './results.js';

const rules = { enterpriseDays: 5, remindBefore: 2, answerDays: 14, linkDays: 14 };

describe('the results of a fair', () => {
  it('are due so many days after it; who has not said is asked, reminded before the day and once after it', () => {
    const dueOn = resultsDueOn('2027-02-20', rules);
    expect(dueOn).toBe('2027-02-25');
    expect(reminderOf({ dueOn, reminded: null }, '2027-02-21', rules)).toBe('asked');
    expect(reminderOf({ dueOn, reminded: 'asked' }, '2027-02-22', rules)).toBeNull();
    expect(reminderOf({ dueOn, reminded: 'asked' }, '2027-02-23', rules)).toBe('soon');
    expect(reminderOf({ dueOn, reminded: 'soon' }, '2027-02-25', rules)).toBeNull();
    expect(reminderOf({ dueOn, reminded: 'asked' }, '2027-02-26', rules)).toBe('late');
    expect(reminderOf({ dueOn, reminded: 'late' }, '2027-03-26', rules)).toBeNull();
  });

  it('are read from the words that lists use', () => {
    const said = ['已录用', '入职', '拟录用', '面试', '有意向', '不合适', 'hired', '再说'];
    expect(said.map(kindOf)).toEqual(['hired', 'hired', 'offer', 'interview', 'interested', 'unsuitable', 'hired', null]);
    expect([dayIn('2027年2月3日'), dayIn('2027/02/03'), dayIn('明天')]).toEqual(['2027-02-03', '2027-02-03', null]);
    expect([isYes('是'), isYes('否'), isYes('')]).toEqual([true, false, false]);
  });
});

describe('a hire', () => {
  it('belongs to a fair when the person was checked in there and the employer met them there first', () => {
    expect(attributionOf({ entered: true, metFirst: true })).toBe('counts');
    expect(attributionOf({ entered: false, metFirst: true })).toBe('not_entered');
    expect(attributionOf({ entered: true, metFirst: false })).toBe('met_before');
  });

  const answers = (...said: [HireSays | null, HireVoice | null][]): HireAnswer[] =>
    HIRE_DAYS.map((days, i) => ({ days, says: said[i]?.[0] ?? null, saidBy: said[i]?.[1] ?? null }));

  it('is confirmed by whom it is about or by the office, never by the employer that said it', () => {
    expect(answerRefusal(answers(), 0, 'yes', 'enterprise')).toBe('not_yours');
    expect(answerRefusal(answers(), 0, 'yes', 'seeker')).toBeNull();
    expect(answerRefusal(answers(['no', 'seeker']), 0, 'yes', 'enterprise')).toBe('not_yours');
    expect(answerRefusal(answers(['no', 'seeker']), 0, 'yes', 'office')).toBeNull();
    expect(answerRefusal(answers(['yes', 'seeker'], ['no', 'seeker']), 30, 'yes', 'enterprise')).toBe('said_by_other');
  });

  it('that was denied is none; who is gone after 30 days is gone after 90; who is there was there before', () => {
    expect([...answersAfter(answers(['yes', 'seeker']), 30, 'no').values()]).toEqual(['yes', 'no', 'no']);
    expect([...answersAfter(answers(['yes', 'seeker'], ['no', 'enterprise'], ['no', 'enterprise']), 90, 'yes').values()]).toEqual([
      'yes',
      'yes',
      'yes',
    ]);
    expect(stateAfter(answersAfter(answers(), 0, 'no'))).toBe('denied');
    expect(stateAfter(answersAfter(answers(['yes', 'seeker']), 90, 'no'))).toBe('left');
    expect(answerRefusal(answers(['yes', 'seeker'], [null, null], ['yes', 'seeker']), 30, 'no', 'enterprise')).toBe('contradicts');
  });

  it('never stands after a “no”, and no answer is followed by another one on a later day', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...HIRE_DAYS), fc.constantFrom<HireSays>('yes', 'no')), { maxLength: 8 }), (said) => {
        let now = answers();
        for (const [days, says] of said) {
          const after = answersAfter(now, days, says);
          now = now.map((one) => ({ ...one, says: after.get(one.days) ?? null, saidBy: 'office' }));
          const [first, second, third] = now.map((one) => one.says);
          expect([first, second].includes('no') && third === 'yes').toBe(false);
          expect(stateAfter(after) === 'standing').toBe(!now.some((one) => one.says === 'no'));
        }
      }),
    ));

  it('that ends opens the place again, unless the enterprise stated since how many it is short of', () => {
    const need = { asOf: '2027-02-01', filled: 2, state: 'published' };
    expect(opensAgain('2027-02-20', need)).toBe(true);
    expect(opensAgain('2027-02-20', { ...need, asOf: '2027-02-25' })).toBe(false);
    expect(opensAgain('2027-02-20', { ...need, state: 'withdrawn' })).toBe(false);
  });

  it('is asked about by a link that is good once, for its days, and not after five wrong tries', () => {
    const now = new Date('2027-02-21T02:00:00Z');
    const link = { until: new Date('2027-02-22T00:00:00Z'), tries: 4, says: null };
    expect(linkOpens(link, now)).toBe(true);
    expect([
      linkOpens({ ...link, tries: 5 }, now),
      linkOpens({ ...link, until: now }, now),
      linkOpens({ ...link, says: 'yes' }, now),
    ]).toEqual([false, false, false]);
    expect([lastFourOf('13800001234', '12345678'), lastFourOf(null, '12345678')]).toEqual(['1234', '5678']);
  });
});

describe('the figures of a fair', () => {
  const postOf = new Map([
    ['a', { occupation: '6-18-02-04', level: 3, wanted: 10 }],
    ['b', { occupation: '6-18-01-01', level: null, wanted: 5 }],
    ['c', { occupation: '6-18-02-04', level: 3, wanted: 1 }],
  ]);
  const books: FairBooks = {
    ...{ enterprises: 2, tickets: 9, entered: 7, intentPeople: 3, met: { talks: 5, intents: 4, offers: 2 }, posts: ['a', 'b', 'c'] },
    talks: [
      { needId: 'a', kind: 'hired', people: 1 },
      { needId: 'c', kind: 'offer', people: 1 },
      { needId: 'b', kind: 'unsuitable', people: 1 },
      { needId: null, kind: 'interested', people: 3 },
    ],
    hires: [{ needId: 'a', people: 1, confirmed: 1, hires30: 1, hires90: 0 }],
  };

  it('are told by occupation and level, with what names no post last; who spoke about two posts is met once', () => {
    const { counts, lines } = figuresOf(books, postOf);
    expect(counts).toMatchObject({
      fairs: 1,
      posts: 3,
      wanted: 16,
      entered: 7,
      talks: 5,
      intents: 4,
      offers: 2,
      hires: 1,
      hires30: 1,
      hires90: 0,
    });
    expect(lines.map(({ occupation, talks, intents, offers, hires }) => [occupation, talks, intents, offers, hires])).toEqual([
      ['6-18-01-01', 1, 0, 0, 0],
      ['6-18-02-04', 2, 2, 2, 1],
      [null, 3, 3, 0, 0],
    ]);
  });

  it('of several fairs are the sums of each', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ n: fc.nat(50), kind: fc.constantFrom(...TALK_KINDS) }), { maxLength: 6 }), (some) => {
        const all = some.map(({ n, kind }) => figuresOf({ ...books, entered: n, talks: [{ needId: 'a', kind, people: n }] }, postOf));
        const sum = allOf(all);
        for (const figure of FIGURES) expect(sum.counts[figure]).toBe(all.reduce((total, one) => total + one.counts[figure], 0));
        for (const figure of LINE_FIGURES)
          expect(sum.lines.reduce((total, line) => total + line[figure], 0)).toBe(
            all.flatMap(({ lines }) => lines).reduce((total, line) => total + line[figure], 0),
          );
      }),
    ));
});
