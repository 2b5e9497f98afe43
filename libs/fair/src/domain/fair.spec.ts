import { boothNumbers, filingOf, mayBecome, type FairPlan } from './fair.js';

const plan = (more: Partial<FairPlan> = {}): FairPlan => ({
  day: '2027-02-20',
  place: '人力资源市场',
  opensAt: '09:00',
  closesAt: '12:00',
  expectedAttendance: 600,
  dutyStaff: 6,
  boothCount: 60,
  permitNumber: null,
  ...more,
});

describe('what a fair has to file', () => {
  it('is nothing for a small one with enough people on duty', () => {
    expect(filingOf(plan())).toEqual({ permit: null, gaps: [] });
  });

  it('is a permit of the county police from 1,000 expected people, applied for 20 days before', () => {
    expect(filingOf(plan({ expectedAttendance: 1_000 }))).toEqual({
      permit: { authority: 'county', applyBy: '2027-01-31' },
      gaps: ['permit_number'],
    });
    expect(filingOf(plan({ expectedAttendance: 999 })).permit).toBeNull();
  });

  it('is a permit of the city police from 5,000 expected people', () => {
    expect(filingOf(plan({ expectedAttendance: 5_000, permitNumber: '潍公大活〔2027〕3号' }))).toEqual({
      permit: { authority: 'city', applyBy: '2027-01-31' },
      gaps: [],
    });
  });

  it('names the duty list when one person would look after more than ten booths', () => {
    expect(filingOf(plan({ dutyStaff: 5 })).gaps).toEqual(['duty_staff']);
  });

  it('names attendance that nobody estimated and hours that end before they begin', () => {
    expect(filingOf(plan({ expectedAttendance: null, opensAt: '14:00' })).gaps).toEqual(['expected_attendance', 'hours']);
  });
});

it('numbers booths in rows of twenty', () => {
  const numbers = boothNumbers(45);
  expect([numbers[0], numbers[19], numbers[20], numbers[44]]).toEqual(['A01', 'A20', 'B01', 'C05']);
  expect(new Set(boothNumbers(2_000)).size).toBe(2_000);
});

it('a fair that was held or cancelled stays so', () => {
  expect(mayBecome('draft', 'published')).toBe(true);
  expect(mayBecome('cancelled', 'published')).toBe(false);
  expect(mayBecome('held', 'cancelled')).toBe(false);
});
