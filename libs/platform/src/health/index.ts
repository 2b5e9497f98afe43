export { HealthModule, HealthCheck, type HealthState } from './health.module.js';
export { Metrics } from './metrics.js';
