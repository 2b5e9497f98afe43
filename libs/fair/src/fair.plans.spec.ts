import { UnitOfWork } from '#platform/db';
import { onMariadb, fillTable, numbered as id, rowsRead } from '../../../test/support/rows-read.js';
import { Market } from '../../../test/support/fair-market.js';
import { BoothDays } from './booth/booth-days.js';
import { BoothRepository } from './booth/booth.repository.js';
import { WaitingRepository } from './booth/waiting.repository.js';
import { FairClaims } from './fair-claims.js';
import { FairRepository } from './fair.repository.js';

const FAIRS = 1_000;
const BOOTHS = 200;
const TAKEN = 60;
const FIRMS = 10_000;
const WAITING = 20_000;
const PAGE = 50;
const CREATED = '2026-11-01 00:00:00.000';
const dayOf = (n: number): string => new Date(Date.UTC(2027, 0, 1 + Math.floor((n * 365) / FAIRS))).toISOString().slice(0, 10);
const county = (n: number): string => `3707${String(2 + (n % 12)).padStart(2, '0')}`;
const number = (n: number): string => `${String.fromCharCode(65 + Math.floor(n / 20))}${String((n % 20) + 1).padStart(2, '0')}`;

onMariadb((database) => {
  let market: Market;
  let uow: UnitOfWork;

  beforeAll(async () => {
    market = await Market.open(database);
    uow = market.app.get(UnitOfWork);
    await fillTable(uow, 'fair', FAIRS, (n) => ({
      ...{ id: id('fair', n), nodeId: county(n), nodePath: `/37/3707/${county(n)}/`, name: `招聘会${n}`, theme: '', campaign: 'none' },
      ...{ day: dayOf(n), opensAt: '09:00', closesAt: '12:00', place: '市场', boothCount: BOOTHS, createdAt: CREATED, version: 1 },
      ...{ state: n % 10 ? 'published' : 'draft', stage: n % 10 ? 'open' : 'planned', themeOccupation: n % 3 ? '6-18' : null },
    }));
    await fillTable(uow, 'booth', FAIRS * BOOTHS, (n) => {
      const [fair, booth] = [Math.floor(n / BOOTHS), n % BOOTHS];
      const taken = booth < TAKEN;
      return {
        ...{ id: id('booth', n), fairId: id('fair', fair), number: number(booth), ordinal: 1 },
        enterpriseId: taken ? id('firm', (fair * TAKEN + booth) % FIRMS) : null,
        heldUntil: taken && booth === 0 && fair < 30 ? '2026-11-20 00:00:00.000' : null,
      };
    });
    await fillTable(uow, 'booth_wait', WAITING, (n) => ({
      ...{ id: id('wait', n), fairId: id('fair', n % 100), enterpriseId: id('guest', n), quantity: 1, given: 0, state: 'waiting' },
      ...{ askedAt: CREATED, orderAt: CREATED, orderNo: n },
    }));
    await fillTable(uow, 'fair_claim', FAIRS * TAKEN, (n) => ({
      ...{ id: id('claim', n), kind: 'booth_day', subjectId: id('firm', n % FIRMS), day: dayOf(Math.floor(n / TAKEN)) },
      ...{ quarter: Math.floor(n / FIRMS), fairId: id('fair', Math.floor(n / TAKEN)) },
    }));
    await fillTable(uow, 'booth_post', FAIRS * TAKEN, (n) => ({
      ...{ id: id('post', n), fairId: id('fair', Math.floor(n / TAKEN)), enterpriseId: id('firm', n % FIRMS), needId: id('need', n) },
    }));
    await uow.run(() => uow.manager.query('ANALYZE TABLE fair, booth, booth_wait, fair_claim, booth_post'));
  }, 240_000);

  const booths = () => market.app.get(BoothRepository);
  const fairs = () => market.app.get(FairRepository);
  const waits = () => market.app.get(WaitingRepository);
  const meeting = { day: dayOf(500), opensAt: '09:00', closesAt: '12:00' };
  const month = { from: '2027-03-01', to: '2027-03-31' };
  const city = { all: true, paths: [] };

  it.each<[string, number, () => Promise<unknown>]>([
    ['a free booth', 2 * BOOTHS, () => booths().free(id('fair', 500), 1)],
    ['a booth by its number', 4, () => booths().byNumber(id('fair', 500), 'C05')],
    ['an enterprise’s booths at a fair', 6, () => booths().shares(id('fair', 500), id('firm', 30_007 % FIRMS))],
    ['the booths that are taken', 2 * BOOTHS, () => booths().taken(id('fair', 500))],
    ['holds that are over', 130, () => booths().overdue(new Date('2026-11-24T00:00:00Z'), 100)],
    ['an enterprise’s booths, newest first', 4 * PAGE, () => booths().ofEnterprises([id('firm', 77)], PAGE)],
    ['what an enterprise shows at a fair', 8, () => booths().posts(id('fair', 3), id('firm', 190))],
    ['the first who wait', 3 * PAGE, () => waits().page(id('fair', 7), undefined, PAGE)],
    ['where an enterprise waits', 6, () => waits().ofEnterprises([id('guest', 77)])],
    ['where an enterprise has booths on a day', 6, () => market.app.get(BoothDays).on(id('firm', 77), meeting.day)],
    ['whether an enterprise is elsewhere', 6, () => market.app.get(FairClaims).clashes('enterprise', [id('firm', 77)], meeting)],
    ['a month of the calendar', 400, () => fairs().between({ ...month, draftsOf: city, only: city }, 500)],
    ['a month that everybody sees', 400, () => fairs().between({ ...month, draftsOf: null, only: null }, 500)],
    [
      'a month of one county',
      400,
      () => fairs().between({ ...month, draftsOf: city, only: { all: false, paths: ['/37/3707/370702/'] } }, 500),
    ],
  ])('%s is found without reading the others', async (_, enough, ask) => {
    await ask();
    expect(await rowsRead(uow, ask)).toBeLessThanOrEqual(enough);
  });

  it('the year of 1,000 fairs with 200 booths each is read through the fairs alone', async () => {
    const ask = () => market.city.get('/api/fair-year?year=2027');
    expect((await ask()).body).toMatchObject({ fairs: 1_000, announced: 900, planned: 100 });
    const took: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      const from = performance.now();
      await ask();
      took.push(performance.now() - from);
    }
    // As long as the machine is busy with other things, this says only that nothing grows with the booths.
    expect(took.sort((a, b) => a - b)[10]).toBeLessThan(1_000);
    if (process.env['TEST_LOG']) console.log(`the year: median ${took[10]?.toFixed(1)} ms, slowest ${took[19]?.toFixed(1)} ms`);
  });
});
