import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const web = join(__dirname, '../../apps/web/src');

type Tree = { [key: string]: string | Tree };
const read = (path: string): Tree => JSON.parse(readFileSync(join(web, path), 'utf8')) as Tree;
const features = readdirSync(join(web, 'console'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** Where the texts of a catalogue stand, by language. The console has one file a feature. */
const catalogues = [
  ...readdirSync(join(web, 'i18n/zh')).map((name) => ({ name, zh: `i18n/zh/${name}`, en: `i18n/en/${name}` })),
  ...features
    .map((name) => ({ name, zh: `console/${name}/texts.zh.json`, en: `console/${name}/texts.en.json` }))
    .filter(({ zh, en }) => existsSync(join(web, zh)) || existsSync(join(web, en))),
];

const leaves = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as [string, string]] : leaves(value, `${before}${key}.`),
  );

const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

/** English tells one from many, Chinese does not: `x_one` exists in English only. */
const withoutSingular = (keys: string[]): string[] => keys.filter((key) => !key.endsWith('_one')).sort();

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'i18n' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });

describe.each(catalogues)('the catalogue $name', (catalogue) => {
  const zh = new Map(leaves(read(catalogue.zh)));
  const en = new Map(leaves(read(catalogue.en)));

  it('has the same keys in Chinese and English', () => {
    expect(withoutSingular([...en.keys()])).toEqual(withoutSingular([...zh.keys()]));
  });

  it('has an English singular beside every plural', () => {
    const missing = [...en.keys()].filter((key) => key.endsWith('_other') && !en.has(key.replace(/_other$/, '_one')));
    expect(missing).toEqual([]);
  });

  it('leaves no text empty', () => {
    expect([...zh, ...en].filter(([, text]) => !text.trim()).map(([key]) => key)).toEqual([]);
  });

  it('puts the same values into both languages', () => {
    const different = [...en].filter(([key, text]) => {
      const other = zh.get(key) ?? zh.get(key.replace(/_one$/, '_other')) ?? '';
      return placeholders(text).join() !== placeholders(other).join();
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('has no Chinese in the English texts', () => {
    // Examples of what one may type stay Chinese: the vacancies are.
    const examples =
      /^(board\.emptyHelp|board\.placeholder|need\.titleHint|occupation\.placeholder|industry\.placeholder|language\.(zh|switch))$/;
    expect([...en].filter(([key, text]) => /\p{Script=Han}/u.test(text) && !examples.test(key)).map(([key]) => key)).toEqual([]);
  });
});

it('every feature of the console has its texts in the lists of both languages, and no two the same group', () => {
  const groups = catalogues.filter(({ zh }) => zh.startsWith('console/')).map(({ name, zh }) => ({ name, groups: Object.keys(read(zh)) }));
  for (const language of ['zh', 'en']) {
    const list = readFileSync(join(web, `console/texts.${language}.ts`), 'utf8');
    expect(groups.filter(({ name }) => !list.includes(`./${name}/texts.${language}.json`))).toEqual([]);
  }
  const all = groups.flatMap((one) => one.groups);
  expect(all).toEqual([...new Set(all)]);
});

describe('the pages', () => {
  it('take every Chinese text from a catalogue', () => {
    const literal = /(['"`>])[^'"`<>]*\p{Script=Han}[^'"`<>]*\1?/u;
    const allowed = /中文|Script=Han|join\('、'\)|\/\[,，|\^\[|split\(|join\('，'\)|\/\*|^\s*\*|\/\//u;
    const found = sources(web).flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, at) =>
          literal.test(line) && !allowed.test(line) ? [`${path.slice(web.length + 1)}:${at + 1} ${line.trim()}`] : [],
        ),
    );
    expect(found).toEqual([]);
  });
});

/** What the answer to a roll call may say of a person. */
const verdicts = (read('../../api/openapi.json') as unknown as { components: { schemas: Record<string, { enum: string[] }> } }).components
  .schemas['RollCallVerdict']?.enum;

describe('what a roll call did not take', () => {
  it.each(['zh', 'en'])('has words for every verdict but those that took the answer: %s', (language) => {
    const words = new Map(leaves(read(`console/dispatch/texts.${language}.json`)));
    expect(verdicts).toContain('elsewhere');
    const without = verdicts?.filter((verdict) => verdict !== 'applied' && verdict !== 'same' && !words.has(`roll.verdict.${verdict}`));
    expect(without).toEqual([]);
  });
});
