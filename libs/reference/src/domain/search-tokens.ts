import { isHan, syllables } from './pinyin.js';

/**
 * Tokens under which a text is found in a plain (token, document) table, the same on every database:
 * each Chinese character and pair of neighbours, the initials and the joined pinyin of each run of Chinese from every character on
 * (so that a prefix comparison `token LIKE 'dh%'` or an exact one finds it), and Latin words and numbers in lower case.
 * Tokens are at most 24 characters long; each appears once.
 */
export function searchTokens(text: string): string[] {
  const tokens = new Set<string>();
  for (const run of runsOf(text)) {
    if (run.han) addHan(run.text, tokens);
    else addToken(run.text, tokens);
  }
  return [...tokens];
}

/**
 * Tokens a reader's query asks for: every one must be there (Chinese: exactly, Latin: as the beginning of a token).
 * Pairs for Chinese of two characters and more, the character itself otherwise.
 */
export function queryTokens(query: string): { token: string; prefix: boolean }[] {
  const wanted: { token: string; prefix: boolean }[] = [];
  for (const run of runsOf(query)) {
    const chars = [...run.text];
    if (!run.han) wanted.push({ token: run.text.slice(0, LONGEST), prefix: true });
    else if (chars.length === 1) wanted.push({ token: run.text, prefix: false });
    else for (let i = 0; i + 1 < chars.length; i++) wanted.push({ token: `${chars[i]}${chars[i + 1]}`, prefix: false });
  }
  return wanted.filter((one, i) => wanted.findIndex((other) => other.token === one.token) === i);
}

const LONGEST = 24;

function addHan(text: string, tokens: Set<string>): void {
  const chars = [...text];
  const read = syllables(text);
  for (let i = 0; i < chars.length; i++) {
    addToken(chars[i] ?? '', tokens);
    if (i + 1 < chars.length) addToken(`${chars[i]}${chars[i + 1]}`, tokens);
    const tail = read.slice(i, i + 12);
    addToken(tail.map((one) => one[0] ?? '').join(''), tokens);
    addToken(tail.slice(0, 6).join(''), tokens);
  }
}

function addToken(token: string, tokens: Set<string>): void {
  if (token !== '') tokens.add(token.slice(0, LONGEST));
}

function runsOf(text: string): { text: string; han: boolean }[] {
  const runs: { text: string; han: boolean }[] = [];
  for (const char of text.normalize('NFKC').toLowerCase()) {
    const han = isHan(char);
    if (!han && !/[\p{L}\p{N}]/u.test(char)) {
      runs.push({ text: '', han: false });
      continue;
    }
    const last = runs.at(-1);
    if (last && last.text !== '' && last.han === han) last.text += char;
    else runs.push({ text: char, han });
  }
  return runs.filter((run) => run.text !== '');
}
