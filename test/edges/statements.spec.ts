import type { DataSource } from 'typeorm';
import { UnstorableError } from '#platform/db';
import { jobsSchema } from '#platform/jobs';
import { eachDatabase } from '../support/index.js';

const refused: [what: string, value: unknown][] = [
  ['an object', { a: 1 }],
  ['an object with a quote in its key', { 'a`=1 OR 1=1 -- ': 1 }],
  ['an object without a prototype', Object.create(null)],
  ['a list', ['a', 'b']],
  ['an empty list', []],
  ['a text object', Object('a')],
  ['a function', () => 1],
  ['a symbol', Symbol('a')],
  ['an invalid date', new Date(NaN)],
  ['a date after the year 9999', new Date(8.64e15)],
  ['a date before the year 1000', new Date('0001-01-01T00:00:00Z')],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['a number that is rounded', 2 ** 60],
  ['an integer of more than 64 bits', 2n ** 70n],
];

const taken: [what: string, value: unknown, back: unknown][] = [
  ['a text', "O'Neil 😀 缺工", "O'Neil 😀 缺工"],
  ['a text that no database keeps, but for what it cannot keep,', 'a\0b\ud800c', 'a\ufffdb\ufffdc'],
  ['an integer', 42, 42],
  ['minus zero', -0, 0],
  ['nothing', null, null],
  ['a bigint', 7n, 7],
];

eachDatabase((database) => {
  let source: DataSource;

  beforeAll(async () => {
    source = await database.open([jobsSchema]);
  });

  const statement = (value: unknown): Promise<unknown> => source.query('SELECT ? AS back', [value]);
  const built = (value: unknown): Promise<unknown> =>
    source.createQueryBuilder().select('COUNT(*)', 'n').from('job', 'job').where('job.name = :value', { value }).getRawOne();

  it.each(refused)('a statement with %s is refused before the driver sees it', async (_what, value) => {
    await expect(statement(value)).rejects.toThrow(UnstorableError);
  });

  it.each(refused.filter(([, value]) => typeof value !== 'function'))('so is a built query with %s', async (_what, value) => {
    await expect(built(value)).rejects.toThrow(UnstorableError);
  });

  it.each(taken)('%s comes back as it was', async (_what, value, back) => {
    const [row] = (await statement(value)) as { back: unknown }[];
    expect(row?.back === null ? null : typeof back === 'number' ? Number(row?.back) + 0 : row?.back).toEqual(back);
  });

  it('bytes come back as they were, also as the only parameter', async () => {
    const [row] = (await statement(Buffer.from([1, 0, 255]))) as { back: ArrayBuffer }[];
    expect([...new Uint8Array(row?.back ?? new ArrayBuffer(0))]).toEqual([1, 0, 255]);
  });

  it('an instant and a yes are bound as the dialect writes them', async () => {
    const [row] = await source.query<{ at: unknown; yes: unknown }[]>('SELECT ? AS at, ? AS yes', [
      new Date('2026-11-27T08:30:00.125Z'),
      true,
    ]);
    expect(String(row?.at)).toContain('2026-11-27 08:30:00.125');
    expect(Number(row?.yes)).toBe(1);
  });
});
