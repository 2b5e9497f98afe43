/** A mobile number as people write it: blanks or dashes within, +86 before. The server keeps one spelling of all. */
export const MOBILE_WRITTEN = /^\s*(?:(?:\+|00)?86[\s-]*)?1[3-9]\d[\s-]*\d{4}[\s-]*\d{4}\s*$/;
export const MOBILE = /^1[3-9]\d{9}$/;

/** A text with the blanks and dashes within its mobile numbers gone, so that it can be split at blanks. */
export const joinedPhones = (text: string): string =>
  text.replace(/(?<!\d)(?:\+?86[ -]?)?(1[3-9]\d)[ -](\d{4})[ -](\d{4})(?!\d)/g, '$1$2$3');
