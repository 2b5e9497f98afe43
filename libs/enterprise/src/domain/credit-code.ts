/** Why a unified social credit code is refused. */
export type CreditCodeFault = 'empty' | 'length' | 'letter' | 'authority' | 'division' | 'check_digit' | 'organisation_code';

export type CheckedCreditCode = { ok: true; value: string } | { ok: false; code: CreditCodeFault; message: { zh: string; en: string } };

/** The 31 characters of GB 32100-2015: digits and capital letters without I, O, S, V and Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Checks a unified social credit code (GB 32100-2015): alphabet, registration authority, place of registration, check
 * digit, and the check digit of the organisation code inside (GB 11714, characters 9–17). Small letters, full-width
 * characters and spaces are put right; nothing else is. A code that passes is well formed; whether the enterprise exists
 * is another question.
 */
export function checkCreditCode(input: string): CheckedCreditCode {
  const value = normaliseCreditCode(input);
  if (value === '') return fault('empty', '请填写统一社会信用代码', 'give the unified social credit code');
  const strange = [...value].find((char) => !ALPHABET.includes(char));
  if (strange !== undefined) return fault('letter', letterZh(strange), letterEn(strange));
  if (value.length !== 18)
    return fault(
      'length',
      `统一社会信用代码应为 18 位，现为 ${value.length} 位`,
      `a credit code has 18 characters, this one has ${value.length}`,
    );
  if (!/^[1-9ANY]/.test(value))
    return fault('authority', `第 1 位登记管理部门代码“${value[0]}”不存在`, `character 1 names no registration authority: "${value[0]}"`);
  if (!/^..\d{6}/.test(value))
    return fault(
      'division',
      '第 3 至 8 位应为登记机关的行政区划代码（6 位数字）',
      'characters 3 to 8 are the division of registration, six digits',
    );
  if (creditCheckDigit(value.slice(0, 17)) !== value[17]) {
    return fault(
      'check_digit',
      '校验位不符，请对照营业执照逐位核对',
      'the check digit does not fit: compare it with the licence, character by character',
    );
  }
  if (organisationCheckDigit(value.slice(8, 16)) !== value[16]) {
    return fault(
      'organisation_code',
      '第 9 至 17 位组织机构代码的校验位不符，请对照营业执照核对',
      'the organisation code inside (characters 9 to 17) does not fit its check digit: compare it with the licence',
    );
  }
  return { ok: true, value };
}

export const isCreditCode = (input: string): boolean => checkCreditCode(input).ok;

/** Capital letters, half-width, without spaces, hyphens and the leading apostrophe of spreadsheets. */
export function normaliseCreditCode(input: string): string {
  return input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^'/, '')
    .replace(/[\s\u200b\ufeff-]/g, '');
}

/** Check digit of the first 17 characters: weights 3^i mod 31. */
export function creditCheckDigit(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const char of first17) {
    sum += ALPHABET.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? '';
}

/** Check digit of the first 8 characters of an organisation code (GB 11714). */
export function organisationCheckDigit(first8: string): string {
  const sum = [...first8].reduce((total, char, i) => total + Number.parseInt(char, 36) * (ORGANISATION_WEIGHTS[i] ?? 0), 0);
  const digit = 11 - (sum % 11);
  return digit === 10 ? 'X' : digit === 11 ? '0' : String(digit);
}

/** Made-up codes that pass the check, for demonstrations: enterprises (91) registered in `division`. The same seed gives the same codes. */
export function* madeUpCreditCodes(seed: number, division = '370700'): Generator<string, never> {
  let state = seed >>> 0;
  const next = (below: number): number => {
    // Numerical Recipes' linear congruential generator: even, short, and the same everywhere.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const seen = new Set<string>();
  for (;;) {
    let body = 'MA';
    for (let i = 0; i < 6; i++) body += ALPHABET[next(ALPHABET.length)] ?? '0';
    const first17 = `91${division}${body}${organisationCheckDigit(body)}`;
    const code = first17 + creditCheckDigit(first17);
    if (seen.has(code)) continue;
    seen.add(code);
    yield code;
  }
}

function fault(code: CreditCodeFault, zh: string, en: string): CheckedCreditCode {
  return { ok: false, code, message: { zh, en } };
}

const letterZh = (char: string): string =>
  /[IOSVZ]/.test(char) ? `统一社会信用代码中不会出现字母“${char}”（请核对是否为 1、0、5、U、2）` : `统一社会信用代码中不会出现“${char}”`;

const letterEn = (char: string): string =>
  /[IOSVZ]/.test(char)
    ? `the letter ${char} never occurs in a credit code (is it 1, 0, 5, U or 2?)`
    : `"${char}" never occurs in a credit code`;
