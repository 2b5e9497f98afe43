import { Client } from '../support/client.js';
import { GatesToday } from '../support/gates-today.js';
import { Installation, PASSWORD } from '../browser/installation.js';
import { ScannerPhone } from '../browser/scanner-phone.js';

const withChromium = process.env['TEST_CHROMIUM'] ? describe : describe.skip;

withChromium('a phone whose battery ends while it writes', () => {
  const installation = new Installation();
  let today: GatesToday;
  let phone: ScannerPhone;
  beforeAll(async () => {
    await installation.start();
    today = await GatesToday.open(await new Client(installation.url).signIn('county', PASSWORD), 40);
    phone = new ScannerPhone(installation.url);
    await phone.start();
  }, 120_000);
  afterAll(async () => {
    await phone?.stop();
    await installation.stop();
  });

  it('has every entry whole or not at all: whoever it showed as let in is in the log, which the server takes without a gap', async () => {
    const { path } = await today.invitation(0, '手机');
    await phone.page.goto(path);
    await phone.page.getByText('断网可重新打开').waitFor();
    await phone.network(false);
    const left = today.tickets.map(({ number }) => number);
    let shown = 0;
    for (let round = 0; round < 4; round += 1) {
      const [seen, ...others] = left.splice(0, 8);
      await phone.scan(seen ?? '', '放行：入场');
      shown += 1;
      // The others are typed as fast as a scanner can, and nobody waits for what the page says to them.
      void phone.page.keyboard.type(others.map((number) => `${number}\n`).join('')).catch(() => undefined);
      await new Promise((done) => setTimeout(done, 30 + round * 60));
      await phone.kill();
      await phone.start(true);
      await phone.page.goto('/field');
      await phone.page.getByText(/条待发送/).waitFor();
      const waits = Number(/(\d+) 条待发送/.exec((await phone.page.locator('.contact').textContent()) ?? '')?.[1]);
      expect(waits).toBeGreaterThanOrEqual(shown);
      shown = waits;
    }
    await phone.network(true);
    await phone.page.getByText('全部已发送').waitFor();
    const { body } = await today.desk.get<{ items: { lastCounter: number; copiedAt: string | null }[] }>('/api/field-devices?limit=5');
    expect(body.items[0]).toMatchObject({ lastCounter: shown, copiedAt: null });
    expect((await today.inside())[0]).toBe(shown);
  }, 180_000);
});
