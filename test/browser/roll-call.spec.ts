import { setTimeout as sleep } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { looksRight, open, openBrowser, signIn, visitor } from './browser.js';
import { Client } from '../support/client.js';
import { Installation, people, PASSWORD } from './installation.js';
import { ScannerPhone } from './scanner-phone.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;
const SHOTS = process.env['SHOTS'];

withChromium('two phones that call the roll of a coach, on pages', () => {
  const installation = new Installation();
  const hours = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString();
  let browser: Browser;
  let station: Client;
  let [leader, helper]: ScannerPhone[] = [];
  let tripId = '';
  let coachId = '';

  const made = async <T>(by: Client, method: string, path: string, body?: object, version?: number): Promise<T> => {
    const headers = version === undefined ? {} : { headers: { 'if-match': `"${version}"` } };
    const answer = await by.send<T>(method, path, body, headers);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    const hr = await new Client(installation.url).signIn(await installation.firm('潍坊昊鸿机械制造有限公司', 71), PASSWORD);
    station = await new Client(installation.url).signIn('station@zhaotong.example', PASSWORD);
    const welders = { title: '电焊工', occupationCode: '6-18-02-04', skillLevel: 0, short: 6, wageFromYuan: 6000, wageToYuan: 8000 };
    const contact = { contactName: '张敏', contactPhone: '0536-8123456' };
    const need = await made<{ id: string }>(hr, 'POST', '/api/needs', { ...welders, ...contact, startBy: hours(24 * 60).slice(0, 10) });
    const free = hours(0).slice(0, 10);
    const offer = { occupationCode: '6-18-02-04', skillLevel: 3, people: 6, wageYuan: 6000, freeFrom: free, smallestGroup: 1 };
    const batch = await made<{ id: string }>(station, 'POST', '/api/batches', offer);
    const promise = await made<{ id: string }>(station, 'POST', '/api/promises', { needId: need.id, batchId: batch.id, people: 6 });
    await made(hr, 'POST', `/api/promises/${promise.id}/accept`);
    const way = { mode: 'coach', departAt: hours(1), arriveAt: hours(20), fromPlace: '昭通', toPlace: '潍坊' };
    const trip = await made<{ id: string; version: number }>(station, 'POST', '/api/trips', { ...way, promiseIds: [promise.id] });
    tripId = trip.id;
    const lines = people(6, 40)
      .split('\n')
      .map((line) => line.split('\t'));
    await made(station, 'POST', `/api/trips/${tripId}/manifest`, {
      lines: lines.map(([name, idNumber, phone]) => ({ name, idNumber, phone })),
    });
    const coach = { number: 3, vehicle: '鲁G12345', seats: 50, leaderName: '李领队', leaderPhone: '13900000001' };
    const travel = { legs: [], pickups: [{ place: '昭通客运站', at: hours(0.5) }], costs: [], coaches: [coach] };
    const { coaches } = await made<{ coaches: { id: string }[] }>(station, 'PUT', `/api/trips/${tripId}/travel`, travel, trip.version);
    coachId = coaches[0]?.id ?? '';
    await made(station, 'POST', `/api/trips/${tripId}/seats/all`);
    [leader, helper] = [new ScannerPhone(installation.url), new ScannerPhone(installation.url)];
    await Promise.all([leader.start(), helper.start()]);
  }, 180_000);
  afterAll(async () => {
    await Promise.all([leader?.stop(), helper?.stop(), browser?.close()]);
    await installation.stop();
  });

  const enrol = async (phone: ScannerPhone, dutyKind: string, name: string): Promise<void> => {
    const { code } = await made<{ code: string }>(station, 'POST', '/api/field-devices', { name, dutyKind, dutyId: coachId });
    await phone.page.goto(`/field#${code}`);
    await phone.page.getByText('3 号车').first().waitFor();
    await phone.page.locator('.roll li').nth(5).waitFor();
    await phone.page.getByText('断网可重新打开').waitFor();
  };
  const tick = (phone: ScannerPhone, at: number, says: '到' | '未到') =>
    phone.page.locator('.roll li').nth(at).getByRole('button', { name: says, exact: true }).click();
  const states = async (): Promise<string[]> =>
    (await station.get<{ state: string }[]>(`/api/trips/${tripId}/manifest`)).body.map(({ state }) => state);

  it('tick people without a network, and what was ticked is there after a reload and after the browser was killed', async () => {
    await enrol(leader!, 'trip_leader', '领队手机');
    await enrol(helper!, 'trip_coach', '协助手机');
    await looksRight(leader!.page);
    if (SHOTS) await leader!.page.screenshot({ path: `${SHOTS}/coach.png`, fullPage: true });
    await leader!.network(false);
    await helper!.network(false);
    for (const at of [0, 1, 2]) await tick(leader!, at, '到');
    await tick(helper!, 0, '未到');
    await leader!.page.getByText('3 条待发送').waitFor();
    await leader!.page.reload();
    await leader!.page.getByText('到 3 人').waitFor();
    await leader!.kill();
    await leader!.start(true);
    await leader!.page.goto('/field');
    await leader!.page.getByText('到 3 人').waitFor();
    await leader!.page.getByText('离线，可继续使用').waitFor();
    await leader!.page.getByRole('button', { name: /其余 3 人都到了/ }).click();
    await leader!.page.getByText('6 条待发送').waitFor();
    expect(await states()).toEqual(Array.from({ length: 6 }, () => 'listed'));
  });

  it('send what they saw, and the leader decides about whom they called differently', async () => {
    await leader!.network(true);
    await leader!.page.getByText('全部已发送').waitFor();
    expect(await states()).toEqual(Array.from({ length: 6 }, () => 'boarded'));
    await helper!.network(true);
    await helper!.page.getByText('全部已发送').waitFor();
    expect((await states())[0]).toBe('boarded');
    await leader!.page.reload();
    await leader!.page.getByText('1 人两部手机点得不一样').waitFor();
    await looksRight(leader!.page);
    if (SHOTS) await leader!.page.screenshot({ path: `${SHOTS}/coach-conflict.png`, fullPage: true });
    await leader!.page.getByRole('button', { name: '以“未到”为准' }).click();
    // It is said on the page at once, and sent a moment later.
    for (const end = Date.now() + 10_000; (await states())[0] !== 'no_show' && Date.now() < end;) await sleep(50);
    expect((await states())[0]).toBe('no_show');
    const { body } = await station.get<{ items: { at: string; name: string }[] }>('/api/absences?open=true');
    expect(body.items).toMatchObject([{ at: 'board' }]);
  });

  it('lead to the gate, where the group is taken over by a code; and everybody sees their own trip', async () => {
    await leader!.page.getByRole('button', { name: '到达', exact: true }).click();
    await leader!.page.getByRole('button', { name: /其余 5 人都到了|其余 6 人都到了/ }).click();
    await leader!.page.getByText('全部已发送').waitFor();
    const [gate] = (await station.get<{ code: string }[]>(`/api/trips/${tripId}/hand-overs`)).body;
    const guard = await visitor(browser, installation.url, { width: 390 });
    await guard.page.goto(`/received#${gate?.code}`);
    await guard.page.getByLabel('接收人姓名').fill('门卫老张');
    await looksRight(guard.page);
    if (SHOTS) await guard.page.screenshot({ path: `${SHOTS}/received.png`, fullPage: true });
    await guard.page.getByRole('button', { name: /确认接收/ }).dblclick();
    await guard.page.getByText('已确认').waitFor();
    const links = await made<{ lineId: string; code: string }[]>(station, 'POST', `/api/trips/${tripId}/links`);
    const [, idNumber = ''] = people(6, 40).split('\n')[0]?.split('\t') ?? [];
    const [line] = (await station.get<{ id: string }[]>(`/api/trips/${tripId}/manifest`)).body;
    await guard.page.goto(`/my#${links.find(({ lineId }) => lineId === line?.id)?.code}`);
    await guard.page.getByLabel('证件号后四位').fill(idNumber.slice(-4));
    await guard.page.getByRole('button', { name: '查看' }).click();
    await guard.page.getByText('3 号车').waitFor();
    await looksRight(guard.page);
    if (SHOTS) await guard.page.screenshot({ path: `${SHOTS}/my-trip.png`, fullPage: true });
    await guard.close();
  });

  it('are enrolled on the trip’s page, where everything else of it stands; arrivals and missing people have pages', async () => {
    for (const width of [390, 1440]) {
      const desk = await visitor(browser, installation.url, { width });
      await signIn(desk.page, 'station@zhaotong.example', PASSWORD);
      for (const [path, words] of [
        [`/console/trips/${tripId}`, '带走的文件'],
        [`/console/trips/${tripId}/travel`, '车辆与带队人'],
        ['/console/arrivals', '近 14 天到达'],
        ['/console/absences', '未到人员'],
      ] as const) {
        await open(desk.page, path);
        await desk.page.getByText(words).first().waitFor();
        await looksRight(desk.page);
        if (SHOTS) await desk.page.screenshot({ path: `${SHOTS}/${path.split('/').at(-1)?.slice(0, 8)}-${width}.png`, fullPage: true });
      }
      expect(desk.faults).toEqual([]);
      await desk.close();
    }
    const cookie = (station as unknown as { cookie: string }).cookie;
    for (const kind of ['manifest', 'badges', 'notice'])
      for (const format of ['pdf', 'xlsx']) {
        const answer = await fetch(`${installation.url}/api/trips/${tripId}/papers?kind=${kind}&format=${format}`, { headers: { cookie } });
        expect([kind, format, answer.status]).toEqual([kind, format, 200]);
        const content = Buffer.from(await answer.arrayBuffer());
        expect(content.subarray(0, format === 'pdf' ? 4 : 2).toString()).toBe(format === 'pdf' ? '%PDF' : 'PK');
        if (SHOTS) writeFileSync(`${SHOTS}/${kind}.${format}`, content);
      }
    const badges = await fetch(`${installation.url}/api/trips/${tripId}/papers?kind=badges&format=pdf&enterprise=nobody`, {
      headers: { cookie },
    });
    expect([badges.status, await badges.json()]).toMatchObject([409, { code: 'trip.papers_nobody' }]);
  });
});
