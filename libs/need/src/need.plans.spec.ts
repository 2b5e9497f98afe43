import { everything, type Scope } from '#access';
import { cursorAt, UnitOfWork } from '#platform/db';
import { startApp } from '../../../test/support/app.js';
import { fillTable, nobody, numbered as id, onMariadb, rowsRead } from '../../../test/support/rows-read.js';
import type { RunningApp } from '../../../test/support/index.js';
import { NeedsDue } from './need-due.repository.js';
import { NeedRepository } from './need.repository.js';

const NEEDS = 40_000;
const PAGE = 50;
/** What a page may read: newest first, one county's needs are found by passing over those of fifteen others. */
const ENOUGH = 20 * PAGE;

onMariadb((database) => {
  let app: RunningApp;
  let uow: UnitOfWork;
  const county = '/37/3707/370702/';
  const ofCounty: Scope = { ...nobody, paths: [county] };
  const at = (n: number): Date => new Date(Date.UTC(2026, 0, 1) + n * 600_000);
  const needs = () => app.get(NeedRepository);

  beforeAll(async () => {
    app = await startApp({ database });
    uow = app.get(UnitOfWork);
    const text = (date: Date): string => date.toISOString().replace('T', ' ').replace('Z', '');
    await fillTable(uow, 'need', NEEDS, (n) => ({
      id: id('need', n),
      enterpriseId: id('enterprise', n % 6_000),
      countedFor: id('enterprise', n % 6_000),
      nodeId: `3707${10 + (n % 16)}`,
      nodePath: n % 16 ? `/37/3707/3707${10 + (n % 16)}/` : county,
      divisionCode: '370702',
      title: `岗位${n % 900}`,
      occupationCode: `6-18-${10 + (n % 80)}-01`,
      skillLevel: n % 5,
      short: 5,
      form: 'direct',
      shift: 'day',
      lodging: 0,
      meals: 0,
      trainable: 0,
      minorsAllowed: 0,
      startBy: at(n).toISOString().slice(0, 10),
      state: n % 200 ? 'published' : n % 400 ? 'stale' : 'checking',
      createdAt: text(at(n)),
      updatedAt: text(at(n)),
      publishedAt: text(at(n)),
      confirmedAt: text(at(n)),
      asOf: '2026-11-24',
      licences: '[]',
      gaps: '[]',
    }));
    await uow.manager.query('ANALYZE TABLE need');
    database.atEnd(() => app.close());
  }, 120_000);

  it.each<[string, () => Promise<unknown>]>([
    ['all needs', () => needs().page({ scope: everything }, undefined, PAGE)],
    ['all needs, from the middle on', () => needs().page({ scope: everything }, cursorAt([at(NEEDS / 2), id('need', NEEDS / 2)]), PAGE)],
    ['published needs', () => needs().page({ scope: everything, states: ['published'] }, undefined, PAGE)],
    ['needs that wait for their county', () => needs().page({ scope: everything, states: ['checking'] }, undefined, PAGE)],
    ['a county’s needs', () => needs().page({ scope: ofCounty }, undefined, PAGE)],
    ['a county’s stale needs', () => needs().page({ scope: ofCounty, states: ['stale'] }, undefined, PAGE)],
    ['an enterprise’s needs', () => needs().page({ scope: { ...nobody, enterpriseIds: [id('enterprise', 7)] } }, undefined, PAGE)],
    ['needs of an occupation', () => needs().page({ scope: everything, occupation: '6-18-17-01' }, undefined, PAGE)],
    ['needs of a group of occupations', () => needs().page({ scope: everything, occupation: '6-18' }, undefined, PAGE)],
    ['a county’s needs of an occupation', () => needs().page({ scope: ofCounty, occupation: '6-18-17-01' }, undefined, PAGE)],
    ['a county’s needs, chosen by the city', () => needs().page({ scope: everything, nodePath: county }, undefined, PAGE)],
    ['needs that nobody confirmed', () => app.get(NeedsDue).unconfirmedSince(at(NEEDS / 2), PAGE)],
    ['needs past their latest start day', () => app.get(NeedsDue).startPassedBefore('2026-06-01', PAGE)],
  ])('a page of %s reads a few rows for each that it shows', async (_, ask) => {
    expect(await rowsRead(uow, ask)).toBeLessThan(ENOUGH);
  });
});
