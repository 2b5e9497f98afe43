import { Global, Module } from '@nestjs/common';
import { HealthCheck } from './health.check.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';

@Global()
@Module({ controllers: [HealthController], providers: [HealthCheck, Metrics], exports: [HealthCheck, Metrics] })
export class HealthModule {}
