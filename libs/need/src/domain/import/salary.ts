/** A wage as understood, in yuan a month. */
export interface Wage {
  /** Lowest and highest; null where only the other end is given ("6千以下": from null). */
  fromYuan: number | null;
  toYuan: number | null;
  /** 13 for "·13薪". The monthly figures are not raised by it: they are what is paid each month. */
  monthsPerYear: number | null;
  /** Whether the monthly figures were worked out from pay by the hour, day, week or year. */
  converted: boolean;
  /** As written. */
  text: string;
}

export type WageReason = 'none_given' | 'negotiable' | 'piece_rate' | 'not_understood' | 'crossed' | 'out_of_range';

export type ReadWage = { wage: Wage; reason: null } | { wage: null; reason: WageReason };

/** Paid days a month on average (劳社部发〔2008〕3号: 365 days − 104 rest days + 11 paid holidays, by 12 months). */
export const DAYS_PER_MONTH = 21.75;
export const HOURS_PER_DAY = 8;

/** Yuan a month that a legal full-time wage can plausibly be; outside it the cell says something else. */
const LOWEST = 300;
const HIGHEST = 500_000;

type Period = 'hour' | 'day' | 'week' | 'month' | 'year';

/**
 * Reads a wage as people write it: 5-9千 · 1-1.5万·13薪 · 7千-1.1万 · 15-20万/年 · 200元/天 · 25元/小时 · 8000-12000元/月 · 6千以下 · 1万以上 · 5K-8K · 面议 · 无.
 * By the year ÷ 12, by the day × 21.75, by the hour × 8 × 21.75, by the week × 5 days as a day each; rounded to whole yuan.
 * Numbers without a unit are yuan a month when they can be (3000-5000), thousands when written like 5-9.
 */
export function readSalary(cell: string): ReadWage {
  const text = cell.trim();
  const clean = normalise(text);
  if (clean === '' || /^(?:无|暂无|空|-+|\/|n\/?a|null|未填|不详)$/.test(clean)) return { wage: null, reason: 'none_given' };
  const months = /(\d{2})薪|[x×*](\d{2})$/.exec(clean);
  const monthsPerYear = months ? Number(months[1] ?? months[2]) : null;
  const body = clean.replace(/[·.,+（(]*\d{2}薪[)）]?/g, '').replace(/[x×*]\d{2}$/, '');
  const period = periodOf(body);
  const ends = endsOf(body);
  if (!ends) {
    if (/面议|面谈|面洽|协商|详谈|电议|另议|从优|可谈|open|negotiable/.test(clean)) return { wage: null, reason: 'negotiable' };
    if (/计件|多劳多得|按件/.test(clean)) return { wage: null, reason: 'piece_rate' };
    return { wage: null, reason: 'not_understood' };
  }
  return inMonths(ends, period ?? guessPeriod(ends), monthsPerYear, text);
}

/** Why there is no wage, for the person who corrects the row. */
export const wageReasons: Record<WageReason, { zh: string; en: string }> = {
  none_given: { zh: '未填写薪资', en: 'no wage given' },
  negotiable: { zh: '薪资面议', en: 'wage to be agreed' },
  piece_rate: { zh: '计件工资，未写明月收入', en: 'piece rate without a monthly figure' },
  not_understood: { zh: '看不懂薪资的写法', en: 'the wage cannot be read' },
  crossed: { zh: '最低薪资高于最高薪资', en: 'the lowest wage is above the highest' },
  out_of_range: { zh: '折算为月薪后不合理，请核对单位', en: 'not plausible as a monthly wage: check the unit' },
};

interface Ends {
  from: number | null;
  to: number | null;
  /** Whether a unit of thousands or more was written. */
  large: boolean;
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,，]|人民币|rmb|cny|¥|￥|大约|约/g, '')
    .replace(/[—–－~～〜]|至|到(?!手)/g, '-')
    .replace(/--+/g, '-')
    .replace(/^(?:税前|税后|到手|综合|平均|基本|底薪|保底|工资|薪资|月薪|月入|待遇|薪酬|起薪|收入|应发|实发)+[::]?(?=\d)/, '')
    .replace(/[一二两三四五六七八九](?=[千万])|(?<=[千万])[一二三四五六七八九]/g, (digit) =>
      String('一二三四五六七八九'.indexOf(digit === '两' ? '二' : digit) + 1),
    );
}

function periodOf(text: string): Period | null {
  if (/时薪|(?:\/|每|一|元|块|p)(?:个)?(?:小时|钟头|时|h(?:our|r)?)|per-?hour/.test(text)) return 'hour';
  if (/日薪|(?:\/|每|一|元|块)(?:天|日|工|day)|日结|包天/.test(text)) return 'day';
  if (/周薪|(?:\/|每|一)(?:周|星期|week)/.test(text)) return 'week';
  if (/年薪|年包|(?:\/|每|一|元)(?:年|year)|万年|per-?(?:year|annum)/.test(text)) return 'year';
  if (/月薪|(?:\/|每|一|元)(?:个)?(?:月|month)|per-?month/.test(text)) return 'month';
  return null;
}

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const UNIT = String.raw`(千万|百万|十万|万|千|百|k|w|元|块)?`;
const RANGE = new RegExp(`${NUMBER}${UNIT}(?:/?(?:年|月|天|日|小时|时))?-${NUMBER}${UNIT}`);
const SINGLE = new RegExp(`${NUMBER}${UNIT}`);
const FACTOR: Record<string, number> = {
  百: 100,
  千: 1000,
  k: 1000,
  万: 10_000,
  w: 10_000,
  十万: 100_000,
  百万: 1_000_000,
  千万: 10_000_000,
};

const factorOf = (unit: string | undefined): number => FACTOR[unit ?? ''] ?? 1;

function endsOf(text: string): Ends | null {
  const range = RANGE.exec(text);
  if (range) return rangeEnds(range);
  const single = SINGLE.exec(text);
  if (!single) return null;
  const unit = single[2];
  let value = Number(single[1]) * factorOf(unit);
  const half = /^(\d)(?!\d|\.)/.exec(text.slice((single.index ?? 0) + single[0].length))?.[1];
  // "1万2" and "6千5" are 12,000 and 6,500.
  if (half && (unit === '万' || unit === '千' || unit === 'w' || unit === 'k')) value += (Number(half) * factorOf(unit)) / 10;
  const large = factorOf(unit) >= 1000;
  if (/以下|以内|不超过|封顶|最高|≤|</.test(text)) return { from: null, to: value, large };
  if (/以上|起|\+|不低于|最低|保底|≥|>|上不封顶/.test(text)) return { from: value, to: null, large };
  return { from: value, to: value, large };
}

function rangeEnds(range: RegExpExecArray): Ends {
  const [, low = '', lowUnit, high = '', highUnit] = range;
  const bare = lowUnit === undefined || lowUnit === '元' || lowUnit === '块';
  const to = Number(high) * factorOf(highUnit);
  let from = Number(low) * factorOf(bare ? (lowUnit === undefined ? highUnit : undefined) : lowUnit);
  // "5000-1万" has no unit on the left but is no 5,000 × 10,000; "8千-12" has none on the right.
  if (lowUnit === undefined && from > to && Number(low) <= to) from = Number(low);
  const right = highUnit === undefined && !bare && Number(low) * factorOf(lowUnit) > to ? Number(high) * factorOf(lowUnit) : to;
  return { from, to: right, large: Math.max(factorOf(lowUnit), factorOf(highUnit)) >= 1000 };
}

/**
 * Without a period: what a monthly wage can be is one; "30-50万" is by the year, "200" by the day, "22" by the hour, "6-8"
 * are thousands, "0.8-1.2" ten thousands.
 */
function guessPeriod(ends: Ends): Period | 'thousands' | 'tens' {
  const high = ends.to ?? ends.from ?? 0;
  if (!ends.large && high <= 2) return 'tens';
  if (!ends.large && high <= 20) return 'thousands';
  if (!ends.large && high < 80) return 'hour';
  if (!ends.large && high < 700) return 'day';
  return (ends.from ?? high) >= 100_000 ? 'year' : 'month';
}

function inMonths(ends: Ends, period: Period | 'thousands' | 'tens', monthsPerYear: number | null, text: string): ReadWage {
  const factor = {
    hour: HOURS_PER_DAY * DAYS_PER_MONTH,
    day: DAYS_PER_MONTH,
    week: DAYS_PER_MONTH / 5,
    month: 1,
    year: 1 / 12,
    thousands: 1000,
    tens: 10_000,
  }[period];
  const monthly = (value: number | null): number | null => (value === null ? null : Math.round(value * factor));
  const [fromYuan, toYuan] = [monthly(ends.from), monthly(ends.to)];
  if (fromYuan !== null && toYuan !== null && fromYuan > toYuan) return { wage: null, reason: 'crossed' };
  const highest = toYuan ?? fromYuan ?? 0;
  if (highest < LOWEST || highest > HIGHEST) return { wage: null, reason: 'out_of_range' };
  return { wage: { fromYuan, toYuan, monthsPerYear, converted: ['hour', 'day', 'week', 'year'].includes(period), text }, reason: null };
}
