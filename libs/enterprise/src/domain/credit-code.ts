import type { Wording } from '#platform/http';

/** 31 signs of GB 32100-2015: no I, O, S, V, Z. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** GB 11714-1997, the organisation code inside (places 9 to 17). */
const ORGANISATION_SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export type CreditCodeVerdict = { ok: true; value: string } | { ok: false; code: 'length' | 'sign' | 'organisation' | 'check'; message: Wording };

const wrong = (code: 'length' | 'sign' | 'organisation' | 'check', zh: string, en: string): CreditCodeVerdict => ({ ok: false, code, message: { zh, en } });

const checkSign = (body: string): string => {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * SIGNS.indexOf(body[i] ?? ''), 0);
  return SIGNS[(31 - (sum % 31)) % 31] ?? '';
};

const organisationSign = (body: string): string => {
  const rest = 11 - (ORGANISATION_WEIGHTS.reduce((total, weight, i) => total + weight * ORGANISATION_SIGNS.indexOf(body[i] ?? ''), 0) % 11);
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest);
};

/** Checks a unified social credit code (统一社会信用代码, GB 32100-2015): 18 signs, check sign, and the check sign of the organisation code inside. */
export const checkCreditCode = (given: string): CreditCodeVerdict => {
  const value = given.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (value.length !== 18) return wrong('length', `应为 18 位，现为 ${value.length} 位`, `18 characters are expected, not ${value.length}`);
  const bad = [...value].find((sign) => !SIGNS.includes(sign));
  if (bad !== undefined) return wrong('sign', `不能出现字符“${bad}”`, `the character "${bad}" cannot occur`);
  if (organisationSign(value.slice(8, 16)) !== value[16]) return wrong('organisation', '第 17 位（组织机构代码校验位）不符', 'the 17th character, check sign of the organisation code, does not fit');
  if (checkSign(value) !== value[17]) return wrong('check', '第 18 位（校验位）不符，请核对', 'the 18th character, the check sign, does not fit');
  return { ok: true, value };
};

/** A valid code that nobody was given, for demonstrations and tests.
 * @param division six digits @param serial 0 … 99,999,999 */
export const madeUpCreditCode = (division: string, serial: number): string => {
  const organisation = `MA${String(serial % 1_000_000).padStart(6, '0')}`;
  const body = `91${division}${organisation}${organisationSign(organisation)}`;
  return body + checkSign(body);
};
