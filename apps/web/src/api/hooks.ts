import { api, at, listAt, listUnder, ok } from './http';
import type * as T from './types';

/** Other systems that are told of what happens. */
export const hooks = {
  list: listAt('/api/webhooks'),
  get: (which: string) => ok(api.GET('/api/webhooks/{id}', { params: at(which) })),
  connect: (body: T.NewWebhook) => ok(api.POST('/api/webhooks', { body })),
  change: (which: string, body: T.ChangedWebhook) => ok(api.PUT('/api/webhooks/{id}', { params: at(which), body })),
  changeSecret: (which: string, version: number) => ok(api.POST('/api/webhooks/{id}/secret', { params: at(which), body: { version } })),
  remove: (which: string) => ok(api.DELETE('/api/webhooks/{id}', { params: at(which) })),
  dispatches: listUnder('/api/webhooks/{id}/dispatches'),
  again: (which: string, body: { dispatchId?: string }) => ok(api.POST('/api/webhooks/{id}/send-again', { params: at(which), body })),
};
