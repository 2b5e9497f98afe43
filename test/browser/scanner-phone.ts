import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { openFlags } from './browser.js';

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

  /** Ends the browser; its storage stays. */
  async close(): Promise<void> {
    await this.context.close();
    while (processesOf(this.home).length > 0) await pause(20);
  }

  /** Another phone with all that this one, which is closed, has on its disk. */
  copied(): ScannerPhone {
    const copy = new ScannerPhone(this.url, this.flags);
    cpSync(this.home, copy.home, { recursive: true, filter: (path) => !/Singleton\w+$/.test(path) });
    return copy;
  }

  async stop(): Promise<void> {
    await (this.context as BrowserContext | undefined)?.close().catch(() => undefined);
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
