const DIGITS = '零一二三四五六七八九';
const digitOf = (char: string): number => DIGITS.indexOf(char === '两' ? '二' : char);
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

const DIGIT = '[一二两三四五六七八九]';
/** 五千, 一万二, 三百六十, 十二万; the last digit is none of 五千五险 and 六千一个月. */
const NUMBER = new RegExp(
  `(?<![\\d.百千万])(?:${DIGIT}|十)(?=[一二两三四五六七八九十零]*[百千万])(?:[十百千万]|${DIGIT}(?![险薪班天休月年个周日]))*`,
  'g',
);

/** 五千 is 5千 and keeps its unit, which the other end of a range may lean on; 五千五百 is 5500, 六千八 is 6800. */
const inFigures = (words: string): string => {
  const simple = new RegExp(`^(${DIGIT})([百千万])$`).exec(words);
  if (simple) return `${digitOf(simple[1] ?? '')}${simple[2] ?? ''}`;
  let [total, digit, unit] = [0, 0, 10];
  for (const char of words) {
    const by = UNITS[char];
    if (by === undefined) digit = digitOf(char);
    else {
      total = by === 10_000 ? (total + digit || 1) * by : total + (digit || 1) * by;
      [digit, unit] = [0, by];
    }
  }
  return String(total + (digit * unit) / 10);
};

/** ① 1. (1) in front of what is listed; 五 of 五小时; telephones. */
const ITEM = /(^|[\s;,。])\(?\d{1,2}(?:[、)](?!\d)|\.(?=[^\d\s]))|\(\d\)/g;
const HOURS = /(十[一二]?|[五六七八九])(?=个?(?:小时|钟头))/g;
const TELEPHONE = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/g;
const hoursOf = (words: string): string =>
  String(words.startsWith('十') ? 10 + Math.max(0, digitOf(words.charAt(1) || '零')) : digitOf(words));

/** A wage text in half-width signs and figures, without blanks but between numbers, one dash for all: 五千 至 七千 is 5千-7千, 四五千 is 4-5千. */
export const plainWage = (text: string): string =>
  text
    .replace(/[①-⑳]/g, ';')
    .normalize('NFKC')
    .toLowerCase()
    .replace(ITEM, '$1;')
    .replace(TELEPHONE, ';')
    .replace(HOURS, hoursOf)
    .replace(/(?<=[前头第])[1-9](?=个?月|天|周)/g, (digit) => DIGITS.charAt(Number(digit)))
    .replace(/(?<=\d),(?=\d{3}(?!\d))|(?<=(?<![\d.])\d{1,2}) (?=[05]00(?!\d))/g, '')
    .replace(/(?<=\d)\s+(?=\d)/g, ';')
    .replace(/\s|人民币|rmb|cny|¥|￥|大约|大概|约/g, '')
    .replace(/[—–−－~～〜]+|--+|至(?!少)|到(?!手|岗)/g, '-')
    .replace(new RegExp(`(${DIGIT})(${DIGIT})(?=[百千万])`, 'g'), (_, low: string, high: string) => `${digitOf(low)}-${digitOf(high)}`)
    .replace(new RegExp(`${DIGIT}(?=-[\\d一二两三四五六七八九]+[百千万])`, 'g'), (digit) => String(digitOf(digit)))
    .replace(NUMBER, inFigures)
    .replace(/(以[上下]|起|左右|封顶)([\/每](?:小时|[时天日周月年]))/g, '$2$1')
    .replace(/以上(?=-\d)/g, '')
    .replace(/(\d+(?:\.\d+)?)万(\d)千(?:(\d)百)?/g, (_, w: string, q: string, b = '0') =>
      String(Number(w) * 10_000 + Number(q) * 1000 + Number(b) * 100),
    )
    .replace(/(\d)千(\d)百/g, (_, q: string, b: string) => String(Number(q) * 1000 + Number(b) * 100));
