import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from './principal.js';

/** What is known about the request being served, anywhere below it. */
export interface RequestContext {
  readonly requestId: string;
  readonly ip: string;
  /** When it arrived, by `performance.now()`: before anything was looked up for it. */
  readonly heardMs?: number;
  locale: 'zh' | 'en';
  principal?: Principal;
}

export const requestStorage = new AsyncLocalStorage<RequestContext>();

/** Undefined in jobs and commands. */
export const requestContext = (): RequestContext | undefined => requestStorage.getStore();
