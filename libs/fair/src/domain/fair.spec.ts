import { boothNumbers, reseated } from './fair.js';
import { filingOf, type FairPlan, type FilingRules } from './filing.js';
import { isWithin, openOn, quartersOf, type OpeningTimes } from './hours.js';
import { after, allows, FAIR_STATES, FAIR_STEPS, phaseOf, stateOf, stepsFrom, type FairState } from './states.js';

const rules: FilingRules = {
  permitFrom: 1_000,
  cityPoliceFrom: 5_000,
  permitDaysBefore: 20,
  boothsPerStaff: 10,
  plansFrom: 1_000,
  agencyDaysBefore: 15,
};
const plan = (more: Partial<FairPlan> = {}): FairPlan => ({
  day: '2027-02-20',
  place: '人力资源市场',
  opensAt: '09:00',
  closesAt: '12:00',
  expectedAttendance: 600,
  dutyStaff: 6,
  boothCount: 60,
  permitNumber: null,
  holderKind: 'bureau',
  holderName: null,
  holderLicence: null,
  exits: 4,
  plans: ['organisation', 'emergency', 'security'],
  mode: 'on_site',
  streamUrl: null,
  ...more,
});
const gapsOf = (more: Partial<FairPlan>): string[] => filingOf(plan(more), rules).gaps;

describe('what a fair has to file', () => {
  it('is nothing for a small one with enough people on duty', () => {
    expect(filingOf(plan({ exits: null, plans: null }), rules)).toEqual({ permit: null, gaps: [], owed: [] });
  });

  it('is a permit of the county police from 1,000 expected people, applied for 20 days before', () => {
    expect(filingOf(plan({ expectedAttendance: 1_000 }), rules)).toEqual({
      permit: { authority: 'county', applyBy: '2027-01-31' },
      gaps: ['permit_number'],
      owed: [{ gap: 'permit_number', by: 'office', until: '2027-01-31' }],
    });
    expect(filingOf(plan({ expectedAttendance: 999 }), rules).permit).toBeNull();
  });

  it('is a permit of the city police from 5,000 expected people', () => {
    expect(filingOf(plan({ expectedAttendance: 5_000, permitNumber: '潍公大活〔2027〕3号' }), rules)).toMatchObject({
      permit: { authority: 'city', applyBy: '2027-01-31' },
      gaps: [],
    });
  });

  it('is exits and the three plans of a large one', () => {
    const large = { expectedAttendance: 1_000, permitNumber: '潍公大活〔2027〕3号' };
    expect(gapsOf({ ...large, exits: null, plans: ['emergency'] })).toEqual(['exits', 'plan_organisation', 'plan_security']);
  });

  it('is a name, and of an agency a licence, owed by who holds it', () => {
    expect(filingOf(plan({ holderKind: 'agency' }), rules).owed).toEqual([
      { gap: 'holder', by: 'holder', until: '2027-02-05' },
      { gap: 'licence', by: 'holder', until: '2027-02-05' },
    ]);
    expect(gapsOf({ holderKind: 'school', holderName: '潍坊学院' })).toEqual([]);
  });

  it('is the link of its stream when it is online', () => {
    expect(gapsOf({ mode: 'hybrid' })).toEqual(['stream']);
    expect(gapsOf({ mode: 'online', streamUrl: 'https://live.example/1' })).toEqual([]);
  });

  it('names the duty list when one person would look after more than ten booths', () => {
    expect(gapsOf({ dutyStaff: 5 })).toEqual(['duty_staff']);
    expect(filingOf(plan({ dutyStaff: 5 }), { ...rules, boothsPerStaff: 12 }).gaps).toEqual([]);
  });

  it('names attendance that nobody estimated and hours that end before they begin', () => {
    expect(gapsOf({ expectedAttendance: null, opensAt: '14:00' })).toEqual(['expected_attendance', 'hours']);
  });
});

describe('booths', () => {
  it('are numbered in rows of twenty', () => {
    const numbers = boothNumbers(45);
    expect([numbers[0], numbers[19], numbers[20], numbers[44]]).toEqual(['A01', 'A20', 'B01', 'C05']);
    expect(new Set(boothNumbers(2_000)).size).toBe(2_000);
  });

  it('keep their number in another room where it has one, and get the first free one where not', () => {
    expect(reseated(['A01', 'C07'], ['A01', 'A02', 'A03'])).toEqual(
      new Map([
        ['A01', 'A01'],
        ['C07', 'A02'],
      ]),
    );
    expect(reseated(['A01', 'A02'], ['A01'])).toBeNull();
  });
});

describe('the states of a fair', () => {
  it('lead from plan to results, with a way back only to booths that were closed', () => {
    let state: FairState = 'planned';
    for (const step of ['file', 'open', 'close', 'open', 'start', 'end', 'report'] as const) state = after(state, step) ?? 'cancelled';
    expect(state).toBe('results_in');
    expect(stepsFrom('closed')).toEqual(['open', 'start', 'end', 'cancel']);
  });

  it('can be cancelled from any before the end, and nothing leads on from there', () => {
    expect(FAIR_STATES.filter((state) => after(state, 'cancel'))).toEqual(['planned', 'filed', 'open', 'closed', 'running']);
    expect(FAIR_STEPS.filter((step) => after('cancelled', step) ?? after('results_in', step))).toEqual([]);
  });

  it('say what may be done: booths are booked while they are open, and nothing is edited once it runs', () => {
    expect(FAIR_STATES.filter((state) => allows(state, 'book'))).toEqual(['open']);
    expect(FAIR_STATES.filter((state) => allows(state, 'edit'))).toEqual(['planned', 'filed', 'open', 'closed']);
  });

  it('are those of the phase when the release before has moved the fair', () => {
    for (const stage of FAIR_STATES) expect(stateOf({ state: phaseOf(stage), stage })).toBe(stage);
    expect(stateOf({ state: 'published', stage: 'planned' })).toBe('open');
    expect(stateOf({ state: 'held', stage: null })).toBe('ended');
  });
});

describe('hours', () => {
  const times: OpeningTimes = [...Array.from({ length: 5 }, () => ({ from: '08:00', to: '18:00' })), null, null, null];

  it('of a venue are those of the weekday, of holidays their own, of a make-up working day a Monday’s', () => {
    expect(openOn(times, '2026-11-27', null)).toEqual({ from: '08:00', to: '18:00' });
    expect(openOn(times, '2026-11-28', null)).toBeNull();
    expect(openOn(times, '2026-11-28', 'workday')).toEqual({ from: '08:00', to: '18:00' });
    expect(openOn(times, '2026-11-27', 'holiday')).toBeNull();
  });

  it('lie within those of the venue from the minute it opens to the minute it closes', () => {
    const hours = { from: '08:00', to: '18:00' };
    expect(isWithin({ opensAt: '08:00', closesAt: '18:00' }, hours)).toBe(true);
    expect(isWithin({ opensAt: '07:59', closesAt: '18:00' }, hours)).toBe(false);
    expect(isWithin({ opensAt: '09:00', closesAt: '12:00' }, null)).toBe(false);
  });

  it('are taken by the quarter: one fair may follow another to the minute', () => {
    expect(quartersOf('09:00', '10:00')).toEqual([36, 37, 38, 39]);
    expect(quartersOf('09:10', '09:20')).toEqual([36, 37]);
    expect(quartersOf('10:00', '09:00')).toEqual([]);
  });
});
