import fc from 'fast-check';
import { matching } from './board-narrowing.js';
import { byLevel, byOccupation, byRegion, inOrder, postsInOrder, totalsOf } from './board-query.js';
import { BoardSearch } from './board-search.js';
import { BoardTable, type BoardNeed } from './board-table.js';
import { searchable } from './searchable.js';

const need = (given: Partial<BoardNeed> = {}): BoardNeed => ({
  id: 'n1',
  title: '电焊工',
  enterpriseId: 'e1',
  countedFor: 'e1',
  nodeId: '370702',
  nodePath: '/37/3707/370702/',
  occupationCode: '6-18-02-04',
  skillLevel: 0,
  shortage: 5,
  wageFromFen: 500_000,
  wageToFen: 700_000,
  startFrom: null,
  lodging: false,
  confirmedAt: new Date('2026-11-20T00:00:00Z'),
  stale: false,
  ...given,
});
const tableOf = (...needs: BoardNeed[]): BoardTable => {
  const table = new BoardTable();
  for (const one of needs) table.put(one);
  return table;
};

const foundBy =
  (table: BoardTable, search: BoardSearch, names: Record<string, string> = {}) =>
  (query: string): string[] => {
    const shown = {
      enterprises: table.enterprises.texts.map((id) => searchable(names[id] ?? '')),
      nodes: table.nodes.texts.map((id) => names[id] ?? ''),
    };
    return [...matching(table, { words: search.words(query, shown) })].map((place) => table.ids[place] ?? '').sort();
  };

const someNeed = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((n) => `n${n}`),
  title: fc.constantFrom('电焊工', '缝纫工', 'CNC操作工', '叉车司机'),
  enterpriseId: fc.integer({ min: 0, max: 6 }).map((n) => `e${n}`),
  countedFor: fc.option(
    fc.integer({ min: 0, max: 6 }).map((n) => `e${n}`),
    { freq: 6 },
  ),
  occupationCode: fc.constantFrom('6-18-02-04', '6-05-01-01', '6-18-01-01', '4-02-06-01'),
  node: fc.constantFrom(
    ['370702', '/37/3707/370702/'],
    ['370703', '/37/3707/370703/'],
    ['3707-gx', '/37/3707/3707-gx/'],
    ['t1', '/37/3707/370702/t1/'],
  ),
  skillLevel: fc.integer({ min: 0, max: 8 }),
  shortage: fc.integer({ min: 0, max: 30 }),
  stale: fc.boolean(),
});

describe('the board', () => {
  it('shows exactly the sum of the needs that stand on it, after any history of changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: someNeed }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) }), {
          maxLength: 120,
        }),
        (history) => {
          const table = new BoardTable();
          const truth = new Map<string, BoardNeed>();
          for (const step of history) {
            if (typeof step === 'number') {
              table.remove(`n${step}`);
              truth.delete(`n${step}`);
            } else {
              const { node, ...rest } = step;
              const row = need({ ...rest, nodeId: node[0] ?? '', nodePath: node[1] ?? '' });
              table.put(row);
              truth.set(row.id, row);
            }
          }
          const counted = [...truth.values()].filter((row) => !row.stale && row.countedFor !== null && row.shortage > 0);
          const all = matching(table, {});
          const sum = (rows: BoardNeed[]): number => rows.reduce((total, row) => total + row.shortage, 0);
          expect(totalsOf(table, all)).toEqual({
            shortage: sum(counted),
            posts: counted.length,
            enterprises: new Set(counted.map((row) => row.countedFor)).size,
          });
          for (const line of byOccupation(table, all)) {
            const of = counted.filter((row) => row.occupationCode === line.code);
            expect(line).toMatchObject({ shortage: sum(of), posts: of.length, enterprises: new Set(of.map((row) => row.countedFor)).size });
          }
          for (const { level, shortage } of byLevel(table, all))
            expect(shortage).toBe(sum(counted.filter((row) => row.skillLevel === level)));
          const regionOf = (path: string): string => path.split('/')[3] ?? '';
          for (const [region, found] of byRegion(table, all, (node) => regionOf(table.paths[node] ?? ''))) {
            const of = counted.filter((row) => regionOf(row.nodePath) === region);
            expect(found).toEqual({ shortage: sum(of), enterprises: new Set(of.map((row) => row.countedFor)).size });
          }
        },
      ),
    );
  });

  it('filters by occupation of any level, skill level, place with all below it, wage and start', () => {
    const table = tableOf(
      need({ id: 'a' }),
      need({ id: 'b', occupationCode: '6-18-01-01', skillLevel: 3, nodeId: 't', nodePath: '/37/3707/370702/t/' }),
      need({
        id: 'c',
        occupationCode: '4-02-06-01',
        wageFromFen: 900_000,
        wageToFen: null,
        nodeId: '370703',
        nodePath: '/37/3707/370703/',
      }),
      need({ id: 'd', wageFromFen: null, wageToFen: null, startFrom: '2027-03-01' }),
    );
    const found = (filter: Parameters<typeof matching>[1]): string[] =>
      [...matching(table, filter)].map((place) => table.ids[place] ?? '').sort();
    expect(found({ occupation: '6-18' })).toEqual(['a', 'b', 'd']);
    expect(found({ occupation: '6-1' })).toEqual([]);
    expect(found({ level: 3 })).toEqual(['b']);
    expect(found({ nodePath: '/37/3707/370702/' })).toEqual(['a', 'b', 'd']);
    expect(found({ wageFromFen: 600_000 })).toEqual(['c']);
    expect(found({ startBy: '2026-12-31' })).toEqual(['a', 'b', 'c']);
    expect(found({ lodging: true })).toEqual([]);
    table.put(need({ id: 'a', lodging: true }));
    expect(found({ lodging: true })).toEqual(['a']);
  });

  it('finds by Chinese, pinyin and initials, and by words of the title, also of titles that came later', () => {
    const table = tableOf(need({ id: 'a' }), need({ id: 'b', title: '数控CNC操作', occupationCode: '4-02-06-01' }));
    const search = new BoardSearch(table);
    const found = foundBy(table, search);
    for (const query of ['电焊', 'dh', 'hangong', '焊工', 'welder']) expect(found(query)).toEqual(['a']);
    expect(found('cnc')).toEqual(['b']);
    table.put(need({ id: 'c', title: 'cnc学徒', occupationCode: '4-02-06-01' }));
    expect(found('cnc')).toEqual(['b', 'c']);
    expect(found('zzzz')).toEqual([]);
  });

  it('asks for each word of a query: an occupation, a place, an employer', () => {
    const weifang = { enterpriseId: 'e1', nodeId: '370702' };
    const shouguang = { enterpriseId: 'e2', nodeId: '370783', nodePath: '/37/3707/370783/' };
    const sewing = { title: '缝纫工', occupationCode: '6-05-01-03' };
    const table = tableOf(
      need({ id: 'a', ...weifang }),
      need({ id: 'b', ...shouguang }),
      need({ id: 'c', ...shouguang, ...sewing }),
      need({ id: 'd', ...weifang, ...sewing }),
    );
    const names = { e1: '潍坊恒锻机械有限公司', e2: '蓝天（寿光）纺织有限公司', '370702': '潍城区', '370783': '寿光市' };
    const found = foundBy(table, new BoardSearch(table), names);
    expect(found('寿光 焊工')).toEqual(['b']);
    expect(found('焊工，寿光')).toEqual(['b']);
    expect(found('恒锻')).toEqual(['a', 'd']);
    expect(found('恒锻 缝纫')).toEqual(['d']);
    expect(found('寿光')).toEqual(['b', 'c']);
    for (const written of ['蓝天（寿光）纺织', '蓝天(寿光)']) expect(found(written)).toEqual(['b', 'c']);
    expect(found('昌乐 焊工')).toEqual([]);
  });

  it('pages through every post once, the short ones first and stale ones last', () => {
    fc.assert(
      fc.property(fc.uniqueArray(someNeed, { selector: (one) => one.id, maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (rows, limit) => {
        const table = tableOf(...rows.map(({ node, ...rest }) => need({ ...rest, nodeId: node[0] ?? '', nodePath: node[1] ?? '' })));
        const places = matching(table, {});
        const seen: { value: number; key: string }[] = [];
        for (let more = true; more;) {
          const page = postsInOrder(table, places, 'shortage', seen.at(-1), limit);
          seen.push(...page.items);
          more = page.more;
        }
        const expected = rows
          .filter((row) => row.shortage > 0)
          .map((row) => ({ key: row.id, value: row.shortage - (row.stale || row.countedFor === null ? 1e12 : 0) }));
        expect(seen.map((one) => one.key)).toEqual(expected.sort(inOrder).map((one) => one.key));
      }),
    );
  });
});
