import { lookup } from '../../i18n';

/** What a job does, and what a queue is for, in words. */
export const jobName = (name: string): string => lookup('console', `jobName.${name}`, lookup('console', 'jobName.other', ''));
export const queueName = (name: string): string => lookup('console', `queueName.${name}`, name);
