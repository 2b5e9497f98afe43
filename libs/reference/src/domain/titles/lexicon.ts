import type { Occupation } from '../occupations.js';

/** `asks`: offered like a hint, but not enough to decide. */
export type Strength = 'asks' | 'hint' | 'plain' | 'decides';

/** One way of naming occupations: all `parts` stand in the title; the first code is what it mostly means. */
export interface Phrase {
  parts: readonly string[];
  codes: readonly string[];
  strength: Strength;
  source: 'spoken' | 'name' | 'trade' | 'stem';
}

/** Reads the files of everyday words: `CODE [CODE …]: word word!  a+b  word~  word?`. Throws with the line that is wrong. */
export function readPhrases(text: string): Phrase[] {
  const phrases: Phrase[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const colon = line.indexOf(':');
    const codes = line.slice(0, colon).trim().split(' ');
    if (colon < 0 || codes.some((code) => !/^\d-\d\d-\d\d-\d\d$/.test(code))) throw new Error(`everyday words, line ${i + 1}: "${line}"`);
    for (const word of line
      .slice(colon + 1)
      .trim()
      .split(/\s+/)) {
      const strength = MARKS[word.at(-1) ?? ''] ?? 'plain';
      const bare = strength === 'plain' ? word : word.slice(0, -1);
      phrases.push({ parts: bare.toLowerCase().split('+'), codes, strength, source: 'spoken' });
    }
  });
  return phrases;
}

const MARKS: Record<string, Strength> = { '!': 'decides', '~': 'hint', '?': 'asks' };

/** What the classification itself gives: names, trades, and both without their endings. */
export function phrasesOf(occupations: Iterable<Occupation>): Phrase[] {
  const phrases: Phrase[] = [];
  for (const one of occupations) {
    if (one.level !== 4) continue;
    const codes = [one.code];
    phrases.push({ parts: [one.name.toLowerCase()], codes, strength: 'plain', source: 'name' });
    for (const trade of one.trades) phrases.push({ parts: [trade.toLowerCase()], codes, strength: 'plain', source: 'trade' });
    phrases.push(...engineersOf(one));
    for (const word of [one.name, ...one.trades]) {
      const stem = stemOf(word);
      if (stem.length >= 2 && stem !== word) phrases.push({ parts: [stem.toLowerCase()], codes, strength: 'plain', source: 'stem' });
    }
  }
  return phrases;
}

/** "机械设计工程技术人员" is called 机械设计工程师 outside the classification. */
function engineersOf(one: Occupation): Phrase[] {
  const topic = /^(.+?)工程技术人员$/.exec(one.name)?.[1];
  if (!topic || topic.length < 2) return [];
  return [`${topic}工程师`, `${topic}技术员`].map((word) => ({ parts: [word], codes: [one.code], strength: 'plain', source: 'name' }));
}

export function stemOf(word: string): string {
  return word.replace(
    /(工程技术人员|专业人员|技术人员|研究人员|设计人员|操作调整工|装配调试工|制造工|生产工|加工工|制作工|服务员|管理员|操作工|操作员|作业员|业务员|工|员|师)$/,
    '',
  );
}
