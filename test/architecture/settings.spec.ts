import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataStorage } from 'class-validator';
import { projectRoot, Settings } from '#platform/config';

const metadata = getMetadataStorage().getTargetValidationMetadatas(Settings, '', false, false);
const names = [...new Set(metadata.map(({ propertyName }) => propertyName))];
const defaults = new Map(Object.entries(new Settings()));

/** The first two cells of each row of the settings table, by name. */
const rowsOf = (file: string): Map<string, string> =>
  new Map(
    [...readFileSync(join(projectRoot, file), 'utf8').matchAll(/^\| `([A-Z][A-Z_]+)` \| (?:`([^`]*)`)? ?\| .+ \|$/gm)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );

describe.each(['README.md', 'README.zh-CN.md'])('the table of settings in %s', (file) => {
  it('has every setting that the program reads, and no other', () => {
    expect(names.length).toBeGreaterThan(20);
    expect([...rowsOf(file).keys()].sort()).toEqual([...names].sort());
  });

  it('names the defaults that the program has', () => {
    expect(Object.fromEntries(rowsOf(file))).toEqual(Object.fromEntries(names.map((name) => [name, String(defaults.get(name) ?? '')])));
  });
});
