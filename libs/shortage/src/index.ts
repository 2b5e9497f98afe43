export { ShortageModule } from './shortage.module.js';
