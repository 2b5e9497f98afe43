import type { Failure } from './failure.js';

/** Bytes that WeCom takes of a text. Source: WeCom developer centre, "Send application messages". */
const TEXT_BYTES = 2_048;

/** The token has run out or is none: another one helps. Source: WeCom developer centre, "Global error codes". */
export const asksForToken = (code: number): boolean => [40_014, 41_001, 42_001].includes(code);

/** Of the same source. What is not named here is `unknown`. */
const CODES: Readonly<Record<Failure, readonly number[]>> = {
  throttled: [45_009, 45_033, 45_011],
  network: [-1],
  credentials: [40_001, 40_013, 40_014, 40_056, 41_001, 42_001, 48_002, 60_011, 60_020, 301_002],
  address: [40_003, 40_031, 46_004, 60_111, 60_201, 81_013],
  content: [40_008, 40_058, 44_004, 45_002],
  money: [],
  template: [],
  expired: [],
  undelivered: [],
  unknown: [],
};

/** The class of WeCom's code for what is wrong. */
export const failureOfWecom = (code: number): Failure =>
  (Object.keys(CODES) as Failure[]).find((failure) => CODES[failure].includes(code)) ?? 'unknown';

/** Nobody of that number is in the enterprise's WeCom, or sees the application. */
export const knowsNobody = (code: number): boolean => failureOfWecom(code) === 'address';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** As it is read in WeCom: subject, text, and the way there. Cut inside the text where it is too long, never inside a character. */
export const wecomText = ({ subject, text }: { subject: string; text: string }, link: { url: string; word: string } | null): string => {
  const end = link ? `\n<a href="${escaped(link.url)}">${escaped(link.word)}</a>` : '';
  const room = TEXT_BYTES - Buffer.byteLength(end);
  const whole = `${escaped(subject)}\n${escaped(text)}`;
  if (Buffer.byteLength(whole) <= room) return whole + end;
  let kept = '';
  let bytes = Buffer.byteLength('…');
  for (const sign of whole) {
    bytes += Buffer.byteLength(sign);
    if (bytes > room) break;
    kept += sign;
  }
  return `${kept}…${end}`;
};
