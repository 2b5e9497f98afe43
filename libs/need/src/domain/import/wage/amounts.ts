export type Period = 'hour' | 'day' | 'week' | 'month' | 'year';

/** What an amount in a wage text is. */
export type AmountKind =
  /** 综合, 到手, 月薪: the whole of what is paid. */
  | 'whole'
  /** Without a label, or 计件: pay like any other. */
  | 'pay'
  /** 底薪, 保底: a part of it that is always paid. */
  | 'base'
  /** 试用期, 学徒: before the wage proper. */
  | 'trial'
  /** 补贴, 全勤, 加班费: beside the wage. */
  | 'extra';

export interface Amount {
  /** In yuan; null where only the other end is given. */
  from: number | null;
  to: number | null;
  period: Period | null;
  kind: AmountKind;
  /** Whether thousands or ten thousands were written. */
  large: boolean;
  /** Whether 元 was written. */
  yuan: boolean;
  /** As written without unit: 6-8 may be thousands. */
  bare: boolean;
}

const UNIT = '(千万|百万|十万|万|千|百|k|w)?';
const VALUE = String.raw`(\d+(?:\.\d+)?)${UNIT}`;
/** "1万2" and "6千5" are 12,000 and 6,500; "5千5天" is none. */
const HALF = String.raw`(?:(?<=[千万kw])(\d)(?![\d.千百万kw天日时小月年休薪险号人岁%班级险]))?`;
const MONEY = '(元|块钱?)?';
const PER_WORD = '小时|钟头|h(?:our|r)?|时|天|日|工日|day|周|星期|week|月|month|年|year';
/** "/月", "元每天", "一个月"; 每天8小时 says how long, not how much. */
const PER =
  String.raw`(?:(?:\/|每|一|per-?)(?:人\/|人[·每]?)?个?(${PER_WORD})(?!休|制|结|班` +
  String.raw`|[做干上]|工作|(?:\d+-)?\d+个?(?:小?时|h|天))|(?<=元|块|万|千)(小时|时|天|日|月` +
  String.raw`|年)(?![薪休\d]))?`;
/** A letter that touches a number makes a code of it: C1, B2. */
const NO_CODE = '(?<!(?:^|[^a-z])[a-z])';
const AMOUNT = new RegExp(`${NO_CODE}${VALUE}${HALF}${MONEY}${PER}(?:-${VALUE}${HALF}${MONEY}${PER})?`, 'g');

/** What follows a number that is no money. */
const NO_MONEY = new RegExp(
  '^(?:多?个?(?:小时|钟头|hour|h(?![a-z])|天|日|月|周|年|星期|季度)|人|名|周?岁(?:以[上下])?|号|点|班|险|薪|楼|公里|km|分|秒|期|倍|休|险|金' +
    String.raw`|[*x×]?\d*%|‰|次|级|工作制|制|运转|:|后|件|单(?!休)|[只台吨套趟箱斤]|±)`,
);
/** Also by the quarter, half a year and half a month, by several days that are no month, and by whatever else stands behind a stroke. */
const BY_PIECE = new RegExp(
  '^(?:元|块)?(?:(?:/|每|一)(?:件|个(?!月|小时)|只|台|吨|米|平|次|趟|单|套|斤|公斤|方|立方|票|车|条|双|块|张|片|包|箱|班|节|课时?|人次' +
    String.raw`|季|半[年月])|/(?!(?:2[1-9]|3[01])天)\d+个?(?:天|日|周|星期|月|年|小?时|h)|/(?!人|个?月|[五六]险|社保|[双单]休|[包管免缴交])[\u4e00-\u9fff]|[*x×]\d+%)`,
);

const PREFIXES: readonly (readonly [Period, RegExp])[] = [
  ['hour', /时薪|(?:每|一|按|计)(?:个)?(?:小时|时|钟头)|小时工|(?:^|[^0-9])小时(?:工资|单价)?$|工时/],
  ['day', /日薪|日均|日入|日收入|日工资|日结|天结|包天|(?:每|一|按)(?:天|日)|天薪/],
  ['week', /周薪|(?:每|一)(?:周|星期)/],
  ['year', /年薪|年包|年收入|年总?收|(?:每|一|全)年|年综合/],
  ['month', /月薪|月工资|月收|月入|月综合|月均|月综|月保底|(?:每|一)个?月|底薪/],
];

const INCLUDED =
  /(?:不?含|包括|包含|加上?|算上|连同?|计入|扣(?:除|掉|完)?)[^\d,;]*?(?:加班费?|补贴|补助|津贴|奖金?|绩效|提成|全勤|餐补|夜班费?|社保|保险|五险)+(?:等|后|在内)*/g;
const EXTRA = new RegExp(
  '补贴|补助|津贴|[餐房车话饭住夜岗工]补|全勤|奖|加班|夜班费|岗贴|工龄|体检|社保|保险|公积金|押金|工装|服装|介绍|返(?![岗工乡聘厂])' +
    '|推荐|提成|佣金|绩效|红包|节日|过节|高温|取暖|报销|房租|扣|税费|费用?(?:$|[^后])|分红|生日|报名|伙食|水电|涨' +
    '|加薪|调薪|递增|双薪|最低工资标准|社平|社会平均|基数',
);
const TRIAL = /试用|试岗|实习|学徒|培训期|见习|(?:前|头|第)(?:[一二两三四五六七八九]|首)(?:个?月|天|周)(?!起|后)|首月|转正前/;
const BASE = /底薪|基本|基础|无责|保底|固定底/;
const WHOLE = /综合|综薪|总收入|合计|到手|税[前后]|实[发得]|应发|月均|平均|人均|可?拿|收入|月薪|年薪|总薪|转正后?|待遇|=$/;
const UPPER = /^-$|最高|可达|高达|封顶|不超过|不到|不足|(?<!不)低于|上限|≤|<|以下|以内/;
const LOWER = /(?:超|突|月入|月薪|收入)过|最低|不低于|至少|起薪|≥|>|下限|不少于/;

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

const PERIODS: readonly (readonly [Period, RegExp])[] = [
  ['hour', /时|钟头|^h/],
  ['day', /天|日|day/],
  ['week', /周|星期|week/],
  ['month', /月|month/],
  ['year', /年|year/],
];
export const periodIn = (word: string | undefined): Period | null =>
  word ? (PERIODS.find(([, says]) => says.test(word))?.[0] ?? null) : null;

/**
 * Every amount of money in a wage text, with the period that it touches and what it is said to be. Hours, days, ages and
 * prices of pieces are none.
 */
export const amountsIn = (text: string): Amount[] => {
  const amounts: Amount[] = [];
  let [end, added] = [0, false];
  for (const match of text.matchAll(AMOUNT)) {
    const between = text.slice(end, match.index);
    const after = text.slice(match.index + match[0].length);
    const skipped = NO_MONEY.test(after) && !match[0].match(/[元块]|\/|[每一](?=[天日月年周小时])/);
    // An amount behind a plus comes on top of the one before it.
    added = amounts.length > 0 && !/[,;。()|=]/.test(between) && (between.includes('+') || (added && !between.includes(';')));
    end = match.index + match[0].length + (skipped ? (NO_MONEY.exec(after)?.[0].length ?? 0) : 0);
    if (skipped || BY_PIECE.test(`${match[5] ?? ''}${after}`) || BY_PIECE.test(after)) continue;
    amounts.push(amountOf(match, labelOf(between), after, added));
  }
  return amounts;
};

/** The words that touch an amount on its left. */
const labelOf = (between: string): string => between.split(/[,;。|+()]/).at(-1) ?? '';

const amountOf = (match: RegExpMatchArray, label: string, after: string, added: boolean): Amount => {
  const [, low = '', lowUnit, lowHalf, lowMoney, lowPer, lowPerShort, high, highUnit, highHalf, highMoney, highPer, highPerShort] = match;
  const period = periodIn(highPer ?? highPerShort ?? lowPer ?? lowPerShort) ?? PREFIXES.find(([, says]) => says.test(label))?.[0] ?? null;
  const large = Math.max(factorOf(lowUnit), factorOf(highUnit)) >= 1000;
  const yuan = lowMoney !== undefined || highMoney !== undefined;
  // What the wage is made of, in brackets behind it, is no name of it: 5000(底薪+绩效).
  const own = (/^[^,;。|()+\d]*/.exec(after)?.[0] ?? '') + (/^\(([^()\d+、]*)\)/.exec(after)?.[1] ?? '');
  const ends: Pick<Amount, 'from' | 'to'> =
    high === undefined
      ? singleEnds(valueOf(low, lowUnit, lowHalf), label, after)
      : rangeEnds(low, lowUnit, lowHalf, high, highUnit, highHalf, lowMoney);
  if (high !== undefined && OPEN_RANGE.test(after)) ends.to = null;
  // "0-10000" names the highest only.
  if (ends.from === 0) ends.from = null;
  return { ...ends, period, kind: added ? 'extra' : kindOf(label, own), large, yuan, bare: !large && !yuan && factorOf(lowUnit) === 1 };
};

const valueOf = (digits: string, unit: string | undefined, half: string | undefined): number =>
  Math.round((Number(digits) + (half ? Number(half) / 10 : 0)) * factorOf(unit) * 100) / 100;

/** "+提成" opens an amount upwards, "+五险一金" does not. */
const OPEN =
  /^(?:\([^)]*\))?(?:\+(?!五险|六险|社保|保险|公积金|包|管|免费|吃住|食宿|双休|单休|住宿|工作餐|班车|福利)|以上|起(?!步?价)|多(?!劳)|及以上|以上不等|左右起|↑|-(?:$|面议))/;
/** A range that goes on upwards: 5000-6000+. */
const OPEN_RANGE = /^(?:\+(?:$|[,;。|])|及?以上)/;

const singleEnds = (value: number, label: string, after: string): { from: number | null; to: number | null } => {
  if (/^(?:及?以下|以内|封顶)/.test(after) || UPPER.test(label)) return { from: null, to: value };
  if (OPEN.test(after) || LOWER.test(label)) return { from: value, to: null };
  return { from: value, to: value };
};

const rangeEnds = (
  low: string,
  lowUnit: string | undefined,
  lowHalf: string | undefined,
  high: string,
  highUnit: string | undefined,
  highHalf: string | undefined,
  lowMoney: string | undefined,
): { from: number; to: number | null } => {
  const to = valueOf(high, highUnit, highHalf);
  const bare = lowUnit === undefined;
  let from = valueOf(low, bare && lowMoney === undefined ? highUnit : lowUnit, lowHalf);
  // "5000-1万" has no unit on the left but is no 5,000 × 10,000; "8千-12" has none on the right.
  if (bare && from > to && Number(low) <= to) from = Number(low);
  const right = highUnit === undefined && !bare && from > to ? Number(high) * factorOf(lowUnit) : to;
  return { from, to: right };
};

const kindOf = (label: string, own: string): AmountKind => {
  const [before, behind] = [label.replace(INCLUDED, ''), own.replace(INCLUDED, '')];
  for (const words of [before, behind]) {
    if (EXTRA.test(words)) return 'extra';
    if (TRIAL.test(words)) return 'trial';
    if (WHOLE.test(words)) return 'whole';
    if (BASE.test(words)) return 'base';
  }
  return 'pay';
};
