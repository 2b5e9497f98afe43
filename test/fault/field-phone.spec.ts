import { setTimeout as pause } from 'node:timers/promises';
import { Installation, PASSWORD } from '../browser/installation.js';
import { ScannerPhone } from '../browser/scanner-phone.js';
import { Client } from '../support/client.js';
import { GatesToday } from '../support/gates-today.js';

interface Device {
  id: string;
  lastCounter: number;
  copiedAt: string | null;
}

/** When the battery ends after the first ticket was scanned, in milliseconds. */
const MOMENTS = [15, 60, 130, 240];
const TICKETS = 60;

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('a phone at a gate, in its browser', () => {
  const installation = new Installation();
  const phones: ScannerPhone[] = [];
  let today: GatesToday;

  beforeAll(async () => {
    await installation.start();
    today = await GatesToday.open(await new Client(installation.url).signIn('county', PASSWORD), TICKETS);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(phones.map((phone) => phone.stop()));
    await installation.stop();
  });

  const phoneAt = async (gate: number): Promise<ScannerPhone> => {
    const phone = new ScannerPhone(installation.url);
    phones.push(phone);
    await phone.start();
    await phone.page.goto((await today.invitation(gate, `手机${gate}`)).path);
    await phone.page.getByText('请出示入场码').waitFor();
    await phone.page.getByText('断网可重新打开').waitFor();
    return phone;
  };
  const waiting = async ({ page }: ScannerPhone): Promise<number> => {
    const said = page.getByText(/\d+ 条待发送/).or(page.getByText('全部已发送'));
    return Number(/(\d+) 条待发送/.exec((await said.first().textContent()) ?? '')?.[1] ?? 0);
  };
  const devices = async (): Promise<Device[]> => (await today.desk.get<{ items: Device[] }>('/api/field-devices?limit=50')).body.items;

  it('that is killed in the middle of writing its log has every ticket in it that it let in, once, and goes on behind it', async () => {
    const phone = await phoneAt(0);
    await phone.network(false);
    const numbers = today.tickets.map(({ number }) => number);
    let before = 0;
    for (const [round, moment] of MOMENTS.entries()) {
      const some = numbers.slice(round * 12, round * 12 + 12);
      const letIn = new Set<string>();
      await phone.page.exposeFunction('letIn', (text: string) => letIn.add(/\d{8}/.exec(text)?.[0] ?? ''));
      // All at once, as from a hopper: some are being written when the battery ends.
      await phone.page.evaluate((all) => {
        const { letIn: tell } = window as unknown as { letIn: (text: string) => void };
        new MutationObserver(() => {
          const said = document.querySelector('.result.good')?.textContent;
          if (said) tell(said);
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
        for (const key of all.flatMap((number) => [...number, 'Enter']))
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      }, some);
      await pause(moment);
      await phone.kill();
      await phone.start(true);
      await phone.page.goto('/field');
      await phone.page.getByText('离线，可继续使用').waitFor();
      const written = (await waiting(phone)) - before;
      expect([written >= letIn.size, written <= some.length]).toEqual([true, true]);
      before += written;
      for (const number of letIn) {
        await phone.scan(number, '由本机放行入场');
      }
    }
    await phone.network(true);
    await phone.page.getByText('全部已发送').waitFor();
    expect((await today.inside())[0]).toBe(before);
    expect(Math.max(...(await devices()).map(({ lastCounter }) => lastCounter))).toBe(before);
  }, 240_000);

  it('whose whole storage is copied to another phone: the second that speaks is kept out, and the desk is told', async () => {
    const phone = await phoneAt(1);
    const [, first = '', second = '', third = ''] = today.tickets.slice(-4).map(({ token }) => token);
    const inside = async (): Promise<number> => (await today.inside())[1] ?? 0;
    await phone.scan(first, '放行：入场');
    await phone.page.getByText('全部已发送').waitFor();
    // Its keys cannot be read by a page: whoever copies what a page can read has none.
    const readable = await phone.page.evaluate(async () => {
      const request = indexedDB.open('gangqiao-field');
      await new Promise((done) => (request.onsuccess = done));
      const got = request.result.transaction('self').objectStore('self').get('device');
      await new Promise((done) => (got.onsuccess = done));
      const { pair, logKey, storeKey } = got.result as { pair: CryptoKeyPair; logKey: CryptoKey; storeKey: CryptoKey };
      return [pair.privateKey, logKey, storeKey].map(({ extractable }) => extractable);
    });
    expect(readable).toEqual([false, false, false]);
    await phone.close();
    const copy = phone.copied();
    phones.push(copy);
    await phone.start();
    await phone.page.goto('/field');
    await phone.page.getByText('请出示入场码').waitFor();
    await phone.scan(second, '放行：入场');
    await phone.page.getByText('全部已发送').waitFor();
    await copy.start(true);
    await copy.page.goto('/field');
    await copy.page.getByText('离线，可继续使用').waitFor();
    await copy.scan(third, '放行：入场');
    await copy.network(true);
    await copy.page.getByText('登记出现副本').waitFor();
    expect([await inside(), (await devices()).filter(({ copiedAt }) => copiedAt !== null).length]).toEqual([2, 1]);
  }, 120_000);
});
