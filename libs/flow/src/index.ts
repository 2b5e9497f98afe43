export { FlowModule } from './flow.module.js';
