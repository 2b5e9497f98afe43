export { HealthCheck, type HealthState } from './health.check.js';
export { HealthModule } from './health.module.js';
export { Metrics } from './metrics.js';
