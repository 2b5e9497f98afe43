import { amountsIn, periodIn, type Amount, type Period } from './amounts.js';
import { plainWage } from './text.js';

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

/** The wage, or why there is none; `text` as written. */
export type ReadWage = { wage: Wage; reason: null; text: string } | { wage: null; reason: WageReason; text: string };

/** What a column's heading says about bare numbers below it: 工资(千元), 日薪, 年薪（万元）. */
export interface WageHint {
  period: Period | null;
  /** Yuan that 1 stands for; null where the heading names no unit. */
  unit: number | null;
}

export const NO_HINT: WageHint = { period: null, unit: null };

/** Characters beyond which a cell is no wage but a description. */
const LONGEST = 300;

/** Paid days a month on average (劳社部发〔2008〕3号: 365 days − 104 rest days + 11 paid holidays, by 12 months). */
export const DAYS_PER_MONTH = 21.75;
export const HOURS_PER_DAY = 8;

/** Yuan a month that a legal full-time wage can plausibly be; outside it the cell says something else. */
const LOWEST = 300;
const HIGHEST = 500_000;
/** Below it a number without a period is no wage of a month: every province's minimum wage is higher. */
const LOWEST_UNSAID = 1_000;
/** Below it what was worked out from pay by the year, day or hour was none: 5元/小时, 12000元/年. */
const LOWEST_CONVERTED = 1_000;
/** Up to here a wage without a period is by the month, from there on by the year; between them it may be either. */
const SURELY_MONTHLY = 30_000;
const SURELY_YEARLY = 50_000;
/** From here on it has to say 万: a figure as long may be anything. */
const NO_WAGE = 500_000;
/** That more comes on top of a part of the wage. */
const OPEN_PART = /上不封顶|多劳|能者多得|提成|绩效|计件|奖|加班|超产|另[计算]/;

/**
 * Reads a wage as people write it: 5-9千 · 1-1.5万·13薪 · 200元/天 · 8000-12000元/月 · 6千以下 · 底薪3000+提成 · 18元/时，月综合5000-7000元 · 面议.
 * The period belongs to the amount that it touches. Of several amounts the whole wage by the month counts before a part of it, by the month
 * before by the day or the hour, and none that is paid beside it. By the year ÷ 12, by the day × 21.75, by the hour × 8 ×
 * 21.75, by the week × 5 days as a day each; rounded to whole yuan. What cannot be told is no wage: an unknown one can be
 * asked for, a wrong one is believed.
 */
export const readSalary = (cell: string, hint: WageHint = NO_HINT): ReadWage => {
  const text = cell.trim();
  const clean = plainWage(text);
  if (clean === '' || /^(?:无|暂无|空|-+|\/|n\/?a|null|未填|不详)$/.test(clean)) return { wage: null, reason: 'none_given', text };
  if (text.length > LONGEST || /\$|美元|usd|欧元|€|日元|港币|hkd/.test(clean)) return { wage: null, reason: 'not_understood', text };
  const { body, monthsPerYear } = withoutMonths(clean);
  const { said, rest } = unitIn(body);
  const amounts = amountsIn(rest);
  const chosen = choose(amounts, said ?? hint, monthsPerYear !== null);
  if (chosen === null) return { wage: null, reason: reasonOf(clean, amounts), text };
  const upwards = chosen.part ? OPEN_PART.test(rest) : chosen.from === chosen.to && /上不封顶|多劳多得|提成另/.test(rest);
  return checked(upwards ? { ...chosen, to: null } : chosen, monthsPerYear, text);
};

/** One wage of two cells: the lowest and the highest. */
export const readWageEnds = (low: string, high: string, hints: { low: WageHint; high: WageHint }): ReadWage => {
  const [from, to] = [readSalary(low, hints.low), readSalary(high, hints.high)];
  const text = [low, high]
    .map((cell) => cell.trim())
    .filter(Boolean)
    .join('-');
  if (!from.wage && !to.wage) return { ...(from.reason === 'none_given' ? to : from), text };
  const converted = (from.wage?.converted ?? false) || (to.wage?.converted ?? false);
  const ends = { from: from.wage?.fromYuan ?? null, to: to.wage?.toYuan ?? to.wage?.fromYuan ?? null, converted, part: false };
  // One end that is not understood leaves both open to doubt.
  if ((from.reason ?? 'none_given') !== 'none_given' || (to.reason ?? 'none_given') !== 'none_given')
    return { wage: null, reason: 'not_understood', text };
  return checked(ends, null, text);
};

/** "工资(千元/月)", "日薪", "年薪（万元）". */
export const hintOf = (heading: string): WageHint => {
  const text = plainWage(heading);
  const unit = /万元|\(万|万\/|单位:?万/.test(text) ? 10_000 : /千元|\(k\)|\(千|千\//.test(text) ? 1000 : /元/.test(text) ? 1 : null;
  const word = /(?:\/|每)(小时|时|天|日|周|月|年)|(时薪|日薪|周薪|月薪|年薪|日工资|小时工资|月工资|月收入|年收入)/.exec(text);
  return { unit, period: periodIn(word?.[1] ?? word?.[2]) };
};

/** Why there is no wage, for the person who corrects the row. */
export const wageReasons: Record<WageReason, { zh: string; en: string }> = {
  none_given: { zh: '未填写薪资', en: 'no wage given' },
  negotiable: { zh: '薪资面议', en: 'wage to be agreed' },
  piece_rate: { zh: '计件工资，未写明月收入', en: 'piece rate without a monthly figure' },
  not_understood: { zh: '看不懂薪资的写法', en: 'the wage cannot be read' },
  crossed: { zh: '最低薪资高于最高薪资', en: 'the lowest wage is above the highest' },
  out_of_range: { zh: '折算为月薪后不合理，请核对单位', en: 'not plausible as a monthly wage: check the unit' },
};

const withoutMonths = (text: string): { body: string; monthsPerYear: number | null } => {
  const words = text.replace(/十([二三四五六])(?=薪)/g, (_, digit: string) => `1${'零一二三四五六'.indexOf(digit)}`);
  const said = /(\d{2})(?:-\d{2})?薪|[x×*](1[2-9]|2\d)(?:-\d{2})?(?:个?月)?(?![\d.]|小时|天|h)/.exec(words);
  const body = words
    .replace(/[·.,+(]*(?:\d{2}-)?\d{2}薪\)?/g, ';')
    .replace(/[x×*](?:1[2-9]|2\d)(?:-\d{2})?(?:个?月)?(?![\d.]|小时|天|h)薪?/g, ';');
  return { body, monthsPerYear: said ? Number(said[1] ?? said[2]) : null };
};

/** "综合工资(元/月):6000-8000": what stands in brackets belongs to the numbers outside. Hours of the clock are taken out, and those
 * of a day, so that 每天8小时200元 is 每天200元. */
const unitIn = (text: string): { said: WageHint | null; rest: string } => {
  const days = text.replace(/(?<=(?:每|一)天)(?:工作|上班)?(?:[6-9]|1[0-2])个?小时[,:]?(?=\d{2,3}(?:-\d{2,3})?(?:元|块))/g, '');
  const rest = days.replace(
    /早\d{1,2}点?半?晚\d{1,2}点?半?|\d{1,2}:\d{2}(?:-\d{1,2}:\d{2})?|\d{1,2}点半?-(?:晚上|下午)?\d{1,2}点半?/g,
    ';',
  );
  const bracket = /\((?:单位:?)?((?:元|千元|万元|k|万|千)?(?:\/|每)?(?:小时|时|天|日|月|年)?)\)/.exec(rest);
  if (!bracket?.[1]) return { said: null, rest };
  return { said: hintOf(`(${bracket[1]})`), rest: rest.replace(bracket[0], '') };
};

interface Ends {
  from: number | null;
  to: number | null;
  converted: boolean;
  /** Only a part of the wage: more comes on top. */
  part: boolean;
}

const FACTORS: Record<Period, number> = {
  hour: HOURS_PER_DAY * DAYS_PER_MONTH,
  day: DAYS_PER_MONTH,
  week: DAYS_PER_MONTH / 5,
  month: 1,
  year: 1 / 12,
};
/** In this order: what is the whole, then what is pay, then what is only a part of it or comes before it. */
const KINDS = [['whole'], ['pay'], ['base'], ['trial']] as const;
const BY: readonly Period[] = ['month', 'year', 'week', 'day', 'hour'];

/** The amount that is the wage, in yuan a month; null when none can be told to be. */
const choose = (amounts: readonly Amount[], hint: WageHint, salaried: boolean): Ends | null => {
  const known = amounts.flatMap((amount) => inPeriod(amount, hint, salaried) ?? []);
  for (const kinds of KINDS)
    for (const period of BY) {
      const fitting = known.filter((amount) => (kinds as readonly string[]).includes(amount.kind) && amount.period === period);
      if (fitting.length > 0 && !beaten(fitting, known, period)) return together(fitting, period);
    }
  return null;
};

/** Pay by the month goes before the whole by the day or the hour. */
const beaten = (fitting: readonly Amount[], known: readonly Amount[], period: Period): boolean =>
  period !== 'month' && fitting[0]?.kind === 'whole' && known.some((amount) => amount.kind === 'pay' && amount.period === 'month');

/** Several of a kind are alternatives: 8小时4500元，12小时6500元. */
const together = (amounts: readonly Amount[], period: Period): Ends => {
  const monthly = (value: number): number => Math.round(value * FACTORS[period]);
  const lows = amounts.flatMap(({ from }) => from ?? []);
  const highs = amounts.flatMap(({ to }) => to ?? []);
  const open = amounts.some(({ to }) => to === null) && highs.length > 0 && Math.max(...highs) <= Math.max(...lows);
  return {
    from: lows.length > 0 ? monthly(Math.min(...lows)) : null,
    to: highs.length > 0 && !open ? monthly(Math.max(...highs)) : null,
    converted: period !== 'month',
    part: amounts.some(({ kind }) => kind === 'base'),
  };
};

/** An amount with its period, said or plain from its size; null for what may be this or that. */
const inPeriod = (amount: Amount, hint: WageHint, salaried: boolean): (Amount & { period: Period }) | null => {
  const high = amount.to ?? amount.from ?? 0;
  // "6-8" below 工资(千元); 6000 there was meant as it stands.
  if (amount.bare && (hint.unit ?? 1) > 1 && high < 200)
    return { ...times(amount, hint.unit ?? 1), period: amount.period ?? hint.period ?? 'month' };
  const period = amount.period ?? (hint.period !== null && fitsPeriod(high, hint.period) ? hint.period : null);
  if (period === null) return bySize(amount, high, salaried);
  return { ...(period === 'month' && amount.bare && high <= 20 ? times(amount, high <= 2 ? 10_000 : 1000) : amount), period };
};

const times = (amount: Amount, factor: number): Amount => ({
  ...amount,
  from: amount.from === null ? null : amount.from * factor,
  to: amount.to === null ? null : amount.to * factor,
});

/**
 * Without a period: 0.8-1.2 are ten thousands and 6-8 thousands a month, 5000 is by the month and 8-10万 by the year; 200
 * and 3-5万 may be either.
 */
const bySize = (amount: Amount, high: number, salaried: boolean): (Amount & { period: Period }) | null => {
  const low = amount.from ?? high;
  if (amount.bare && high <= 2) return low < high || !Number.isInteger(high) ? { ...times(amount, 10_000), period: 'month' } : null;
  if (amount.bare && high <= 20) return low < high || !Number.isInteger(high) ? { ...times(amount, 1000), period: 'month' } : null;
  if (high < LOWEST_UNSAID) return null;
  if (salaried || low < SURELY_MONTHLY || high <= SURELY_MONTHLY) return { ...amount, period: 'month' };
  return low >= SURELY_YEARLY && (amount.large || high < NO_WAGE) ? { ...amount, period: 'year' } : null;
};

/** A heading's period counts for numbers that can be pay of such a time; others say their own. */
const fitsPeriod = (high: number, period: Period): boolean =>
  period === 'month' || (period === 'year' ? high >= 10_000 : period === 'hour' ? high <= 300 : period === 'day' ? high <= 2_000 : true);

const reasonOf = (clean: string, amounts: readonly Amount[]): WageReason => {
  if (/面议|面谈|面洽|协商|详谈|电议|另议|从优|可谈|open|negotiable/.test(clean)) return 'negotiable';
  return amounts.length === 0 && /计件|多劳多得|按件/.test(clean) ? 'piece_rate' : 'not_understood';
};

const checked = ({ from: fromYuan, to: toYuan, converted }: Ends, monthsPerYear: number | null, text: string): ReadWage => {
  if (fromYuan !== null && toYuan !== null && fromYuan > toYuan) return { wage: null, reason: 'crossed', text };
  const highest = toYuan ?? fromYuan ?? 0;
  if (highest < (converted ? LOWEST_CONVERTED : LOWEST) || highest > HIGHEST) return { wage: null, reason: 'out_of_range', text };
  return { wage: { fromYuan, toYuan, monthsPerYear, converted, text }, reason: null, text };
};
