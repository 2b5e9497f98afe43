/** Weights of the check sign, GB 11643-1999. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const SIGNS = '10X98765432';

export const ID_KINDS = ['resident', 'hmt_permit', 'foreigner'] as const;
/**
 * 居民身份证; 港澳台居民居住证, whose numbers begin with 81 to 83; 外国人永久居留身份证, whose numbers begin with 9 since 2023 and with three letters
 * of the country before. All but the last have 18 signs and the check sign of GB 11643.
 */
export type IdKind = (typeof ID_KINDS)[number];

const OLD_CARD = /^[A-Z]{3}\d{12}$/;

/** Which kind of document a number is of, or null when it is of none. */
export const idKindOf = (idNumber: string): IdKind | null => {
  if (birthdayOf(idNumber) === null) return null;
  if (OLD_CARD.test(idNumber) || idNumber.startsWith('9')) return 'foreigner';
  return /^8[1-3]/.test(idNumber) ? 'hmt_permit' : 'resident';
};

const isDay = (day: string): boolean => {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) && day > '1900';
};

/** The card of before 2023 says the year by two digits: nobody who works was born after 2029 or before 1930. */
const birthdayOnOldCard = (idNumber: string): string | null => {
  const year = Number(idNumber.slice(7, 9));
  const day = `${year < 30 ? 20 : 19}${idNumber.slice(7, 9)}-${idNumber.slice(9, 11)}-${idNumber.slice(11, 13)}`;
  return isDay(day) ? day : null;
};

/** Day of birth in an ID number (公民身份号码), or null when the number is wrong: length, date or check sign. */
export const birthdayOf = (idNumber: string): string | null => {
  if (OLD_CARD.test(idNumber)) return birthdayOnOldCard(idNumber);
  if (!/^\d{17}[\dX]$/.test(idNumber)) return null;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(idNumber[i]), 0);
  if (SIGNS[sum % 11] !== idNumber[17]) return null;
  const day = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  return isDay(day) ? day : null;
};

/** Full years on a day; both YYYY-MM-DD. */
export const ageOn = (birthday: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birthday.slice(0, 4));
  return day.slice(5) < birthday.slice(5) ? years - 1 : years;
};

export type AgeClass = 'child' | 'minor' | 'adult';

/** Under 16 is child labour; 16 and 17 (未成年工) is legal for work that is not barred. */
export const ageClass = (age: number): AgeClass => (age < 16 ? 'child' : age < 18 ? 'minor' : 'adult');

export const RELIEF_STATES = ['none', 'alleviated', 'monitored'] as const;
/** 脱贫劳动力, 防止返贫监测对象: what many subsidies hang on. */
export type ReliefState = (typeof RELIEF_STATES)[number];
