import { setTimeout as sleep } from 'node:timers/promises';
import { madeUpCreditCodes } from '#enterprise';
import { Client, signedIn } from '../../../test/support/client.js';
import { TestClock } from '../../../test/support/clock.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { startMarket, type Market } from '../../../test/support/market.js';
import {
  CELL_FIELDS,
  cellOf,
  POSTING_FIELDS,
  postingField,
  PUBLIC_FIELDS,
  type CellField,
  type PostingFieldName,
} from './domain/posting-fields.js';
import { fieldFit } from './domain/import/headings.js';
import { reasonText } from './import/reasons.js';
import type { NeedDto } from './need.dto.js';
import { needsExport } from './need.export.js';

type Body = Record<string, unknown> & { id: string; version: number };

const saidAs = (name: PostingFieldName): string => name.replace(/Fen$/, 'Yuan');
const codes = madeUpCreditCodes(20261124, '370702');
const [clientOne, clientTwo] = [codes.next().value, codes.next().value];

/** Two things that may be said, for fields that not everything may be said of. */
const OWN: Partial<Record<PostingFieldName, readonly [unknown, unknown]>> = {
  occupationCode: ['6-18-02-04', '6-18-01-01'],
  skillLevel: [4, 6],
  short: [10, 12],
  neededInAll: [40, 50],
  asOf: ['2026-11-20', '2026-11-22'],
  startFrom: ['2026-12-01', '2026-12-05'],
  startBy: ['2026-12-20', '2026-12-28'],
  wageFromFen: [5000, 5500],
  wageToFen: [8000, 9000],
  baseWageFen: [2500, 2800],
  clientCreditCode: [clientOne, clientTwo],
  contactPhone: ['0536-8880000', '13800001111'],
};
/** And how a list says the two. */
const CELLS: Partial<Record<CellField, readonly [string, string]>> = {
  skillLevel: ['高级工', '高级技师'],
  form: ['直签', '劳务派遣'],
  shift: ['白班', '两班倒'],
  startBy: ['2026-12-20', '2026-12-28'],
  contactPhone: ['0536-8880000', '13800001111'],
};

const example = (name: PostingFieldName, which: 0 | 1): unknown => {
  const own = OWN[name];
  if (own) return own[which];
  const field = postingField(name);
  if (field.kind === 'choice') return field.of[which];
  if (field.kind === 'flag') return which === 0;
  if (field.kind === 'words') return [['焊工证'], ['叉车证', '健康证']][which];
  if (field.kind === 'number' || field.kind === 'money') return which + 3;
  if (field.kind === 'day') return ['2026-12-10', '2026-12-11'][which];
  return `${field.words[0]}${'甲乙'.charAt(which)}`;
};
const all = (which: 0 | 1): Record<string, unknown> =>
  Object.fromEntries(POSTING_FIELDS.map((name) => [saidAs(name), example(name, which)]));
const only = (body: Body, names: readonly PostingFieldName[] = POSTING_FIELDS): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [saidAs(name), body[saidAs(name)]]));

eachDatabase((database) => {
  let market: Market;
  let hr: Client;
  let county: Client;

  beforeAll(async () => {
    market = await startMarket(database, new TestClock('2026-11-24T02:00:00Z'), { jobs: true });
    const agency = await market.enterprise('潍城人力资源有限公司', '370702', { industryCode: '7264' });
    hr = await signedIn(market, [{ role: 'enterprise', enterpriseId: agency }]);
    county = await signedIn(market, [{ role: 'county-staff', nodeId: '370702' }]);
  }, 60_000);
  afterAll(() => market.close());

  const change = (need: Body, patch: object) =>
    hr.patch<Body>(`/api/needs/${need.id}`, patch, { headers: { 'if-match': `"${need.version}"` } });

  it('keeps every field that is posted, changed, cleared and copied, and shows the public ones to everybody', async () => {
    const posted = await hr.post<Body>('/api/needs', all(0));
    expect(posted.status).toBe(201);
    expect(only(posted.body)).toEqual(all(0));
    expect(posted.body['inFigures']).toBe(true);

    const page = (await new Client(market.url).get<Body>(`/api/board/posts/${posted.body.id}`)).body;
    expect(only(page, PUBLIC_FIELDS)).toEqual(only(posted.body, PUBLIC_FIELDS));
    const hidden = POSTING_FIELDS.filter((name) => !(PUBLIC_FIELDS as readonly string[]).includes(name));
    expect(hidden.filter((name) => saidAs(name) in page)).toEqual([]);

    const changed = await change(posted.body, all(1));
    expect(changed.status).toBe(200);
    expect(only(changed.body)).toEqual(all(1));
    expect(only((await hr.get<Body>(`/api/needs/${posted.body.id}`)).body)).toEqual(all(1));

    const copy = await hr.post<Body>(`/api/needs/${posted.body.id}/copy`);
    const anew = POSTING_FIELDS.filter((name) => postingField(name).notCopied);
    const copied = POSTING_FIELDS.filter((name) => !anew.includes(name));
    expect(only(copy.body, copied)).toEqual(only(changed.body, copied));
    expect(only(copy.body, anew)).toEqual({ asOf: '2026-11-24', startFrom: null, startBy: null });

    // A draft may be cleared of everything that may be empty.
    const optional = POSTING_FIELDS.filter((name) => postingField(name).nullable);
    const nothing = Object.fromEntries(optional.map((name) => [saidAs(name), null]));
    const cleared = await change(copy.body, nothing);
    expect(cleared.status).toBe(200);
    expect(only(cleared.body, optional)).toEqual(nothing);
  });

  it('takes every field that a column of a list says by itself, and what the list says the next time', async () => {
    const works = '潍坊鸢都机械有限公司';
    await market.enterprise(works);
    const cell = (name: CellField, which: 0 | 1): string => CELLS[name]?.[which] ?? String(example(name, which));
    // The trail's word for a field is one that lists know it by.
    const headers = CELL_FIELDS.map((name) => postingField(name).words[0]);
    expect(CELL_FIELDS.filter((name, at) => fieldFit(name, { name: headers[at] ?? '', group: null }) < 0.5)).toEqual([]);
    const list = (which: 0 | 1): string =>
      `岗位名称,企业名称,人数,工作地点,职业,${headers.join(',')}\n` +
      `电焊工,${works},5,潍坊市潍城区,焊工,${CELL_FIELDS.map((name) => cell(name, which)).join(',')}\n`;
    for (const which of [0, 1] as const) {
      const { id } = (await county.upload<{ id: string }>('/api/imports', 'list.csv', list(which))).body;
      await ready(id);
      expect((await county.post<Body>(`/api/imports/${id}/confirm`)).status).toBe(200);
      const [need] = (await county.get<{ items: Body[] }>(`/api/needs?q=${encodeURIComponent('电焊工')}&limit=50`)).body.items.filter(
        (one) => one['enterpriseName'] === works,
      );
      expect(need && only(need, CELL_FIELDS)).toEqual(Object.fromEntries(CELL_FIELDS.map((name) => [name, example(name, which)])));
    }
  });

  const ready = async (id: string): Promise<void> => {
    while ((await county.get<{ state: string }>(`/api/imports/${id}`)).body.state === 'reading') await sleep(20);
  };
});

describe('the words of the fields', () => {
  it('are there in both languages, for the trail and for cells that nobody understands', () => {
    for (const name of POSTING_FIELDS) expect(postingField(name).words.every((text) => text.length > 0)).toBe(true);
    for (const name of CELL_FIELDS)
      for (const locale of ['zh', 'en'] as const) {
        const { unclear: code } = cellOf(name);
        expect(reasonText({ code, params: { text: 'x' } }, locale)).not.toBe(code);
      }
  });
});

describe('the list of needs to take along', () => {
  it('says every field: a new one has its column there', () => {
    const read = new Set<string>();
    const some: Partial<NeedDto> = { licences: [], state: 'draft', skillLevel: 0 };
    const watched = new Proxy(some, { get: (need, name: keyof NeedDto) => (read.add(name), need[name] ?? null) });
    for (const { cell } of needsExport.columns) cell(watched as NeedDto, { locale: 'zh', place: () => null });
    expect(POSTING_FIELDS.map(saidAs).filter((name) => !read.has(name))).toEqual([]);
  });
});
