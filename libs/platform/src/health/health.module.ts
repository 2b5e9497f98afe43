import { Controller, Global, Injectable, Module, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { pendingMigrations } from '#platform/db';
import { Action, InsideOnly } from '#platform/http';
import { Metrics } from './metrics.js';

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

@ApiExcludeController()
@UseGuards(InsideOnly)
@Controller()
class HealthController {
  constructor(
    private readonly health: HealthCheck,
    private readonly metrics: Metrics,
  ) {}

  @Action({ method: 'GET', path: 'health/live', permission: 'public', summary: 'The process runs' })
  live(@Res() reply: FastifyReply): void {
    void reply.status(200).send({ state: 'up' });
  }

  @Action({ method: 'GET', path: 'health/ready', permission: 'public', summary: 'Everything it needs works' })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const checks = await this.health.states();
    const up = Object.values(checks).every((check) => check.state === 'up');
    void reply.status(up ? 200 : 503).send({ state: up ? 'up' : 'down', checks });
  }

  @Action({
    method: 'GET',
    path: 'metrics',
    permission: 'public',
    status: 200,
    summary: 'Figures for Prometheus',
  })
  async figures(@Res() reply: FastifyReply): Promise<void> {
    void reply.header('content-type', this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}

@Global()
@Module({ controllers: [HealthController], providers: [HealthCheck, Metrics], exports: [HealthCheck, Metrics] })
export class HealthModule {}
