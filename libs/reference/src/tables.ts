import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { Divisions } from './domain/divisions.js';
import { Industries } from './domain/industries.js';
import { Occupations } from './domain/occupations.js';
import { PrivacyNotices } from './domain/privacy-notices.js';
import { readTable } from './domain/table.js';
import { phrasesOf, readPhrases } from './domain/titles/lexicon.js';
import type { Phrase } from './domain/titles/lexicon.js';
import { TitleMatcher } from './domain/titles/matcher.js';
import type { TitleContext, TitleMatch } from './domain/titles/matcher.js';

const folder = join(projectRoot, 'libs/reference/data');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

let spoken: Phrase[] | undefined;
let matcher: TitleMatcher | undefined;

function spokenPhrases(): Phrase[] {
  spoken ??= readdirSync(join(folder, 'titles'))
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => readPhrases(read(`titles/${name}`)));
  return spoken;
}

function* spokenWords(): Iterable<{ word: string; code: string }> {
  for (const phrase of spokenPhrases()) {
    const [word, ...others] = phrase.parts;
    if (word && others.length === 0 && phrase.strength !== 'hint') yield { word, code: phrase.codes[0] ?? '' };
  }
}

/** The facts, each read from its file on first use. */
export const occupations = new Occupations(() => read('occupations.csv'), spokenWords);
export const divisions = new Divisions(() => read('divisions.csv'));
export const industries = new Industries(() => read('industries.csv'));
export const privacyNotices = new PrivacyNotices(() => read('privacy-notices.json'));

/** The occupation a job title means in everyday language, or in pinyin ("dianhangong"); see TitleMatch for "cannot tell". */
export function matchTitle(title: string, context?: TitleContext): TitleMatch {
  matcher ??= new TitleMatcher(
    [...spokenPhrases(), ...phrasesOf(occupations.all())],
    (code) => occupations.byCode(code)?.name ?? code,
    leanings(),
  );
  const match = matcher.match(title, context);
  return match.code === null && match.candidates.length === 0 && PINYIN.test(title) ? byPinyin(title) : match;
}

const PINYIN = /^[a-z' ]{4,40}$/i;

function byPinyin(title: string): TitleMatch {
  const hits = occupations.search(title.replace(/'/g, ''), 3);
  const candidates = hits.map(({ code, name, matched, score }) => ({
    code,
    name,
    score: Math.min(1, Math.round(score * 50) / 1000),
    why: matched,
  }));
  return { code: null, candidates };
}

function leanings(): Map<string, string[]> {
  return new Map(readTable(read('title-industries.csv')).map(([division = '', codes = '']) => [division, codes.split('|')]));
}
