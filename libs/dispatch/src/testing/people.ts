import type { NewLine } from '../manifest.service.js';

const SIGNS = '10X98765432';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
let serial = 0;

/** A valid ID number that nobody has. */
export const idNumber = (birthday = '19900101', place = '230101'): string => {
  const body = `${place}${birthday}${String((serial += 1) % 1000).padStart(3, '0')}`;
  return body + SIGNS[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11];
};

export const worker = (more: Partial<NewLine> = {}): NewLine => ({
  promiseId: null,
  name: '张三丰',
  phone: '13800001111',
  idNumber: idNumber(),
  returning: false,
  relief: 'none',
  insured: true,
  selfArranged: false,
  emergencyContact: null,
  ...more,
});

export const workers = (n: number): NewLine[] => {
  const birthdays = Array.from({ length: n }, (_, i) => `19${String(60 + (i % 40)).padStart(2, '0')}0${1 + (i % 9)}1${i % 9}`);
  return birthdays.map((birthday) => worker({ idNumber: idNumber(birthday) }));
};
