import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { addDays, dayOf } from '#platform/db';
import { Client } from '../support/client.js';
import { openFlags } from './browser.js';
import { county, PASSWORD, type Installation } from './installation.js';

interface Ticket {
  number: string;
  token: string;
}

const made = async <T>(by: Client, path: string, body?: object): Promise<T> => {
  const answer = await by.post<T>(path, body);
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** A fair that is held today, its gates and its paper tickets, at the desk. */
export class GatesToday {
  fairId = '';
  gates: { id: string; name: string }[] = [];
  tickets: Ticket[] = [];
  /** Of another fair, a week later. */
  elsewhere: Ticket[] = [];

  private constructor(readonly desk: Client) {}

  static async open(installation: Installation): Promise<GatesToday> {
    const today = new GatesToday(await new Client(installation.url).signIn('county', PASSWORD));
    const day = dayOf(new Date());
    today.fairId = await today.fair('春风行动招聘会', day);
    for (const name of ['1 号门', '2 号门']) await made(today.desk, `/api/fairs/${today.fairId}/gates`, { name });
    today.gates = (await today.desk.get<{ gates: { id: string; name: string }[] }>(`/api/fairs/${today.fairId}/gates`)).body.gates;
    today.tickets = await made(today.desk, `/api/fairs/${today.fairId}/tickets/paper`, { count: 8 });
    const other = await today.fair('高校毕业生招聘会', addDays(day, 7));
    today.elsewhere = await made(today.desk, `/api/fairs/${other}/tickets/paper`, { count: 1 });
    return today;
  }

  /** What the QR of an invitation leads to. */
  async invitation(gate: number, name: string): Promise<{ id: string; path: string }> {
    const given = { name, dutyKind: 'fair_gate', dutyId: this.gates[gate]?.id };
    const { device, code } = await made<{ device: { id: string }; code: string }>(this.desk, '/api/field-devices', given);
    return { id: device.id, path: `/field#${code}` };
  }

  /** By gate, people inside. */
  async inside(): Promise<number[]> {
    const { body } = await this.desk.get<{ gates: { inside: number }[] }>(`/api/fairs/${this.fairId}/gates`);
    return body.gates.map(({ inside }) => inside);
  }

  private async fair(name: string, day: string): Promise<string> {
    const plan = {
      ...{ nodeId: county, name, theme: '装备制造', campaign: 'none', place: '潍城区人力资源市场', day },
      ...{ opensAt: '00:00', closesAt: '23:59', boothCount: 5, expectedAttendance: 600, dutyStaff: 3 },
    };
    const { id } = await made<{ id: string }>(this.desk, '/api/fairs', plan);
    await made(this.desk, `/api/fairs/${id}/publish`);
    return id;
  }
}

/** A phone: a browser of its own whose storage stays when it is killed. */
export class ScannerPhone {
  page: Page;
  private context: BrowserContext;
  private readonly home = mkdtempSync(join(tmpdir(), 'gangqiao-phone-'));

  constructor(
    private readonly url: string,
    private readonly flags: string[] = [],
  ) {}

  /** @param offline there is no network from the beginning */
  async start(offline = false): Promise<void> {
    this.context = await chromium.launchPersistentContext(this.home, {
      executablePath: process.env['TEST_CHROMIUM'] ?? '',
      args: [...openFlags, ...this.flags],
      ...{ baseURL: this.url, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' },
      permissions: ['camera'],
      offline,
    });
    this.context.setDefaultTimeout(20_000);
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
  }

  network(on: boolean): Promise<void> {
    return this.context.setOffline(!on);
  }

  /** As a USB scanner types, wherever the cursor stands. */
  async scan(text: string, says: string): Promise<void> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.result', { hasText: says }).waitFor();
  }

  /** The battery is taken out: nothing of the browser runs to its end. */
  async kill(): Promise<void> {
    for (const pid of processesOf(this.home)) process.kill(pid, 'SIGKILL');
    await this.context.close().catch(() => undefined);
    while (processesOf(this.home).length > 0) await pause(20);
  }

  async stop(): Promise<void> {
    await this.context.close().catch(() => undefined);
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Processes that were started with this folder. */
const processesOf = (folder: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    })
    .map(Number);
