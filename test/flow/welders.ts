/** What the story of forty welders is about: what is posted, who travels, what the API answers. */
import { addDays, dayOf } from '#platform/db';
import { counties } from './city.js';

export const WELDER = '6-18-02-04';
export const FIRM = '潍城恒锻机械有限公司';
export const today = dayOf(new Date());
export const day = (days: number): string => addDays(today, days);

export interface Board {
  figure: string;
  shortage: number;
  items: { code: string; shortage: number }[];
}
export interface Need {
  id: string;
  state: string;
  short: number;
  promised: number;
  committed: number;
  filled: number;
  shortage: number;
}
export interface Line {
  id: string;
  state: string;
}
export type Call = { verdicts: { verdict: string }[]; trip: { state: string; counts: Record<string, number> } };
/** A line of the ledger of a need. */
export interface Entry {
  seq: number;
  kind: string;
  people: number;
  shortage: number;
  reason: string | null;
  refKind: string | null;
  actorName: string | null;
}

/** A made-up ID number (公民身份号码) of somebody born on 1 May 1990, whose check sign fits. */
export const idNumber = (serial: number): string => {
  const first = `53060219900501${String(serial).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return first + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(first[i]), 0) % 11];
};

export const posting = () => ({
  title: '电焊工',
  occupationCode: WELDER,
  short: 40,
  wageFromYuan: 6500,
  wageToYuan: 8500,
  form: 'direct',
  lodging: true,
  meals: true,
  startFrom: today,
  startBy: day(30),
  contactName: '张经理',
  contactPhone: '0536-8123456',
});

const hours = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString();
export const journey = () => ({
  mode: 'train',
  vehicle: 'K1138',
  departAt: hours(1),
  arriveAt: hours(30),
  fromPlace: '昭通站',
  toPlace: '潍坊站',
});

export const travellers = Array.from({ length: 40 }, (_, i) => ({
  name: `王${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'山水木火'[i % 4]}`,
  idNumber: idNumber(i),
  phone: `138${String(10_000_000 + i)}`,
}));

export const fair = {
  nodeId: counties.ours,
  name: '潍城区装备制造专场招聘会',
  theme: '装备制造',
  day: day(20),
  opensAt: '09:00',
  closesAt: '12:00',
  place: '潍城区人力资源市场',
  expectedAttendance: 600,
  dutyStaff: 4,
  boothCount: 20,
};
