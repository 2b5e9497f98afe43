import { eachDatabase } from '../../../../test/support/databases.js';
import { Market, type Booking } from '../../../../test/support/fair-market.js';
import { FairSteps } from '../fair.steps.js';

eachDatabase((database) => {
  let market: Market;
  beforeAll(async () => void (market = await Market.open(database)), 60_000);
  afterEach(async () => {
    await market.rule({ countyPercent: 100, industryPercent: 100, priorityHours: 0 });
  });

  const refused = async (by: Parameters<Market['ask']>[0], fairId: string, wish: object = { wait: false }): Promise<Booking> =>
    (await market.ask(by, fairId, wish)).body;

  it('one legal person has one booth a day over all fairs, and a key enterprise two', async () => {
    const [morning, noon, evening] = [
      await market.fair({ place: '甲地', day: '2027-03-01' }),
      await market.fair({ place: '乙地', day: '2027-03-01', opensAt: '13:00', closesAt: '15:00' }),
      await market.fair({ place: '丙地', day: '2027-03-01', opensAt: '16:00', closesAt: '18:00' }),
    ];
    const [plain, key] = [await market.exhibitor(), await market.exhibitor('370703', { isKey: 1 })];
    await market.book(plain, morning);
    expect(await refused(plain, noon)).toMatchObject({ code: 'booth.day_full', params: { most: 1 } });
    await market.book(key, morning);
    await market.book(key, noon);
    expect((await refused(key, evening)).code).toBe('booth.day_full');
  });

  it('an enterprise is at one fair at a time, however fast it asks, and elsewhere once it gave its booth back', async () => {
    const [one, other] = [
      await market.fair({ place: '甲地', day: '2027-03-20' }),
      await market.fair({ place: '乙地', day: '2027-03-20', opensAt: '11:00', closesAt: '14:00' }),
    ];
    const who = await market.exhibitor('370703', { isKey: 1 });
    const answers = await Promise.all([market.ask(who, one), market.ask(who, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const lost = answers.findIndex(({ status }) => status === 409);
    expect(answers[lost]?.body.code).toBe('fair.enterprise_busy');
    expect((await who.delete(`/api/booths/${answers[1 - lost]?.body.booth?.id}`)).status).toBe(204);
    expect((await market.ask(who, [one, other][lost] ?? '')).status).toBe(201);
  });

  it('an agency needs a licence on file that is good on the day of the fair; its own office enters it', async () => {
    const fairId = await market.fair({ day: '2027-03-02' });
    const agency = await market.exhibitor('370702', { industryCode: 'L7264' });
    expect((await refused(agency, fairId)).code).toBe('booth.licence');
    expect((await market.county.post<Booking>(`/api/fairs/${fairId}/booths`, { enterpriseId: agency.enterpriseId })).body.code).toBe(
      'booth.licence',
    );
    const licence = (validUntil: string) =>
      market.county.send('PUT', `/api/agency-licences/${agency.enterpriseId}`, { number: '370702024001', validUntil });
    expect((await licence('2027-03-01')).status).toBe(200);
    expect((await refused(agency, fairId)).code).toBe('booth.licence');
    await licence('2027-03-02');
    expect((await refused(agency, fairId)).booth?.number).toBe('A01');
    const elsewhere = await market.exhibitor('370703', { industryCode: 'L7264' });
    const path = `/api/agency-licences/${elsewhere.enterpriseId}`;
    expect((await market.county.send('PUT', path, { number: '370703024001', validUntil: '2027-12-31' })).status).toBe(404);
  });

  it('counties and industries have their quota; who is beyond it waits, and the office may place it all the same', async () => {
    await market.rule({ countyPercent: 25 });
    const fairId = await market.fair({ day: '2027-03-03', boothCount: 8, dutyStaff: 1 });
    const guests = [await market.exhibitor(), await market.exhibitor(), await market.exhibitor()];
    await market.book(guests[0]!, fairId);
    await market.book(guests[1]!, fairId);
    expect((await refused(guests[2]!, fairId)).code).toBe('booth.county_quota');
    expect((await market.ask(guests[2]!, fairId)).body).toMatchObject({ booth: null, waiting: { ahead: 0 } });
    expect((await refused(await market.exhibitor('370702'), fairId)).booth).not.toBeNull();
    expect((await refused(await market.exhibitor('370704'), fairId)).booth).not.toBeNull();
    const mine = (await market.booths(fairId)).find(({ enterpriseId }) => enterpriseId === guests[0]!.enterpriseId);
    await guests[0]!.delete(`/api/booths/${mine?.id}`);
    expect(await market.told(guests[2]!, 'booth.offered')).toHaveLength(1);
    await market.rule({ industryPercent: 12, countyPercent: 100 });
    const other = await market.fair({ day: '2027-03-04', boothCount: 8, dutyStaff: 1 });
    const [one, two] = [
      await market.exhibitor('370703', { industryCode: 'C3411' }),
      await market.exhibitor('370704', { industryCode: '34' }),
    ];
    await market.book(one, other);
    expect((await refused(two, other)).code).toBe('booth.industry_quota');
  });

  it('in the first hours only enterprises with a scarce occupation book', async () => {
    await market.rule({ priorityHours: 24, scarceOccupations: 1 });
    const fairId = await market.fair({ day: '2027-03-05' });
    const [scarce, plain] = [await market.exhibitor(), await market.exhibitor()];
    const need = {
      ...{ title: '电焊工', occupationCode: '6-18-02-04', short: 40, form: 'direct', startFrom: '2027-01-01', startBy: '2027-06-01' },
      ...{ contactName: '张经理', contactPhone: '0536-8123456' },
    };
    expect((await scarce.post('/api/needs', need)).status).toBe(201);
    expect(await refused(plain, fairId)).toMatchObject({ code: 'booth.priority', params: { until: '2026-11-25 10:00' } });
    expect((await refused(scarce, fairId)).booth?.number).toBe('A01');
    market.clock.advance({ hours: 24 });
    expect((await refused(plain, fairId)).booth).not.toBeNull();
  });

  it('an enterprise changes and gives back its booth until the day before; afterwards its office does, which it hears', async () => {
    const fairId = await market.fair({ day: '2026-12-20' });
    const [one, two] = [await market.exhibitor(), await market.exhibitor()];
    const [mine, other] = [await market.book(one, fairId), await market.book(two, fairId)];
    expect((await one.post(`/api/booths/${mine.id}/exchange`, { number: other.number })).status).toBe(409);
    const changed = await one.post<{ id: string; number: string }>(`/api/booths/${mine.id}/exchange`, { number: 'A09' });
    expect(changed).toMatchObject({ status: 200, body: { number: 'A09' } });
    market.clock.set('2026-12-19T12:00:00Z');
    expect((await one.post(`/api/booths/${changed.body.id}/exchange`, { number: 'A10' })).status).toBe(200);
    market.clock.set('2026-12-20T00:10:00Z');
    const now = (await market.booths(fairId)).find(({ enterpriseId }) => enterpriseId === one.enterpriseId);
    expect((await one.delete<{ code: string }>(`/api/booths/${now?.id}`)).body.code).toBe('booth.too_late');
    expect((await market.county.delete(`/api/booths/${now?.id}?reason=${encodeURIComponent('企业临时停产')}`)).status).toBe(204);
    expect(await market.told(one, 'booth.withdrawn')).toEqual([expect.stringContaining('企业临时停产')]);
  });

  it('who stays away three times does not book by itself for a while, though the office may place it', async () => {
    const one = await market.exhibitor();
    for (const day of ['2026-12-22', '2026-12-23', '2026-12-24']) {
      const fairId = await market.fair({ day });
      const { id } = await market.book(one, fairId);
      expect((await market.county.post<{ code: string }>(`/api/booths/${id}/absent`, { absent: true })).body.code).toBe('booth.not_begun');
      market.clock.set(`${day}T02:00:00Z`);
      await market.app.get(FairSteps).moveDue();
      expect((await market.county.post(`/api/booths/${id}/absent`, { absent: true })).status).toBe(204);
      expect((await market.county.post(`/api/booths/${id}/absent`, { absent: true })).status).toBe(204);
    }
    expect([(await market.told(one, 'booth.absent')).length, await market.told(one, 'booth.suspended')]).toEqual([
      2,
      [expect.stringContaining('2027-03-24')],
    ]);
    const next = await market.fair({ day: '2027-03-10' });
    expect(await refused(one, next)).toMatchObject({ code: 'booth.absences', params: { until: '2027-03-24' } });
    const placed = await market.county.post(`/api/fairs/${next}/booths`, { enterpriseId: one.enterpriseId });
    expect(placed.status).toBe(404); // of another county
    expect((await market.city.post(`/api/fairs/${next}/booths`, { enterpriseId: one.enterpriseId })).status).toBe(201);
    expect(await market.told(one, 'booth.placed')).toHaveLength(1);
  });

  it('are dated: a fair is held to those of its day, and none are set for a day that has passed', async () => {
    const { items } = (await market.city.get<{ items: object[] }>('/api/booth-rules')).body;
    const set = (by: typeof market.city, validFrom: string) =>
      by.send<{ code: string }>('PUT', '/api/booth-rules', { ...items[0], validFrom });
    expect((await set(market.city, '2026-11-01')).body.code).toBe('fair.rule_past');
    expect((await set(market.county, '2027-01-01')).status).toBe(403);
  });
});
