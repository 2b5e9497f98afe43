import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { looksRight, open, openBrowser, signIn, visitor } from './browser.js';
import { Client } from '../support/client.js';
import { GatesToday } from '../support/gates-today.js';
import { Installation, PASSWORD } from './installation.js';
import { filmCode } from './qr-film.js';
import { ScannerPhone } from './scanner-phone.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('two phones at the gates of a fair, on pages', () => {
  const installation = new Installation();
  const films = mkdtempSync(join(tmpdir(), 'gangqiao-film-'));
  const film = join(films, 'ticket.y4m');
  let today: GatesToday;
  let browser: Browser;
  let [one, two]: ScannerPhone[] = [];

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), installation.start()]);
    today = await GatesToday.open(await new Client(installation.url).signIn('county', PASSWORD));
    filmCode(film, today.tickets[6]!.token);
    const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
    one = new ScannerPhone(installation.url);
    two = new ScannerPhone(installation.url, camera);
    await Promise.all([one.start(), two.start()]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([one?.stop(), two?.stop(), browser?.close()]);
    await installation.stop();
    rmSync(films, { recursive: true, force: true });
  });

  const enrol = async (phone: ScannerPhone, gate: number): Promise<string> => {
    const { id, path } = await today.invitation(gate, `手机${gate + 1}`);
    await phone.page.goto(path);
    await phone.page.getByText('请出示入场码').waitFor();
    await phone.page.getByText('断网可重新打开').waitFor();
    return id;
  };
  const storedOn = ({ page }: ScannerPhone): Promise<string> =>
    page.evaluate(async () => {
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(new Error('no answer'));
        });
      const db = await asked(indexedDB.open('gangqiao-field'));
      const places = [...db.objectStoreNames];
      const all = await Promise.all(places.map((place) => asked(db.transaction(place).objectStore(place).getAll())));
      db.close();
      const text = (value: unknown): unknown =>
        value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : value;
      return JSON.stringify(all, (_, value: unknown) => text(value));
    });

  it('are enrolled by the code from the desk, which stands in no address afterwards', async () => {
    await enrol(one!, 0);
    expect(one!.page.url()).not.toContain('#');
    await looksRight(one!.page);
    await one!.page.getByText('1 号门 · 春风行动招聘会').waitFor();
  });

  it('tell tickets apart without a network, and one that is killed meanwhile has lost nothing', async () => {
    const [a, b, c, d] = today.tickets.map(({ token }) => token) as [string, string, string, string];
    await one!.network(false);
    await one!.scan(a, '放行：入场');
    await one!.scan(b, '放行：入场');
    await one!.scan(today.tickets[2]!.number, '放行：入场');
    await one!.scan(d.slice(0, -4) + (d.endsWith('AAAA') ? 'BBBB' : 'AAAA'), '伪造的入场码');
    await one!.scan(today.elsewhere[0]!.token, '其他招聘会的入场码');
    await one!.scan(a, '由本机放行入场');
    await one!.page.getByText('5 条待发送').waitFor();
    expect(await storedOn(one!)).not.toContain(today.tickets[0]!.number);
    await looksRight(one!.page);

    await one!.kill();
    await one!.start(true);
    await one!.page.goto('/field');
    await one!.page.getByText('5 条待发送').waitFor();
    await one!.page.getByText('离线，可继续使用').waitFor();
    await one!.scan(c, '由本机放行入场');
    await one!.scan(d, '放行：入场');

    await enrol(two!, 1);
    await two!.network(false);
    await two!.scan(a, '放行：入场');
    await two!.scan(today.tickets[4]!.token, '放行：入场');
    expect(await today.inside()).toEqual([0, 0]);
  });

  it('send what they saw when the network is back, and the ticket that was used twice is the desk’s to decide', async () => {
    await one!.network(true);
    await one!.page.getByText('全部已发送').waitFor();
    expect(await today.inside()).toEqual([4, 0]);
    await two!.network(true);
    await two!.page.getByText('1 张码在别处也用过').waitFor();
    await two!.page.getByText('全部已发送').waitFor();
    expect(await today.inside()).toEqual([4, 1]);
    const { body } = await today.desk.get<{ items: object[] }>(`/api/field-conflicts?group=${today.fairId}&open=true`);
    expect(body.items).toMatchObject([{ subject: today.tickets[0]!.number, code: 'used_elsewhere', deviceName: '手机2' }]);
  });

  it('are in sight at the desk, where somebody decides what two of them disagree about', async () => {
    const desk = await visitor(browser, installation.url, { width: 1440 });
    await signIn(desk.page, 'county', PASSWORD);
    await open(desk.page, `/console/fairs/${today.fairId}/day`);
    await desk.page.getByText('同一入场码在另一入口也用过').waitFor();
    await looksRight(desk.page);
    await desk.page.getByLabel('手机名称，如：红色手机').fill('备用手机');
    await desk.page.getByRole('button', { name: '登记手机' }).click();
    await desk.page.getByRole('img', { name: '登记“备用手机”的二维码' }).waitFor();
    await looksRight(desk.page);
    await desk.page.getByRole('button', { name: '以待裁定的为准' }).click();
    await desk.page.getByText('同一入场码在另一入口也用过').waitFor({ state: 'detached' });
    expect(await today.inside()).toEqual([3, 2]);
    await desk.page.getByLabel('张数').fill('4');
    await desk.page.getByRole('button', { name: '生成' }).last().click();
    await desk.page.getByRole('button', { name: '打印 4 张' }).waitFor();
    await looksRight(desk.page);
    if (process.env['SHOTS']) await desk.page.screenshot({ path: `${process.env['SHOTS']}/desk.png`, fullPage: true });
    expect(desk.faults).toEqual([]);
    await desk.close();
  });

  it('read a ticket through the camera', async () => {
    await two!.page.getByRole('button', { name: '打开相机扫码' }).click();
    await two!.page.locator('.result.good', { hasText: today.tickets[6]!.number }).waitFor();
    await two!.page.getByRole('button', { name: '关闭相机' }).click();
    await two!.page.getByText('全部已发送').waitFor();
    expect(await today.inside()).toEqual([3, 3]);
  });

  it('hold nothing any more once they were withdrawn while they were offline', async () => {
    const { body } = await today.desk.get<{ items: { id: string; name: string }[] }>('/api/field-devices?limit=10');
    const device = body.items.find(({ name }) => name === '手机2');
    await two!.network(false);
    await two!.scan(today.tickets[5]!.token, '放行：入场');
    expect((await today.desk.post(`/api/field-devices/${device?.id}/revoke`)).status).toBe(200);
    await two!.network(true);
    await two!.page.getByText('登记已收回').waitFor();
    expect([await storedOn(two!), await today.inside()]).toEqual(['[[],[],[]]', [3, 4]]);
    await open(two!.page, '/field');
    await two!.page.getByText('这台手机没有登记').waitFor();
  });
});
