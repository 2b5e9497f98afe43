import { api, at, listAt, ok, takeAt } from './http';
import type * as T from './types';

/** How long promises hold, and when they are reminded of. */
export const dispatchRules = {
  list: listAt('/api/dispatch-rules'),
  set: (body: T.DispatchRule) => ok(api.PUT('/api/dispatch-rules', { body })),
};

/** People whom a station looks after. */
export const workers = {
  list: listAt('/api/workers'),
  take: takeAt('/api/workers/export'),
  enter: (body: T.NewWorker) => ok(api.POST('/api/workers', { body })),
  move: (which: string, body: T.WorkerStep) => ok(api.POST('/api/workers/{id}/stage', { params: at(which), body })),
  erase: (which: string, reason: string) => ok(api.POST('/api/workers/{id}/erase', { params: at(which), body: { reason } })),
  /** Those whom a post has accepted go on a manifest. */
  onTrip: (trip: string, workerIds: string[], promiseId: string | undefined) =>
    ok(api.POST('/api/trips/{id}/manifest/workers', { params: at(trip), body: { workerIds, ...(promiseId ? { promiseId } : {}) } })),
};

/** Somebody travels in another one's place. */
export const substitute = (trip: string, lineId: string, body: T.Substitute) =>
  ok(api.POST('/api/trips/{id}/manifest/{lineId}/substitute', { params: { path: { id: trip, lineId } }, body }));
