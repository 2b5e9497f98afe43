/** What a cell says, or that it cannot be understood; both null when it says nothing. */
export interface Read<T> {
  value: T | null;
  unclear: boolean;
}

const nothing = { value: null, unclear: false };
const unclear = { value: null, unclear: true };

const DIGITS = '零一二三四五六七八九';
const DIGIT = '[一二三四五六七八九]';
/** 十五, 二十, 两百, 一百零五, 一千二百: each digit with its place, so that 五六 and 三五 are no numbers. */
const WORDED = new RegExp(`^(?:(${DIGIT})千)?(?:零?(${DIGIT})百)?(?:零?(${DIGIT})?(十))?(?:零?(${DIGIT}))?$`);

/**
 * How many people. "若干", "不限" and an empty cell say nothing (a gap); a range ("3-5人", "五六人"), an estimate
 * ("约20", "10人以上", "十来人") or other words are unclear: the figure is the one that is promised against, so it is asked for
 * and not guessed.
 */
export const readPeople = (cell: string): Read<number> => {
  const text = cell
    .normalize('NFKC')
    // "10,20" is two numbers, "1,200" is one; blanks stand wherever somebody has spaced a column out.
    .replace(/\s|(?<=^\d{1,3}),(?=\d{3}(?!\d))/g, '')
    .replace(/^[共计]+(?=\d)|\((?:人|名|个|位)\)$|(?:人|名|个|位)+$/g, '');
  if (text === '' || /^(?:若干|不限(?:人数)?|数|多|大量|无|没有|[-—–]+|\/|长期(?:招聘?)?|待定)$/.test(text)) return nothing;
  if (/^\d{1,6}(?:\.0+)?$/.test(text)) {
    const people = Number(text);
    return people >= 1 && people <= 100_000 ? { value: people, unclear: false } : people === 0 ? nothing : unclear;
  }
  const worded = WORDED.exec(text.replace(/两/g, '二'));
  return worded ? { value: wordedNumber(worded), unclear: false } : unclear;
};

const wordedNumber = ([text, thousands, hundreds, tens, ten, ones]: RegExpExecArray): number => {
  const digit = (char: string | undefined): number => (char ? DIGITS.indexOf(char) : 0);
  const whole = digit(thousands) * 1000 + digit(hundreds) * 100 + (ten ? (digit(tens) || 1) * 10 : 0);
  // 一百二 is 120, 一百零二 is 102.
  const place = ten || text.includes('零') || whole === 0 ? 1 : hundreds ? 10 : 100;
  return whole + digit(ones) * place;
};

/**
 * A day as YYYY-MM-DD: 2026-12-01, 2026/12/1, 2026.12.1, 2026年12月1日, 12月1日 (the next such day from `today` on), 20261201,
 * a day number of Excel.
 */
export function readDay(cell: string, today: string): Read<string> {
  const text = cell
    .normalize('NFKC')
    .replace(/(?:\s+|(?<=\d)t)\d{1,2}:\d{2}.*$/i, '')
    .replace(/\s/g, '')
    .replace(/(?<=[日号\d])(?:之前|以前|前)$/, '');
  if (
    text === '' ||
    /^(?:无|不限|长期(?:有效|招聘)?|(?:随时|立即|尽快|即时|即刻)(?:到岗|上岗|入职)?|即日起?|面[谈议]|-+|\/|待定)$/.test(text)
  )
    return nothing;
  const full = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(20\d\d)(\d\d)(\d\d)$/.exec(text);
  if (full) return dayOf(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = /^(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text);
  if (short) {
    const year = Number(today.slice(0, 4));
    const day = dayOf(year, Number(short[1]), Number(short[2]));
    return day.value !== null && day.value < today ? dayOf(year + 1, Number(short[1]), Number(short[2])) : day;
  }
  if (/^[45]\d{4}(?:\.\d+)?$/.test(text))
    return { value: new Date(Date.UTC(1899, 11, 30 + Math.floor(Number(text)))).toISOString().slice(0, 10), unclear: false };
  return unclear;
}

function dayOf(year: number, month: number, day: number): Read<string> {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? { value: date.toISOString().slice(0, 10), unclear: false } : unclear;
}

/** A name that was broken over two lines of its cell is one name. */
export const oneLine = (text: string): string =>
  text.replace(/\s*[\r\n]+\s*/g, (_, at: number) => (/[\w,.]/.test(text.charAt(at - 1)) ? ' ' : ''));
