import { int, listOf, text } from './fields.js';
import type { Problem } from './problem.js';
import { validationPipe } from './validation.js';

class Line {
  @text({ max: 20 }) name!: string;
  @int({ min: 1, max: 9 }) count!: number;
}

class Lines {
  @text({ max: 20 }) title!: string;
  @listOf(() => Line, { min: 1, max: 1200 }) lines!: Line[];
}

const pipe = validationPipe();
const given = (body: object): Promise<unknown> => pipe.transform(body, { type: 'body', metatype: Lines });
const lines = (count: number): object[] => Array.from({ length: count }, (_, i) => ({ name: `line ${i}`, count: 1 + (i % 9) }));

describe('a long list of objects', () => {
  it('is read whole and in its order', async () => {
    const read = (await given({ title: 'all', lines: lines(1200) })) as Lines;
    expect(read).toBeInstanceOf(Lines);
    expect(read.lines.every((line) => line instanceof Line)).toBe(true);
    expect(read.lines.map(({ name }) => name)).toEqual(lines(1200).map((_, i) => `line ${i}`));
  });

  it('is refused with the place of each fault, and what is wrong beside it once', async () => {
    const wrong = lines(1200);
    wrong[3] = { name: 'no count' };
    wrong[1107] = { name: 'too many', count: 10, more: true };
    const refusal = given({ title: 7, lines: wrong });
    await expect(refusal).rejects.toMatchObject({ code: 'request.invalid', status: 422 });
    const { errors } = (await refusal.catch((error: unknown) => error)) as Problem;
    expect(errors.map(({ path }) => path).sort()).toEqual(['lines.1107.count', 'lines.1107.more', 'lines.3.count', 'title']);
  });

  it('lets others have their turn while it is looked at', async () => {
    let turns = 0;
    const others = setInterval(() => (turns += 1), 0);
    await given({ title: 'all', lines: lines(1200) });
    clearInterval(others);
    expect(turns).toBeGreaterThan(10);
  });
});
