import { phoneOf } from '#platform/phones';
import type { NeedForm, NeedShift } from '../need.js';

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
 * How many people are short. "若干", "不限" and an empty cell say nothing (a gap); a range ("3-5人", "五六人"), an estimate
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

/** A number to call, in one spelling; of several the first. */
export const readPhone = (cell: string): Read<string> => {
  if (cell.trim() === '' || /^(?:无|-+|\/)$/.test(cell.trim())) return nothing;
  const value = phoneOf(cell);
  return value === null ? unclear : { value, unclear: false };
};

export function readForm(cell: string): NeedForm | null {
  if (/外包|承揽|outsourc/i.test(cell)) return 'outsourced';
  if (/派遣|劳务工|dispatch/i.test(cell)) return 'dispatch';
  if (/兼职|小时工|非全日|part-?time/i.test(cell)) return 'part-time';
  if (/临时|季节|短期|寒假|暑假|season/i.test(cell)) return 'seasonal';
  return /直签|正式|合同制|全职|直招|劳动合同|自有|direct|full-?time/i.test(cell) ? 'direct' : null;
}

export function readShift(cell: string): NeedShift | null {
  if (/四班|四运转|四班三运转|做四休二|上四休二|4休2/.test(cell)) return 'four-on-two';
  if (/三班|三运转|three/i.test(cell)) return 'three';
  if (/两班|二班|两运转|白夜|夜班|two/i.test(cell)) return 'two';
  if (/弹性|灵活|不定时|自由|flexible/i.test(cell)) return 'flexible';
  return /白班|日班|长白|常白|不倒班|八小时|8小时|朝[七八九]晚|day/i.test(cell) ? 'day' : null;
}

/** What board and lodging a text promises; "住房公积金" and "不包住" are neither. */
export function readBenefits(text: string): { lodging: boolean; meals: boolean } {
  const said = text.replace(/住房公积金|住房补贴|(?:不|无|未)(?:提供|包|含|管|供)?(?:食宿|吃住|住宿|吃|住|餐)/g, '');
  return {
    lodging: /(?:包|管|提供|免费|有|含|供).{0,3}(?:住|宿)|食宿|吃住|宿舍|住宿|lodging|dormitory/i.test(said),
    meals: /(?:包|管|提供|免费|含|供).{0,2}(?:吃|餐|食|饭)|食宿|吃住|工作餐|三餐|食堂|meals/i.test(said),
  };
}

const LICENCES: readonly (readonly [string, RegExp])[] = [
  ['低压电工作业证', /低压电工证|低压电工作业/],
  ['高压电工作业证', /高压电工证|高压电工作业/],
  ['电工证', /(?<![低高]压)电工(?:操作)?证/],
  ['焊工证', /焊工(?:操作)?证|焊接.{0,4}证|特种设备焊/],
  ['叉车证', /叉车(?:操作|驾驶|司机)?证|N1证/i],
  ['起重机作业证', /(?:行车|天车|起重机?|吊车)(?:操作|作业|司机)?证|Q[12]证/i],
  ['高处作业证', /(?:登高|高处|高空)(?:作业)?证/],
  ['锅炉作业证', /(?:锅炉|司炉)(?:工|操作|作业)?证|G[123]证/i],
  ['压力容器作业证', /压力容器(?:操作|作业)?证|R[12]证/i],
  ['制冷作业证', /制冷(?:工|作业)?证/],
  ['电梯作业证', /电梯(?:作业|维修|安装)?证|T证/],
  ['危险化学品作业证', /(?:危化品|危险化学品)(?:操作|作业|从业)?证/],
  ['机动车驾驶证', /驾驶证|驾照|[ABC][123](?:驾?照|证|本)/i],
  ['健康证', /健康证/],
  ['保安员证', /保安(?:员)?证/],
  ['消防设施操作员证', /消防(?:设施操作员|中控|上岗|操作)?证|建构筑物消防员/],
  ['会计证', /会计证|会计从业|会计师证/],
  ['特种作业操作证', /特种作业(?:操作)?证|特种(?:操作)?证/],
];

/** Licences that a text asks for, each by one name. */
export const readLicences = (text: string): string[] => LICENCES.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
