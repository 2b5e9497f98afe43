import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '#platform/config';

/** What the double of a provider took. */
export interface TakenText {
  ref: string;
  provider: string;
  phone: string;
  sign: string;
  template: string;
  params: Record<string, string> | string[];
  text?: string;
  key: string;
}

/** What another system was told. */
export interface TakenEvent {
  name: string;
  id: string;
  kind: string;
  at: string;
  data: Record<string, unknown>;
}

export interface Double {
  readonly url: string;
  texts(): Promise<TakenText[]>;
  behave(how: { fault?: string; times?: number; lose?: number; hang?: number; silent?: boolean }): Promise<void>;
  receiptsTo(url: string): Promise<void>;
  /** What WeCom took, and how many access tokens it gave. */
  wecom(): Promise<{ messages: { to: string; content: string; msgid: string }[]; tokensGiven: number }>;
  behaveAsWecom(how: { fault?: 'throttled' | 'content' | 'busy'; times?: number; tokenEnds?: boolean }): Promise<void>;
  /** What other systems were told, each at `/hook/NAME`, and how often they were called. */
  hooks(): Promise<{ taken: TakenEvent[]; calls: number }>;
  behaveAsHook(how: { secrets?: Record<string, string>; status?: number; times?: number; hang?: number }): Promise<void>;
  stop(): void;
}

export const DOUBLE = { id: 'double', secret: 'double-secret', sign: '岗桥' };

const running = new Set<ChildProcess>();
afterAll(() => running.forEach((child) => child.kill()));

/** Starts the double of the providers as its own process. */
export const startDouble = async (): Promise<Double> => {
  const child = spawn(process.execPath, [join(projectRoot, 'apps/doubles/main.mjs'), '--receipt-ms', '30'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running.add(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString().trim();
  const tell = async (path: string, body: object): Promise<void> =>
    void (await fetch(`${url}/double/${path}`, { method: 'POST', body: JSON.stringify(body) }));
  return {
    url,
    texts: async () => (await (await fetch(`${url}/double/texts`)).json()) as TakenText[],
    behave: (how) => tell('behave', how),
    receiptsTo: (to) => tell('receipts', { to }),
    wecom: async () => (await (await fetch(`${url}/double/wecom`)).json()) as Awaited<ReturnType<Double['wecom']>>,
    behaveAsWecom: (how) => tell('wecom', how),
    hooks: async () => (await (await fetch(`${url}/double/hooks`)).json()) as Awaited<ReturnType<Double['hooks']>>,
    behaveAsHook: (how) => tell('hooks', how),
    stop: () => void (running.delete(child) && child.kill()),
  };
};
