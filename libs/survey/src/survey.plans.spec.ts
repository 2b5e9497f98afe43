import { everything, type Scope } from '#access';
import { cursorAt, UnitOfWork } from '#platform/db';
import { startApp } from '../../../test/support/app.js';
import { fillTable, nobody, numbered as id, onMariadb, rowsRead } from '../../../test/support/rows-read.js';
import type { RunningApp } from '../../../test/support/index.js';
import { AnswerRepository } from './answer.repository.js';
import { MemberRepository } from './member.repository.js';

const ROUNDS = 3;
const MEMBERS = 10_000;
const PAGE = 50;
/** What a page may read: its rows, each once more through an index, and the sorting of them. */
const ENOUGH = 6 * PAGE;

onMariadb((database) => {
  let app: RunningApp;
  let uow: UnitOfWork;
  const [round, last] = ['round-2', 'round-1'];
  const county = '/37/3707/370702/';
  const ofCounty: Scope = { ...nobody, paths: [county] };
  const members = () => app.get(MemberRepository);
  const doubts = () => app.get(AnswerRepository);

  beforeAll(async () => {
    app = await startApp({ database });
    uow = app.get(UnitOfWork);
    await fillTable(uow, 'survey_member', ROUNDS * MEMBERS, (n) => ({
      // The last round is hardly answered, those before are.
      id: id('member', n),
      roundId: `round-${Math.floor(n / MEMBERS)}`,
      enterpriseId: id('enterprise', n % MEMBERS),
      enterpriseName: `企业${n % MEMBERS}`,
      nodeId: `3707${10 + (n % 16)}`,
      nodePath: n % 16 ? `/37/3707/3707${10 + (n % 16)}/` : county,
      countyId: `3707${10 + (n % 16)}`,
      stratum: `s${n % 60}`,
      certain: 0,
      stratumSize: 160,
      stratumDrawn: 160,
      state: n < 2 * MEMBERS ? 'submitted' : n % 100 ? 'invited' : 'submitted',
    }));
    await fillTable(uow, 'survey_doubt', 6_000, (n) => ({
      id: id('doubt', n),
      roundId: n % 3 ? last : round,
      memberId: id('member', n),
      nodePath: n % 16 ? `/37/3707/3707${10 + (n % 16)}/` : county,
      kind: n % 40 ? 'short_jump' : 'wage',
      row: 0,
      now: '{}',
      state: n % 50 ? 'accepted' : 'open',
      createdAt: '2026-11-24 02:00:00.000',
    }));
    await uow.manager.query('ANALYZE TABLE survey_member, survey_doubt');
    database.atEnd(() => app.close());
  }, 120_000);

  it.each<[string, () => Promise<unknown>]>([
    ['the sample', () => members().page({ scope: everything, roundId: round }, undefined, PAGE)],
    ['a county’s sample', () => members().page({ scope: ofCounty, roundId: round }, undefined, PAGE)],
    ['a stratum', () => members().page({ scope: everything, roundId: round, stratum: 's7' }, undefined, PAGE)],
    [
      'who has not answered',
      () => members().page({ scope: everything, roundId: round, states: ['invited', 'started', 'asked_back'] }, undefined, PAGE),
    ],
    [
      'who of a county has not answered',
      () => members().page({ scope: ofCounty, roundId: round, states: ['invited', 'started', 'asked_back'] }, undefined, PAGE),
    ],
    [
      'who of a county has answered a hardly answered round',
      () => members().page({ scope: ofCounty, roundId: round, states: ['submitted'] }, undefined, PAGE),
    ],
    [
      'the sample, from its middle on',
      () => members().page({ scope: everything, roundId: round }, cursorAt(['/37/3707/370718/', id('member', 2.5 * MEMBERS)]), PAGE),
    ],
    [
      'an enterprise’s questionnaires',
      () =>
        members().page({ scope: { ...nobody, enterpriseIds: [id('enterprise', 7)] }, enterpriseId: id('enterprise', 7) }, undefined, PAGE),
    ],
    ['open doubts', () => doubts().doubts({ scope: everything, roundId: round, state: 'open' }, undefined, PAGE)],
    ['a county’s doubts', () => doubts().doubts({ scope: ofCounty, roundId: round }, undefined, PAGE)],
    ['a county’s open doubts', () => doubts().doubts({ scope: ofCounty, roundId: round, state: 'open' }, undefined, PAGE)],
    ['doubts of a rare kind', () => doubts().doubts({ scope: everything, roundId: round, kind: 'wage' }, undefined, PAGE)],
    ['all doubts', () => doubts().doubts({ scope: everything, roundId: round }, undefined, PAGE)],
  ])('a page of %s reads little more than the page', async (_, ask) => {
    expect(await rowsRead(uow, ask)).toBeLessThan(ENOUGH);
  });
});
