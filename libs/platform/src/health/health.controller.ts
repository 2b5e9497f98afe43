import { Controller, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Action, InsideOnly } from '#platform/http';
import { HealthCheck } from './health.check.js';
import { Metrics } from './metrics.js';

@ApiExcludeController()
@UseGuards(InsideOnly)
@Controller()
export class HealthController {
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
