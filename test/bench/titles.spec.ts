import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';
import { occupations } from '#reference';
import { measureTitles, readLabelled } from './titles.bench.js';

const labelled = (half: string) => readLabelled(readFileSync(join(projectRoot, 'test/bench/titles', `${half}.csv`), 'utf8'));

describe.each(['building', 'measuring'])('titles labelled by hand, %s half', (half) => {
  it('names occupations that may be posted', () => {
    expect(
      labelled(half)
        .flatMap(({ codes }) => codes)
        .filter((code) => !occupations.isPostable(code)),
    ).toEqual([]);
  });

  it('is understood well enough', () => {
    const { top1, top3 } = measureTitles(labelled(half));
    expect(top1).toBeGreaterThan(0.9);
    expect(top3).toBeGreaterThan(0.95);
  });
});

it('reads quoted titles, several codes and other columns', () => {
  expect(readLabelled('\uFEFFcode,title,note\n6-18-02-04|6-18-01-11,"焊工, ""急""",x\n')).toEqual([
    { title: '焊工, "急"', codes: ['6-18-02-04', '6-18-01-11'] },
  ]);
});
