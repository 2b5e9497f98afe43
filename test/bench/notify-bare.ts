import { Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** A worker of bare BullMQ whose handler does nothing: `node notify-bare.js REDIS`. Says when it is ready. */
const [redisUrl = ''] = process.argv.slice(2);
const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
const worker = new Worker('bare', () => Promise.resolve(), { connection, concurrency: 50, removeOnComplete: { count: 0 } });
await worker.waitUntilReady();
console.log('ready');
