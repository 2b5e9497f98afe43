import { LAWS, type WordingLaw, type WordingRule, type WordingSeverity } from './wording-laws.js';
import { BARRED_TO_WOMEN, WORDING_RULES } from './wording-rules.js';

export interface WordingFinding {
  /** As it stands in the text, from `start` up to `end`. */
  phrase: string;
  start: number;
  end: number;
  severity: WordingSeverity;
  rule: WordingLaw;
}

/**
 * Wording that may not be in a posting (就业促进法, 劳动合同法 §9, …), in order of appearance: `refuse` must go before it is
 * published, `warn` is shown. A post that the special protection rules close to women may ask for men: that is a warning
 * which names the ground. Blanks within a phrase ("限 男 性") and full-width characters do not hide it.
 */
export function checkWording(text: string): WordingFinding[] {
  const { letters, places } = squeezed(text);
  const mayAskForMen = BARRED_TO_WOMEN.test(letters);
  const findings: WordingFinding[] = [];
  for (const rule of WORDING_RULES) {
    // Most texts say nothing of the kind, which is seen sooner than nothing is listed.
    if (letters.search(rule.pattern) < 0) continue;
    for (const match of letters.matchAll(rule.pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (isHarmless(rule, letters, from, to)) continue;
      const start = places[from] ?? 0;
      const end = (places[to - 1] ?? start) + 1;
      const allowed = mayAskForMen && rule.malesOnly === true;
      findings.push({
        ...trimmed(text, start, end),
        severity: allowed ? 'warn' : rule.severity,
        rule: allowed ? LAWS.protected : rule.law,
      });
    }
  }
  return withoutOverlaps(findings);
}

function isHarmless(rule: WordingRule, letters: string, from: number, to: number): boolean {
  if (rule.unlessAfter?.test(letters.slice(to, to + 24))) return true;
  return rule.unlessBefore?.test(letters.slice(Math.max(0, from - 24), from)) ?? false;
}

/** The text without blanks, in half width and small letters, and where each of its characters stands in the original. */
function squeezed(text: string): { letters: string; places: number[] } {
  let letters = '';
  const places: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (PLAIN.test(char)) {
      letters += char;
      places.push(i);
      continue;
    }
    if (char !== '\n' && /[\s\u200b\u200c\u200d\ufeff*]/.test(char)) continue;
    const plain = char.normalize('NFKC').toLowerCase();
    for (const one of plain) {
      letters += PUNCTUATION[one] ?? one;
      places.push(i);
    }
  }
  return { letters, places };
}

/** Most characters stand for themselves. */
const PLAIN = /[0-9a-z\u4e00-\u9fff]/;
const PUNCTUATION: Record<string, string> = {
  '，': ',',
  '。': '。',
  '；': ';',
  '：': ':',
  '（': '(',
  '）': ')',
  '、': '、',
  '—': '-',
  '–': '-',
  '～': '~',
  '！': '!',
};

/** Separators that a rule needed to see are no part of the phrase. */
function trimmed(text: string, start: number, end: number): Pick<WordingFinding, 'phrase' | 'start' | 'end'> {
  const raw = text.slice(start, end);
  const lead = /^[\s,，。;；:：、/|(（\n]+/.exec(raw)?.[0].length ?? 0;
  const phrase = raw.slice(lead).replace(/[\s,，。;；、\n]+$/, '');
  return { phrase, start: start + lead, end: start + lead + phrase.length };
}

/** The graver and longer of overlapping findings stays, so that a phrase is named once. */
function withoutOverlaps(findings: WordingFinding[]): WordingFinding[] {
  const graver = (one: WordingFinding): number => (one.severity === 'refuse' ? 1000 : 0) + one.end - one.start;
  const kept: WordingFinding[] = [];
  for (const one of [...findings].sort((a, b) => graver(b) - graver(a) || a.start - b.start)) {
    if (one.phrase !== '' && !kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
