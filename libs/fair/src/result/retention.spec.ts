import { setTimeout as sleep } from 'node:timers/promises';
import { OrgTree } from '#access';
import { addDays } from '#platform/dates';
import { insertRows, newId, UnitOfWork } from '#platform/db';
import { startApp } from '../../../../test/support/app.js';
import { signedIn } from '../../../../test/support/client.js';
import { TestClock } from '../../../../test/support/clock.js';
import { eachDatabase } from '../../../../test/support/databases.js';
import { ticketNumber } from '../domain/ticket.js';
import { Fair } from '../fair.entity.js';
import { FairPass, Gate } from '../gate/gate.entity.js';
import { FairOutcome, FairTalk } from '../outcome/outcome.entity.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { FairHire, FrozenFigures, HireCheck } from './result.entity.js';

const FAIRS = 1_000;
const PEOPLE = 8;
const PERSONAL = [Ticket, FairPass, FairOutcome, FairTalk, FairHire, HireCheck];

jest.setTimeout(240_000);

eachDatabase((database) => {
  it('of a thousand fairs nothing of anybody is left a year later, by the daily jobs alone; their figures are what they were', async () => {
    const clock = new TestClock('2027-03-01T04:00:00Z');
    const app = await startApp({ database, clock });
    const uow = app.get(UnitOfWork);
    await uow.run(() => app.get(OrgTree).ensureCity());
    const node = await app.get(OrgTree).byId('370702');
    const at = clock.now();
    const rows = new Map<new () => object, object[]>();
    for (const entity of [Fair, Gate, ...PERSONAL]) rows.set(entity, []);
    const add = (entity: new () => object, row: object): void => void rows.get(entity)?.push(row);
    for (let i = 0; i < FAIRS; i += 1) {
      const [fairId, gateId, enterpriseId, day] = [newId(), newId(), newId(), addDays('2027-02-01', i % 28)];
      add(Fair, {
        ...{ id: fairId, nodeId: '370702', nodePath: node?.path, name: `招聘会${i}`, theme: '', campaign: 'spring-breeze', day },
        ...{
          opensAt: '09:00',
          closesAt: '12:00',
          place: '市场',
          boothCount: 1,
          state: 'held',
          stage: 'results_in',
          createdAt: at,
          version: 1,
        },
      });
      add(Gate, { id: gateId, fairId, name: '1 号门', roomId: null, inside: 0, entered: PEOPLE, createdAt: at, version: 1 });
      for (let k = 0; k < PEOPLE; k += 1) {
        const ticketId = newId();
        const who = {
          id: ticketId,
          fairId,
          number: ticketNumber(k),
          kind: 'phone',
          state: 'valid',
          holder: 'sealed',
          holderIndex: `${i}-${k}`,
        };
        add(Ticket, { ...who, consents: [], groupName: null, linkHash: null, issuedAt: at, changedAt: at, version: 1 });
        add(FairPass, { id: newId(), fairId, ticketId, gateId, way: 'in', at, standing: 'counts' });
        const said = {
          fairId,
          enterpriseId,
          boothId: null,
          ticketId,
          needId: null,
          kind: k === 0 ? 'hired' : 'interested',
          reason: null,
          at,
        };
        add(FairOutcome, { id: newId(), ...said, deviceId: null, byId: null, receivedAt: at });
        add(FairTalk, { id: newId(), ...said, needKey: '', outcomeId: newId(), firstAt: at, changedAt: at });
        if (k > 0) continue;
        const hireId = newId();
        const hire = { id: hireId, fairId, enterpriseId, ticketId, needId: null, phone: 'sealed', hiredOn: day, state: 'standing' };
        add(FairHire, { ...hire, filled: false, saidById: null, saidAt: at, ownerId: null, version: 1 });
        for (const days of [0, 30, 90])
          add(HireCheck, {
            ...{
              id: newId(),
              hireId,
              fairId,
              enterpriseId,
              nodePath: node?.path,
              days,
              dueOn: addDays(day, days),
              lateOn: addDays(day, days),
            },
            ...{ says: days < 90 ? 'yes' : 'no', saidBy: 'seeker', saidAt: at, linkHash: null, linkUntil: null, linkTries: 0, askedAt: at },
          });
      }
    }
    for (const [entity, some] of rows) await uow.run(() => insertRows(uow.manager, entity, some));

    // A year later everybody signs in anew.
    const report = async (): Promise<Record<string, number>> => {
      const county = await signedIn(app, [{ role: 'county-staff', nodeId: '370702' }]);
      return (await county.get<{ counts: Record<string, number> }>('/api/fair-reports?year=2027')).body.counts;
    };
    const before = await report();
    expect(before).toMatchObject({
      ...{ fairs: FAIRS, tickets: FAIRS * PEOPLE, entered: FAIRS * PEOPLE, talks: FAIRS * PEOPLE, intents: FAIRS * PEOPLE },
      ...{ offers: FAIRS, hires: FAIRS, confirmed: FAIRS, hires30: FAIRS, hires90: 0 },
    });
    const until = async (day: string, wanted: () => Promise<boolean>): Promise<void> => {
      clock.set(new Date(`${day}T04:00:00Z`));
      for (let tries = 0; tries < 400; tries += 1) {
        if (await wanted()) return;
        await sleep(250);
      }
      throw new Error(`not by ${day}`);
    };
    const left = async (): Promise<number[]> => Promise.all(PERSONAL.map((entity) => uow.manager.count(entity)));
    await until('2027-09-01', async () => (await uow.manager.count(FrozenFigures)) === FAIRS);
    expect((await left())[0]).toBe(FAIRS * PEOPLE);
    await until('2028-03-15', async () => (await left()).every((n) => n === 0));
    expect(await report()).toEqual(before);
  });
});
