import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { pendingMigrations } from '#platform/db';

export interface HealthState {
  state: 'up' | 'down';
  detail?: string;
}

/** What has to work before this process should get requests; libraries add their own. */
@Injectable()
export class HealthCheck {
  private readonly checks = new Map<string, () => Promise<HealthState>>();
  private stopping = false;

  constructor(private readonly source: DataSource) {
    this.add('database', async () => {
      await this.source.query('SELECT 1 AS one');
      return { state: 'up' };
    });
    this.add('migrations', async () => {
      const pending = await pendingMigrations(this.source);
      return pending.length === 0 ? { state: 'up' } : { state: 'down', detail: `${pending.length} pending: run gangqiao migrate` };
    });
  }

  add(name: string, check: () => Promise<HealthState>): void {
    this.checks.set(name, check);
  }

  /** From now on the process is not ready, so that a proxy sends nothing new while it finishes. */
  stop(): void {
    this.stopping = true;
  }

  async states(): Promise<Record<string, HealthState>> {
    const states = await Promise.all([...this.checks].map(async ([name, check]) => [name, await within(2_000, check)] as const));
    return Object.fromEntries([
      ...states,
      ...(this.stopping ? [['process', { state: 'down', detail: 'stopping' } as HealthState] as const] : []),
    ]);
  }
}

const within = async (limitMs: number, check: () => Promise<HealthState>): Promise<HealthState> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthState>(
    (resolve) => (timer = setTimeout(resolve, limitMs, { state: 'down', detail: `no answer in ${limitMs} ms` })),
  );
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return { state: 'down', detail: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
};
