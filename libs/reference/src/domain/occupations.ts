import { readings, spells, syllables } from './pinyin.js';
import { readTable } from './table.js';

export interface Occupation {
  code: string;
  name: string;
  /** 1 大类, 2 中类, 3 小类, 4 细类. Only 细类 are posted. */
  level: 1 | 2 | 3 | 4;
  parent: string | null;
  /** 工种 under it. */
  trades: readonly string[];
  /** Edition that brought it: 2022, 2024-07 or 2025-07. */
  edition: string;
}

export interface OccupationHit {
  code: string;
  name: string;
  /** The name, trade or everyday word that was found. */
  matched: string;
  score: number;
}

/** The national classification of occupations (国家职业分类大典, 2022, with additions). Read on first use. */
export class Occupations {
  private table: Map<string, Occupation> | undefined;
  private words: SearchWord[] | undefined;

  /** `spoken` gives further words people use for an occupation, most usual first. */
  constructor(
    private readonly source: () => string,
    private readonly spoken: () => Iterable<{ word: string; code: string }> = () => [],
  ) {}

  /** All of them, in order of code. */
  all(): Occupation[] {
    return [...this.load().values()];
  }

  byCode(code: string): Occupation | undefined {
    return this.load().get(code);
  }

  /** Whether a need may carry the code: it is a 细类 of the classification. */
  isPostable(code: string): boolean {
    return this.byCode(code)?.level === 4;
  }

  /** Codes above it, nearest first. */
  parents(code: string): string[] {
    const above: string[] = [];
    for (let at = this.byCode(code)?.parent ?? null; at !== null; at = this.byCode(at)?.parent ?? null) above.push(at);
    return above;
  }

  children(code: string | null): Occupation[] {
    return this.all().filter((one) => one.parent === code);
  }

  /** 0 the same 细类, 1 the same 小类, 2 the same 中类, 3 the same 大类, 4 nothing in common. */
  distance(a: string, b: string): 0 | 1 | 2 | 3 | 4 {
    if (a === b) return 0;
    const [a1, a2, a3] = a.split('-');
    const [b1, b2, b3] = b.split('-');
    if (a1 !== b1) return 4;
    if (a2 !== b2) return 3;
    return a3 === b3 ? 1 : 2;
  }

  /** By name, trade or everyday word, in Chinese, pinyin or initials ("电焊", "hangong", "dh"); best first. */
  search(query: string, limit = 20): OccupationHit[] {
    const wanted = query.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
    if (wanted === '') return [];
    const latin = /^[a-z]+$/.test(wanted);
    const best = new Map<string, OccupationHit>();
    for (const word of this.searchWords()) {
      const score = Math.max(textScore(wanted, word), latin ? spellScore(wanted, word) : 0);
      if (score <= 0) continue;
      const known = best.get(word.code);
      const rank = score * word.weight;
      if (!known || known.score < rank) best.set(word.code, { code: word.code, name: word.name, matched: word.text, score: rank });
    }
    return [...best.values()].sort((a, b) => b.score - a.score || a.code.localeCompare(b.code)).slice(0, limit);
  }

  private load(): Map<string, Occupation> {
    this.table ??= new Map(readTable(this.source()).map((row) => [row[0] ?? '', occupationOf(row)]));
    return this.table;
  }

  private searchWords(): SearchWord[] {
    if (this.words) return this.words;
    const words: SearchWord[] = [];
    for (const one of this.load().values()) {
      if (one.level !== 4) continue;
      words.push(searchWord(one.name, one, 1));
      for (const trade of one.trades) words.push(searchWord(trade, one, 0.95));
    }
    const before = new Map<string, number>();
    for (const { word, code } of this.spoken()) {
      const one = this.byCode(code);
      const rank = before.get(code) ?? 0;
      // The first words given for an occupation are what most people say.
      if (one) words.push(searchWord(word, one, 1.1 + 0.3 / (1 + rank / 3)));
      before.set(code, rank + 1);
    }
    this.words = words;
    return words;
  }
}

interface SearchWord {
  code: string;
  name: string;
  text: string;
  lower: string;
  chars: string[];
  /** First letters each character may be read with, to refuse quickly. */
  first: string[];
  /** First letters as the word is really read, once asked for: 弹簧 is th, though 弹 alone may be d. */
  initials?: string;
  weight: number;
}

function searchWord(text: string, one: Occupation, weight: number): SearchWord {
  const chars = [...text.toLowerCase()];
  const first = chars.map(
    (char) =>
      readings(char)
        .map((reading) => reading[0])
        .join('') || char,
  );
  return { code: one.code, name: one.name, text, lower: text.toLowerCase(), chars, first, weight: weight * CLASS_WEIGHT(one.code) };
}

/** Workers' and service occupations come before managers and professionals of equal fit: that is what is posted. */
const CLASS_WEIGHT = (code: string): number => (code.startsWith('6') || code.startsWith('4') ? 1.05 : 1);

function occupationOf(row: string[]): Occupation {
  const [code = '', name = '', trades = '', edition = ''] = row;
  const parts = code.split('-');
  const level = parts.length as 1 | 2 | 3 | 4;
  const parent = level === 1 ? null : parts.slice(0, -1).join('-');
  return { code, name, level, parent, trades: trades === '' ? [] : trades.split('|'), edition: edition || '2022' };
}

function textScore(wanted: string, word: SearchWord): number {
  const at = word.lower.indexOf(wanted);
  if (at < 0) return 0;
  if (word.lower === wanted) return 10;
  return (at === 0 ? 6 : 4) + (3 * wanted.length) / word.lower.length;
}

function spellScore(wanted: string, word: SearchWord): number {
  for (let at = 0; at < word.chars.length; at++) {
    if (!word.first[at]?.includes(wanted[0] ?? '')) continue;
    const used = spells(wanted, word.chars, at);
    if (used <= 0) continue;
    // "dh" spelling all of 电焊 is worth more than spelling two characters in the middle of a long name.
    const share = used / word.chars.length;
    const whole = share === 1 ? 2 : 0;
    const score = (at === 0 ? 4 : 1.5) + 3 * share + whole + (wanted.length > used * 2 ? 1 : 0);
    if (used < wanted.length) return score;
    word.initials ??= syllables(word.text)
      .map((one) => one[0]?.toLowerCase() ?? '')
      .join('');
    return word.initials.startsWith(wanted, at) ? score : score * 0.6;
  }
  return 0;
}
