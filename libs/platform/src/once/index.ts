export { OnceModule } from './once.module.js';
export { onceRetention, onceSchema } from './request-key.schema.js';
