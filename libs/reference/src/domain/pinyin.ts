import { pinyin } from 'pinyin-pro';

/** Every reading of a character without tones, most usual first; [] for what is no Chinese character. */
export function readings(char: string): readonly string[] {
  if (!HAN.test(char)) return NONE;
  let known = cache.get(char);
  if (!known) {
    known = [...new Set(pinyin(char, { multiple: true, toneType: 'none', type: 'array', v: true }))];
    cache.set(char, known);
  }
  return known;
}

/** One reading per character as the word is read ("银行" → yin hang); other characters stand for themselves. */
export function syllables(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true });
}

export const isHan = (char: string): boolean => HAN.test(char);

const HAN = /^\p{Script=Han}$/u;
const NONE: readonly string[] = [];
/** At most one entry for each of the 98,000 characters that there are. */
const cache = new Map<string, readonly string[]>();

/**
 * How many characters of `word`, from `at` on, the Latin letters spell: each character by its full reading or its first letter,
 * the last one also by the beginning of its reading ("hang", "hg", "hangong", "dianh"). 0 when they do not.
 */
export function spells(letters: string, word: readonly string[], at: number): number {
  return spellFrom(letters, 0, word, at);
}

function spellFrom(letters: string, from: number, word: readonly string[], at: number): number {
  if (from === letters.length) return 0;
  const char = word[at];
  if (char === undefined) return -1_000;
  const rest = letters.length - from;
  if (char === letters[from]) {
    const used = spellFrom(letters, from + 1, word, at + 1);
    if (used >= 0) return used + 1;
  }
  for (const reading of readings(char)) {
    if (reading[0] !== letters[from]) continue;
    if (letters.startsWith(reading, from)) {
      const used = spellFrom(letters, from + reading.length, word, at + 1);
      if (used >= 0) return used + 1;
    } else if (rest < reading.length && reading.startsWith(letters.slice(from))) {
      return 1;
    }
    const used = spellFrom(letters, from + 1, word, at + 1);
    if (used >= 0) return used + 1;
  }
  return -1_000;
}
