import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const web = join(__dirname, '../../apps/web/src');

type Tree = { [key: string]: string | Tree };
const catalogue = (language: string, name: string): Tree => JSON.parse(readFileSync(join(web, 'i18n', language, name), 'utf8')) as Tree;

const leaves = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as [string, string]] : leaves(value, `${before}${key}.`),
  );

const names = readdirSync(join(web, 'i18n/zh'));
const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

/** English tells one from many, Chinese does not: `x_one` exists in English only. */
const withoutSingular = (keys: string[]): string[] => keys.filter((key) => !key.endsWith('_one')).sort();

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'i18n' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });

describe.each(names)('the catalogue %s', (name) => {
  const zh = new Map(leaves(catalogue('zh', name)));
  const en = new Map(leaves(catalogue('en', name)));

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
    const examples = /^(board\.emptyHelp|board\.placeholder|need\.titleHint|occupation\.placeholder|language\.(zh|switch))$/;
    expect([...en].filter(([key, text]) => /\p{Script=Han}/u.test(text) && !examples.test(key)).map(([key]) => key)).toEqual([]);
  });
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
