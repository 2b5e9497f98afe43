import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runCli } from '../support/index.js';

const folder = mkdtempSync(join(tmpdir(), 'gangqiao-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const batch = { id: 'B1', supplier: 'S1', occupation: '6-18-02-04', skillLevel: 3, people: 20, wage: 6000, freeFrom: '2026-12-01' };
const need = {
  id: 'N1',
  enterprise: 'E1',
  division: '370702',
  occupation: '6-18-02-04',
  skillLevel: 3,
  short: 12,
  wageFrom: 5500,
  wageTo: 6500,
  startFrom: '2026-12-01',
  startBy: '2026-12-20',
  priority: 1,
};
const city = {
  asOf: '2026-12-01',
  city: { lng: 119.161748, lat: 36.706962 },
  suppliers: [{ id: 'S1', division: '620000', lng: 103.8, lat: 36.1 }],
  batches: [batch],
  needs: [need],
  committed: [] as object[],
};

describe('gangqiao match', () => {
  const match = (problem: unknown) =>
    runCli(['match', file('problem.json', typeof problem === 'string' ? problem : JSON.stringify(problem))]);

  it('prints the answer as JSON, or in words', async () => {
    const { status, stdout } = await match(city);
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      {
        status: 'optimal',
        placed: 12,
        gap: 0,
        proposals: [{ batch: 'B1', need: 'N1', people: 12 }],
        unfilled: [],
        certificate: { valid: true },
      },
    ]);
    const words = await runCli(['match', '-', '--explain'], { input: JSON.stringify(city) });
    expect([words.status, words.stdout]).toEqual([0, expect.stringContaining('N1')]);
  });

  it.each([
    ['an unknown occupation', { ...city, needs: [{ ...need, occupation: '9-99-99-99' }] }, 'needs[0].occupation'],
    ['negative people', { ...city, batches: [{ ...batch, people: -1 }] }, 'batches[0].people'],
    ['crossed wages', { ...city, needs: [{ ...need, wageFrom: 7000 }] }, 'needs[0].wageTo'],
    ['a commitment above the need', { ...city, committed: [{ batch: 'B1', need: 'N1', people: 13 }] }, 'committed[0].people'],
    ['dates out of order', { ...city, needs: [{ ...need, startBy: '2026-11-30' }] }, 'needs[0].startBy'],
    ['a date that does not exist', { ...city, asOf: '2026-02-30' }, 'asOf'],
    ['a duplicate id of a batch', { ...city, batches: [batch, batch] }, 'batches[1].id'],
    ['a duplicate id of a need', { ...city, needs: [need, need] }, 'needs[1].id'],
    ['a quota that crosses suppliers', { ...city, quotas: [{ kind: 'county', id: '370702', people: 5 }] }, 'quotas[0]'],
    ['a supplier that is not there', { ...city, batches: [{ ...batch, supplier: 'S9' }] }, 'batches[0].supplier'],
    ['an unknown weight', { ...city, weights: { perMoon: 1 } }, 'weights.perMoon'],
    ['a relation of one occupation', { ...city, related: [['6-18-02-04']] }, 'related[0]'],
    ['no list of needs', { ...city, needs: 7 }, 'needs'],
    ['a number instead of an object', 7, 'problem'],
    ['text that is no JSON', '{"asOf": ', 'not JSON'],
    ['an empty file', '', 'not JSON'],
  ])('refuses %s with its place, and solves nothing', async (_what, problem, place) => {
    const { status, stdout, stderr } = await match(problem);
    expect({ status, stdout, place: stderr.split(':')[0] }).toEqual({ status: 2, stdout: '', place });
  });

  it('lists every fault of a file, and not only the first', async () => {
    const { status, stderr } = await match({
      ...city,
      batches: [{ ...batch, people: -1, freeFrom: 'soon' }],
      needs: [{ ...need, wageFrom: 7000, occupation: 'welder' }],
    });
    expect([
      status,
      stderr
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ]).toEqual([2, ['batches[0].people', 'batches[0].freeFrom', 'needs[0].occupation', 'needs[0].wageTo']]);
  });

  it('refuses ten million compatible pairs', async () => {
    const batches = Array.from({ length: 3_200 }, (_, k) => ({ ...batch, id: `B${k}` }));
    const { status, stderr } = await match({
      ...city,
      batches,
      needs: Array.from({ length: 3_200 }, (_, k) => ({ ...need, id: `N${k}` })),
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining('9,000,000 compatible pairs')]);
  });

  it('says which file is missing', async () => {
    expect(await runCli(['match', join(folder, 'nowhere.json')])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('nowhere.json') as string,
    });
  });
});

describe('gangqiao solve', () => {
  const flow =
    'c parallel arcs, a lower bound, a negative cost\np min 3 4\nn 1 4\nn 3 -4\na 1 2 0 3 2\na 1 2 0 3 1\na 2 3 1 9 -1\na 1 3 0 9 5\n';
  const answer = 's 1\nf 1 2 1\nf 1 2 3\nf 2 3 4\n';

  it.each([
    ['a plain file', flow],
    ['a gzip file', gzipSync(flow)],
  ])('prints flow by arc in input order, parallel arcs apart, for %s', async (_what, content) => {
    expect(await runCli(['solve', file('flow.min', content)])).toMatchObject({ status: 0, stdout: answer, stderr: '' });
  });

  it('reads standard input, and prints the optimum alone when told so', async () => {
    expect(await runCli(['solve', '-', '--quiet'], { input: flow })).toMatchObject({ status: 0, stdout: 's 1\n' });
  });

  it.each([
    ['too little capacity', 'p min 2 1\nn 1 5\nn 2 -5\na 1 2 0 4 1\n'],
    ['supply that does not balance', 'p min 2 1\nn 1 5\na 1 2 0 9 1\n'],
    ['a lower bound that nothing can fill', 'p min 3 1\na 1 2 2 4 1\n'],
  ])('says that there is no plan for %s', async (_what, text) => {
    expect(await runCli(['solve', file('flow.min', text)])).toMatchObject({ status: 3, stdout: 's infeasible\n' });
  });

  it.each([
    ['a bad line', 'p min 2 1\nx 1 2\n', 2],
    ['a node that is not there', 'p min 2 1\na 1 3 0 1 1\n', 2],
    ['a second line for a node', 'p min 2 1\nn 1 1\nn 1 2\na 1 2 0 1 1\n', 3],
    ['a lower bound above the capacity', 'p min 2 1\na 1 2 5 4 1\n', 2],
    ['a cost that is no integer', 'p min 2 1\na 1 2 0 4 1.5\n', 2],
    ['too few arcs', 'p min 2 2\na 1 2 0 4 1\n', 3],
    ['too many arcs', 'p min 2 1\na 1 2 0 4 1\na 1 2 0 4 1\n', 3],
    ['another kind of problem', 'p max 2 1\na 1 2 0 4 1\n', 1],
    ['arcs before the problem line', 'a 1 2 0 4 1\n', 1],
    ['an empty file', '', 1],
    ['a gzip file that is cut off', gzipSync(flow).subarray(0, 40), undefined],
  ])('refuses %s with the line and what was expected', async (_what, content, line) => {
    const { status, stdout, stderr } = await runCli(['solve', file('flow.min', content)]);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`^line ${line ?? '\\d+'}: expected `)) as string,
    });
  });

  it('says which file is missing', async () => {
    expect(await runCli(['solve', join(folder, 'nowhere.min')])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('nowhere.min') as string,
    });
  });
});
