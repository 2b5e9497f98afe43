/**
 * The one rule for telephone numbers: whatever way people write them — blanks, dashes, brackets, +86, full-width digits, a name beside
 * them — they are taken, and kept in one spelling.
 */

/** Most numbers are written in plain signs. */
const PLAIN = /^[ -~]*$/;
/** In half width, without marks that nobody sees: telephones put the direction of writing around a number that is copied. */
const half = (text: string): string => (PLAIN.test(text) ? text : text.normalize('NFKC').replace(/\p{Cf}/gu, ''));

/** Without blanks, dashes, brackets and the +86 in front: one spelling for comparing. */
export const plainPhone = (text: string): string =>
  half(text)
    .replace(/[\s()\-–—‐‑.·]/g, '')
    .replace(/^(?:\+|00)86|^86(?=1[3-9]\d{9}$)/, '');

/** An ID number (公民身份号码) in one spelling: full-width digits, blanks and dashes, and the many signs that are typed for its X. */
export const plainIdNumber = (text: string): string =>
  half(text)
    .replace(/[\s\-–—‐‑]/g, '')
    .replace(/[xх×χ✕✖]$/iu, 'X');

/** A mobile number as 11 digits; null for anything else. */
export const mobileOf = (text: string): string | null => {
  const plain = plainPhone(text);
  return /^1[3-9]\d{9}$/.test(plain) ? plain : null;
};

/** A number to call: mobile, landline with its extension, service or local number, digits with hyphens; of several the first mobile one. */
export const phoneOf = (written: string): string | null => {
  const text = half(written)
    .replace(/[()–—‐‑]/g, '-')
    .replace(/^[^\d+]+/, '');
  const mobile = /(?<!\d)(?:\+?86[- ]*)?(1[3-9]\d)[- .·]*(\d{4})[- .·]*(\d{4})(?!\d)/.exec(text);
  if (mobile) return `${mobile[1]}${mobile[2]}${mobile[3]}`;
  const line = /(?:^|\D)(010|02\d|0[3-9]\d{2})[- ]*(\d{7,8})(?:[-转# ]+(\d{1,6}))?(?!\d)/.exec(text);
  if (line) return `${line[1]}-${line[2]}${line[3] ? `-${line[3]}` : ''}`;
  const service = /^([48]00)[- ]?(\d{3})[- ]?(\d{4})(?!\d)/.exec(text);
  if (service) return `${service[1]}-${service[2]}-${service[3]}`;
  return /^([2-8]\d{6,7})(?!\d)/.exec(text.replace(/[- ]/g, ''))?.[1] ?? null;
};
