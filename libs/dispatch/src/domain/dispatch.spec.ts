import fc from 'fast-check';
import { countsAs, judge, LINE_STATES, mayBecome, moveOf, notAfter, type LineState } from './line.js';
import type { Header } from '#platform/layout';
import { columnsOf, markLostDigits, rowOf, type PersonPlace } from './manifest-table.js';
import { ageClass, ageOn, birthdayOf, idKindOf } from './person.js';
import { idNumber } from '../testing/people.js';
import { refusalOfStage } from './worker.js';
import { expiryOf, judgeAcceptance, judgeWithdrawal, mayBecome as promiseMay, outstanding, tripIsDue, warningOf } from './promise.js';
import { mayBecome as tripMay, takes } from './trip.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 24, 8, minute));

describe('a promise', () => {
  const rules = { holdHours: 72, warnHours: 24, tripDays: 7 };
  it('holds for the hours of the rule and ends once', () => {
    expect(expiryOf(at(0), rules).toISOString()).toBe('2026-11-27T08:00:00.000Z');
    expect(promiseMay('held', 'accepted')).toBe(true);
    expect(promiseMay('lapsed', 'accepted')).toBe(false);
    expect(promiseMay('withdrawn', 'held')).toBe(false);
  });
  it('warns a day before it lapses and, accepted, a week before its people start', () => {
    const held = { people: 4, released: 0, signed: 0, state: 'held' as const, expiresAt: new Date(at(0).getTime() + 24 * 3_600_000) };
    const around = { now: at(0), today: '2026-11-24', lastStart: '2026-12-01', trips: 0 };
    expect(warningOf(held, around, rules)).toBe('lapsing');
    expect(warningOf({ ...held, expiresAt: new Date(held.expiresAt.getTime() + 1) }, around, rules)).toBeNull();
    const accepted = { ...held, state: 'accepted' as const };
    expect(warningOf(accepted, around, rules)).toBe('no_trip');
    expect(warningOf(accepted, { ...around, trips: 1 }, rules)).toBeNull();
    expect(warningOf({ ...accepted, released: 1, signed: 3 }, around, rules)).toBeNull();
    expect(tripIsDue('2026-11-24', '2026-12-02', rules)).toBe(false);
    expect(tripIsDue('2026-11-24', null, rules)).toBe(false);
  });
  it('can be accepted in part, with the reason', () => {
    expect(judgeAcceptance({ people: 10 }, { people: null, reason: null })).toEqual({ kind: 'agreed', taken: 10, left: 0 });
    expect(judgeAcceptance({ people: 10 }, { people: 7, reason: '宿舍只剩七张床' })).toEqual({ kind: 'agreed', taken: 7, left: 3 });
    expect(judgeAcceptance({ people: 10 }, { people: 7, reason: null })).toMatchObject({ code: 'reason_missing', people: 3 });
    expect(judgeAcceptance({ people: 10 }, { people: 11, reason: null })).toMatchObject({ code: 'more_than_promised', people: 10 });
  });
  it('can be withdrawn as a whole, with a substitute place once people are on the way', () => {
    const promise = { people: 40, released: 4, signed: 0 };
    expect(judgeWithdrawal(promise, { people: null, substitute: false }, { listed: 10, onTheWay: 0 })).toEqual({
      kind: 'agreed',
      free: 36,
      moved: 0,
      whole: true,
    });
    expect(judgeWithdrawal(promise, { people: null, substitute: false }, { listed: 0, onTheWay: 20 })).toEqual({
      kind: 'refused',
      code: 'on_the_way',
      people: 20,
    });
    expect(judgeWithdrawal(promise, { people: null, substitute: true }, { listed: 6, onTheWay: 20 })).toEqual({
      kind: 'agreed',
      free: 16,
      moved: 20,
      whole: true,
    });
  });
  it('can be withdrawn in part, as far as people stand on no manifest', () => {
    const promise = { people: 40, released: 0, signed: 0 };
    expect(judgeWithdrawal(promise, { people: 5, substitute: false }, { listed: 35, onTheWay: 0 })).toEqual({
      kind: 'agreed',
      free: 5,
      moved: 0,
      whole: false,
    });
    expect(judgeWithdrawal(promise, { people: 6, substitute: false }, { listed: 35, onTheWay: 0 })).toEqual({
      kind: 'refused',
      code: 'on_a_manifest',
      people: 5,
    });
    expect(judgeWithdrawal(promise, { people: 41, substitute: true }, { listed: 0, onTheWay: 0 })).toMatchObject({
      code: 'more_than_outstanding',
    });
    expect(outstanding({ people: 40, released: 4, signed: 30 })).toBe(6);
  });
});

describe('a person', () => {
  it('shows a resident ID, a residence permit of Hong Kong, Macao or Taiwan, or a permanent resident card of a foreigner', () => {
    const of = (place: string) => idKindOf(idNumber('19900229', place) && idNumber('19920229', place));
    expect(['230101', '810000', '820000', '830000', '911840'].map(of)).toEqual([
      ...['resident', 'hmt_permit', 'hmt_permit', 'hmt_permit', 'foreigner'],
    ]);
    expect([idKindOf('USA110085061512'), birthdayOf('USA110085061512')]).toEqual(['foreigner', '1985-06-15']);
    expect(birthdayOf('USA110003061512')).toBe('2003-06-15');
    for (const wrong of ['USA110085131512', 'US1110085061512', '81000019900101001', '230101199001010000', ''])
      expect([wrong, idKindOf(wrong)]).toEqual([wrong, null]);
  });
  it('goes step by step to a post, with a reason for every no and a time for every interview', () => {
    const next = { reason: null, interviewAt: null };
    expect(refusalOfStage('intent', { ...next, stage: 'accepted' })).toBe('step');
    expect(refusalOfStage('intent', { ...next, stage: 'interview' })).toBe('slot_missing');
    expect(refusalOfStage('intent', { ...next, stage: 'interview', interviewAt: at(0) })).toBeNull();
    expect(refusalOfStage('interview', { ...next, stage: 'interview', interviewAt: at(5) })).toBeNull();
    expect(refusalOfStage('interview', { ...next, stage: 'medical' })).toBeNull();
    expect(refusalOfStage('medical', { ...next, stage: 'dropped' })).toBe('reason_missing');
    expect(refusalOfStage('medical', { ...next, stage: 'dropped', reason: '体检不合格' })).toBeNull();
    expect(refusalOfStage('dropped', { ...next, stage: 'intent' })).toBeNull();
  });
});

describe('a roll call', () => {
  it('believes whoever saw it last, and ignores what was seen before', () => {
    expect(judge({ state: 'listed', stateAt: at(0) }, { state: 'boarded', at: at(5) })).toBe('applied');
    expect(judge({ state: 'boarded', stateAt: at(5) }, { state: 'no_show', at: at(3) })).toBe('older');
    expect(judge({ state: 'boarded', stateAt: at(5) }, { state: 'boarded', at: at(9) })).toBe('same');
    expect(judge({ state: 'no_show', stateAt: at(5) }, { state: 'boarded', at: at(9) })).toBe('applied');
    expect(judge({ state: 'signed', stateAt: at(5) }, { state: 'no_show', at: at(9) })).toBe('refused');
  });
  it('takes a phone whose clock runs ahead at the present', () => {
    expect(notAfter(at(9), at(5))).toEqual(at(5));
    expect(notAfter(at(1), at(5))).toEqual(at(1));
  });
  it('moves the need so that its figures are what the people are, in any order of steps', () => {
    const step: Record<string, [number, number]> = {
      none: [0, 0],
      release: [-1, 0],
      recommit: [1, 0],
      fill: [-1, 1],
      unfill: [0, -1],
      refill: [0, 1],
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINE_STATES), { maxLength: 20 }), (wanted) => {
        let state: LineState = 'listed';
        const figures = { committed: 1, filled: 0 };
        for (const next of wanted) {
          if (!mayBecome(state, next)) continue;
          const by: [number, number] = step[moveOf(state, next)] ?? [NaN, NaN];
          figures.committed += by[0];
          figures.filled += by[1];
          state = next;
          expect([figures.committed, figures.filled]).toEqual([
            countsAs(state) === 'committed' ? 1 : 0,
            countsAs(state) === 'filled' ? 1 : 0,
          ]);
        }
      }),
    );
  });
  it('is taken while the trip is there, and corrected afterwards', () => {
    expect(takes('depart', 'planned')).toBe(true);
    expect(takes('arrive', 'planned')).toBe(false);
    expect(takes('depart', 'cancelled')).toBe(false);
    expect(takes('confirm', 'under_way')).toBe(false);
    expect(tripMay('planned', 'arrived')).toBe(false);
    expect(tripMay('under_way', 'cancelled')).toBe(false);
  });
});

describe('a person', () => {
  it('has a birthday in the ID number when its check sign is right', () => {
    expect(birthdayOf('11010519491231002X')).toBe('1949-12-31');
    expect(birthdayOf('110105194912310021')).toBeNull();
    expect(birthdayOf('11010519491331002X')).toBeNull();
    expect(birthdayOf('1101051949')).toBeNull();
  });
  it('is a child until the sixteenth birthday and a minor until the eighteenth', () => {
    expect(ageOn('2010-11-25', '2026-11-24')).toBe(15);
    expect([ageClass(15), ageClass(ageOn('2010-11-24', '2026-11-24')), ageClass(18)]).toEqual(['child', 'minor', 'adult']);
  });
});

const headed = (...names: string[]): Header => ({
  headings: names.map((name) => ({ name, group: null })),
  lines: [1],
  known: names.length,
});
const place = (line: number): PersonPlace => ({ sheet: null, line, headings: {}, lostDigits: false, broken: null });

describe('a manifest file', () => {
  it('is read by its headings, in any order', () => {
    const columns = columnsOf(
      headed('序号', '身份证号码*', '姓名', '联系电话', '新招/返岗', '是否脱贫户', '用工企业', '紧急联系人电话', '组织方式', '保险'),
    );
    expect(columns).toMatchObject({
      idNumber: [1],
      name: [2],
      phone: [3],
      returning: [4],
      relief: [5],
      enterprise: [6],
      emergencyContact: [7],
      selfArranged: [8],
      insured: [9],
    });
    const cells = ['1', "'11010519491231002X", ' 王 芳 ', '13800000001', '返岗', '监测户', '潍柴', '', '自行前往', '已购买'];
    expect(rowOf(columns ?? {}, cells, place(2))).toEqual({
      place: place(2),
      name: '王 芳',
      phone: '13800000001',
      idNumber: '11010519491231002X',
      returning: true,
      relief: 'monitored',
      insured: true,
      selfArranged: true,
      emergencyContact: null,
      enterprise: '潍柴',
      ...{ kind: null, medical: false, pickup: null, coach: null, fareFen: null },
    });
  });

  it('is known by headings with 必填 and by official words, and takes nobody else’s number for the person’s', () => {
    expect(columnsOf(headed('序号', '姓名（必填）', '公民身份号码', '紧急联系人电话', '本人手机号', '企业联系电话', '备注'))).toEqual({
      name: [1],
      idNumber: [2],
      emergencyContact: [3],
      phone: [4],
    });
    expect(columnsOf(headed('*姓名', '居民身份证号（18位）', '手机', '电话'))).toMatchObject({ name: [0], idNumber: [1], phone: [2, 3] });
    expect(columnsOf(headed('紧急联系人姓名', '身份证号'))).toBeNull();
  });

  it('without names or ID numbers is none', () => {
    expect(columnsOf(headed('姓名', '电话'))).toBeNull();
  });

  it('tells ID numbers that lost their last digits, by themselves or by others beside them', () => {
    const lost = (...numbers: string[]): boolean[] => {
      const rows = numbers.map((idNumber, i) => ({ ...rowOf({}, [], place(i + 1)), idNumber }));
      markLostDigits(rows);
      return rows.map((row) => row.place.lostDigits);
    };
    expect(lost('5.29999E+17', '529999198508023000', '529999198501010061')).toEqual([true, true, false]);
    expect(lost('529999198508020000')).toEqual([true]);
    expect(lost('529999198501013000', '529999198501013019')).toEqual([false, false]);
  });
});
