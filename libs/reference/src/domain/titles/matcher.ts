import { RANK, segmentsOf, titleKey } from './normalise.js';
import type { Segment } from './normalise.js';
import type { Phrase } from './lexicon.js';

export interface TitleCandidate {
  code: string;
  name: string;
  /** Between 0 and 1; comparable within one title only. */
  score: number;
  /** The words of the title it rests on, or how it was known. */
  why: string;
}

export interface TitleMatch {
  /** null: cannot tell; the candidates are then what to ask about. */
  code: string | null;
  candidates: TitleCandidate[];
}

export interface TitleContext {
  /** What was chosen before for the same words, by `titleKey`: code → times. */
  chosen?: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** GB/T 4754 code of the enterprise, to tell equal readings apart. */
  industry?: string;
}

/** Finds the occupation a job title means. Built once (≈30 ms), then some microseconds a title. */
export class TitleMatcher {
  private readonly index = new Map<string, Phrase[]>();
  private readonly fallback: Fallback;
  /** How long the longest word is that begins with a character, so that others are not looked for. */
  private readonly longest = new Map<string, number>();

  constructor(
    phrases: Iterable<Phrase>,
    private readonly nameOf: (code: string) => string,
    private readonly leanings: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {
    const kept = [...phrases];
    for (const phrase of kept) {
      const last = phrase.parts.at(-1) ?? '';
      const known = this.index.get(last);
      if (known) known.push(phrase);
      else this.index.set(last, [phrase]);
      const first = last[0] ?? '';
      this.longest.set(first, Math.max(this.longest.get(first) ?? 0, last.length));
    }
    this.fallback = new Fallback(kept);
  }

  match(title: string, context: TitleContext = {}): TitleMatch {
    const before = this.fromHistory(title, context);
    const tally = new Tally();
    const segments = segmentsOf(title);
    const whole = segments.map((one) => one.text).join(' ');
    for (const segment of segments) this.read(segment, whole, tally);
    this.lean(tally, context.industry);
    let ranked = tally.ranked();
    if (ranked.length < 3)
      ranked = [...ranked, ...this.fallback.near(whole).filter((one) => !ranked.some((other) => other.code === one.code))];
    if (before) ranked = [before, ...ranked.filter((one) => one.code !== before.code)];
    const best = ranked[0];
    const certain = best !== undefined && (best === before || (best.points >= ENOUGH && !best.asks));
    const candidates = ranked.slice(0, 3).map(({ code, points, why }) => ({
      code,
      name: this.nameOf(code),
      score: Math.round((1 - Math.exp(-points / 4)) * 1000) / 1000,
      why,
    }));
    return { code: certain ? best.code : null, candidates };
  }

  private fromHistory(title: string, context: TitleContext): Ranked | undefined {
    const counts = context.chosen?.get(titleKey(title));
    if (!counts) return undefined;
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const [code, times] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best));
    // One enterprise's slip must not decide for all: a clear majority does.
    return times * 2 > total ? { code, points: 12, why: `chosen before (${times}/${total})` } : undefined;
  }

  private read(segment: Segment, whole: string, tally: Tally): void {
    const { text } = segment;
    const head = headEnd(text);
    const engineer = text.endsWith('工程师');
    let covered = 0;
    for (let at = 0; at < text.length; at++) {
      let reach = covered;
      for (let length = Math.min(this.longest.get(text[at] ?? '') ?? 0, text.length - at); length >= 1; length--) {
        const found = this.index.get(text.slice(at, at + length));
        if (!found || splitsWord(text, at + length)) continue;
        for (const phrase of found) {
          const size = coverage(phrase, text, at, whole);
          if (size === 0) continue;
          let value = points(phrase, size, at, at + length, text.length, head) * segment.weight;
          if (engineer && !isEngineering(phrase)) value *= 0.5;
          // 车工 inside 洗车工 is another word.
          if (at + length <= covered && phrase.parts.length === 1) value *= 0.5;
          else if (phrase.strength !== 'hint' && phrase.parts.length === 1) reach = Math.max(reach, at + length);
          tally.add(phrase, value);
        }
      }
      covered = reach;
    }
  }

  /** An industry's own occupations win among near equals, and are offered where the title is vague. */
  private lean(tally: Tally, industry: string | undefined): void {
    const own = industry ? this.leanings.get(industry.slice(0, 3)) : undefined;
    if (own) tally.favour(own, 1.15, OFFERED);
  }
}

/** What an industry alone is worth: shown, never decided by. */
const OFFERED = 0.3;

/** Below this the words found are hints only, and the matcher says it cannot tell. */
const ENOUGH = 0.5;

/** Where the head of the title ends: Chinese names the work last, followed only by a rank ("注塑|组长", "装配钳|工"). */
function headEnd(text: string): number {
  const stripped = text.replace(RANK, '');
  return stripped.length >= 2 ? stripped.length : text.length;
}

/** "结构工|程师" and "焊接工|艺": the word goes on. */
const splitsWord = (text: string, end: number): boolean => text[end - 1] === '工' && /[程艺业厂地段序]/.test(text[end] ?? '');

/** Below an engineer's title a worker's trade is only the field. */
const isEngineering = (phrase: Phrase): boolean =>
  phrase.strength === 'decides' || !/^[4-6]/.test(phrase.codes[0] ?? '') || phrase.parts.some((part) => part.includes('工程师'));

/** How many characters of the title the phrase accounts for; 0 when one of its parts is missing. */
function coverage(phrase: Phrase, text: string, at: number, whole: string): number {
  let covered = 0;
  for (let i = 0; i < phrase.parts.length; i++) {
    const part = phrase.parts[i] ?? '';
    if (i < phrase.parts.length - 1) {
      const found = text.indexOf(part);
      if (found < 0 && !whole.includes(part)) return 0;
      if (found >= 0 && found < at + (phrase.parts.at(-1)?.length ?? 0) && found + part.length > at) return 0;
    }
    covered += widthOf(part);
  }
  return covered;
}

/** Latin letters carry less than characters: "cnc" weighs about as much as two. */
function widthOf(part: string): number {
  return /^[\x20-\x7e]+$/.test(part) ? Math.min(1 + part.length * 0.35, 3) : part.length;
}

function points(phrase: Phrase, covered: number, from: number, to: number, length: number, head: number): number {
  // Each further character adds less: 2 → 2, 3 → 2.7, 4 → 3.3 …
  const size = covered <= 2 ? covered : 2 + 0.8 * (covered - 2) ** 0.85;
  const strength = phrase.strength === 'hint' || phrase.strength === 'asks' ? 0.3 : phrase.strength === 'decides' ? 1.3 : 1;
  const origin = phrase.source === 'spoken' ? 1.1 : phrase.source === 'stem' ? 0.72 : 1;
  const exact = from === 0 && to === length ? 1.5 : 1;
  const distance = to >= head ? 0 : head - to;
  const place = distance === 0 ? 1.3 : Math.max(0.7, 0.97 - 0.04 * distance);
  return size * strength * origin * exact * place;
}

interface Ranked {
  code: string;
  points: number;
  why: string;
  /** Rests on nothing but a word that only asks. */
  asks?: boolean;
}

/** What speaks for each code: its best phrase, and a little of the others. */
class Tally {
  private readonly codes = new Map<string, { best: number; others: number; why: string; asks: boolean }>();

  add(phrase: Phrase, points: number): void {
    let share = points;
    for (const code of phrase.codes) {
      const known = this.codes.get(code);
      const asks = phrase.strength === 'asks';
      if (!known) this.codes.set(code, { best: share, others: 0, why: phrase.parts.join('…'), asks });
      else if (share > known.best) {
        known.others += known.best;
        known.best = share;
        known.asks = asks;
        known.why = phrase.parts.join('…');
      } else known.others += share;
      share *= 0.84;
    }
  }

  favour(codes: readonly string[], factor: number, offered: number): void {
    codes.forEach((code, i) => {
      const known = this.codes.get(code);
      if (known) known.best *= factor;
      else this.codes.set(code, { best: offered * 0.9 ** i, others: 0, why: 'industry', asks: true });
    });
  }

  ranked(): Ranked[] {
    return [...this.codes]
      .map(([code, { best, others, why, asks }]) => ({ code, points: best + Math.min(0.08 * others, 0.4), why, asks }))
      .sort((a, b) => b.points - a.points || a.code.localeCompare(b.code));
  }
}

/** For titles without any known word: occupations whose names share pairs of characters with it. */
class Fallback {
  private readonly pairs = new Map<string, Map<string, number>>();

  constructor(phrases: readonly Phrase[]) {
    for (const phrase of phrases) {
      if (phrase.source === 'spoken' || phrase.source === 'stem') continue;
      const word = phrase.parts[0] ?? '';
      for (let i = 0; i + 1 < word.length; i++) {
        const pair = word.slice(i, i + 2);
        const codes = this.pairs.get(pair) ?? new Map<string, number>();
        const code = phrase.codes[0] ?? '';
        codes.set(code, Math.max(codes.get(code) ?? 0, 2 / word.length));
        this.pairs.set(pair, codes);
      }
    }
  }

  near(text: string): Ranked[] {
    const sums = new Map<string, number>();
    for (let i = 0; i + 1 < text.length; i++) {
      const codes = this.pairs.get(text.slice(i, i + 2));
      if (!codes || codes.size > 60) continue;
      // A pair many occupations share (加工, 制造, 人员) says little.
      for (const [code, part] of codes) sums.set(code, (sums.get(code) ?? 0) + part / Math.sqrt(codes.size));
    }
    return [...sums]
      .map(([code, sum]) => ({ code, points: Math.min(sum, 1) * 0.48, why: 'similar name' }))
      .filter(({ points }) => points > 0.1)
      .sort((a, b) => b.points - a.points || a.code.localeCompare(b.code))
      .slice(0, 3);
  }
}
