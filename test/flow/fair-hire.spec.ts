import { UnitOfWork } from '#platform/db';
import { addDays } from '#platform/dates';
import { signedIn, type Client } from '../support/client.js';
import { eachDatabase } from '../support/databases.js';
import { FairDays, type Exhibitor } from '../support/fair-days.js';

interface Need {
  state: string;
  filled: number;
  shortage: number;
}
interface Line {
  id: string;
  state: string;
  returning: boolean;
}

/** What a fair is for, from the gate to the report: two phones without a network, the employer’s word, the ledger, the board. */
eachDatabase((database) => {
  const fairs = new FairDays();
  beforeAll(() => fairs.start(database), 60_000);

  const post = async <T>(by: Client, path: string, body?: object): Promise<T> => {
    const answer = await by.post<T>(path, body);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const needOf = async ({ hr, enterpriseId }: Exhibitor, short: number): Promise<string> => {
    const today = fairs.clock.today();
    const { id } = await post<{ id: string }>(hr, '/api/needs', {
      ...{ title: '电焊工', occupationCode: '6-18-02-04', skillLevel: 3, short, wageFromYuan: 6500, wageToYuan: 8500, form: 'direct' },
      ...{ startFrom: today, startBy: addDays(today, 60), contactName: '张经理', contactPhone: '0536-8123456', enterpriseId },
    });
    return id;
  };

  it('check-in → outcome → hire → ledger → report: the hire waits for the gate’s phone, and the station brings nobody twice', async () => {
    const { fairId, gates, tickets } = await fairs.next(2);
    const firm = await fairs.exhibitor(fairId);
    const needId = await needOf(firm, 2);
    const need = async (): Promise<Need> => (await firm.hr.get<Need>(`/api/needs/${needId}`)).body;
    await post(fairs.county, `/api/fairs/${fairId}/steps`, { step: 'start' });
    const [gate, booth] = [await fairs.phoneAt(gates[0]!.id), await fairs.phoneOf(firm)];
    const { number } = tickets[0]!;
    const phone = '13900001234';
    gate.mark('in', number);
    booth.mark('hired', number, { need: needId });
    expect((await booth.sync()).body.objections).toEqual([]);
    const hire = { number, needId, metFirst: true, phone };
    expect((await firm.hr.post<{ code: string }>(`/api/fairs/${fairId}/hires`, hire)).body.code).toBe('hire.not_entered');
    expect((await gate.sync()).status).toBe(200);
    expect(await post(firm.hr, `/api/fairs/${fairId}/hires`, hire)).toMatchObject({ state: 'standing', filled: true });
    expect(await need()).toMatchObject({ filled: 1, shortage: 1 });

    // The station brings the same person to the same enterprise: they sign, and no second place is filled by them.
    const admin = await signedIn(fairs.app, [{ role: 'city-admin', nodeId: '3707' }]);
    const given = { kind: 'station', level: 'provincial', divisionCode: '530602', lng: 103.71, lat: 27.34, name: '昭通劳务协作站' };
    const { id: supplierId } = await post<{ id: string }>(admin, '/api/suppliers', given);
    const clerk = await signedIn(fairs.app, [{ role: 'supplier', supplierId }]);
    const today = fairs.clock.today();
    const people = { occupationCode: '6-18-02-04', skillLevel: 3, people: 5, wageYuan: 7000, freeFrom: today, smallestGroup: 1 };
    const { id: batchId } = await post<{ id: string }>(clerk, '/api/batches', people);
    const { id: promiseId } = await post<{ id: string }>(clerk, '/api/promises', { needId, batchId, people: 1 });
    await post(firm.hr, `/api/promises/${promiseId}/accept`);
    expect(await need()).toMatchObject({ filled: 1, shortage: 0 });
    const hours = (n: number): string => new Date(fairs.clock.now().getTime() + n * 3_600_000).toISOString();
    const journey = {
      promiseIds: [promiseId],
      mode: 'train',
      departAt: hours(1),
      arriveAt: hours(30),
      fromPlace: '昭通站',
      toPlace: '潍坊站',
    };
    const { id: tripId } = await post<{ id: string }>(clerk, '/api/trips', journey);
    const lines = await post<Line[]>(clerk, `/api/trips/${tripId}/manifest`, { lines: [{ name: '王建国', idNumber: idNumber(), phone }] });
    const call = (by: Client, step: string, state: string): Promise<unknown> =>
      post(by, `/api/trips/${tripId}/${step}`, {
        lines: lines.map(({ id }) => ({ lineId: id, state, at: fairs.clock.now().toISOString() })),
      });
    fairs.clock.advance({ hours: 1 });
    await call(clerk, 'depart', 'boarded');
    fairs.clock.advance({ hours: 1 });
    await call(clerk, 'arrive', 'arrived');
    fairs.clock.advance({ hours: 1 });
    await call(firm.hr, 'confirm', 'signed');
    expect(await need()).toMatchObject({ filled: 1, shortage: 1 });
    const rows = await fairs.app.get(UnitOfWork).manager.query<{ channel: string }[]>('SELECT channel FROM counted_hire', []);
    expect(rows.map(({ channel }) => channel)).toEqual(['fair']);

    await post(fairs.county, `/api/fairs/${fairId}/steps`, { step: 'end' });
    await post(firm.hr, `/api/fairs/${fairId}/results/hand-in`, {});
    expect((await fairs.county.get(`/api/fairs/${fairId}`)).body).toMatchObject({ state: 'results_in' });
    const { counts } = (await fairs.county.get<{ counts: object }>(`/api/fairs/${fairId}/report`)).body;
    expect(counts).toMatchObject({ enterprises: 1, tickets: 2, entered: 1, talks: 1, intents: 1, offers: 1, hires: 1, confirmed: 0 });
  });
});

/** A made-up ID number of somebody born on 1 May 1990, whose check sign fits. */
const idNumber = (): string => {
  const first = '53060219900501001';
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return first + ('10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(first[i]), 0) % 11] ?? '');
};
