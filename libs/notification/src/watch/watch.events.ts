import { defineEvent } from '#platform/jobs';
import type { WatchRuleName } from '../domain/watch.js';

/** A queue is later, or fails more, than administrators allow. `at` (ISO) tells one time from the next. */
export const queueAlarm = defineEvent<{
  rule: WatchRuleName;
  queue: string;
  queueName: string;
  figure: number;
  most: number;
  failed: number;
  at: string;
}>('queue.alarm');
