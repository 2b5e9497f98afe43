import { api, at, fileBody, listAt, ok, takeAt } from './http';
import type * as T from './types';

/** How long promises hold, and when they are reminded of. */
export const dispatchRules = {
  list: listAt('/api/dispatch-rules'),
  set: (body: T.DispatchRule) => ok(api.PUT('/api/dispatch-rules', { body })),
};

/** Links by which people say themselves whether they are still there. */
export const retentionLinks = { make: (ids: string[]) => ok(api.POST('/api/retention-links', { body: { ids } })) };

/** What became of promises. */
export const performance = {
  list: listAt('/api/performance'),
  take: takeAt('/api/performance/export'),
  curve: listAt('/api/performance/retention'),
  provinces: () => ok(api.GET('/api/performance/provinces', { params: {} })),
};

/** Enterprises that did not answer checks in time. */
export const lateFollowUps = { list: listAt('/api/late-follow-ups'), take: takeAt('/api/late-follow-ups/export') };

/** Paid months of social insurance. */
export const insuranceMonths = {
  list: listAt('/api/insurance-months'),
  preview: (file: File) => ok(api.POST('/api/insurance-months/preview', { body: fileBody(file) })),
  save: (file: File) => ok(api.POST('/api/insurance-months', { body: fileBody(file) })),
};

/** What holds for all people of a file. */
export interface PeopleOfFile {
  batch?: string;
  consentForm: T.NewWorker['consentForm'];
  consentOn: string;
  consentWording: string;
}

/** Batches of a station as a file. */
export const batchFiles = {
  preview: (file: File) => ok(api.POST('/api/batches/preview', { params: {}, body: fileBody(file) })),
  save: (file: File) => ok(api.POST('/api/batches/file', { params: {}, body: fileBody(file) })),
};

/** People whom a station looks after. */
export const workers = {
  list: listAt('/api/workers'),
  take: takeAt('/api/workers/export'),
  named: (batches: string[]) => ok(api.GET('/api/workers/named', { params: { query: { batches: batches.join(',') } } })),
  previewFile: (file: File, query: PeopleOfFile) => ok(api.POST('/api/workers/preview', { params: { query }, body: fileBody(file) })),
  addFile: (file: File, query: PeopleOfFile) => ok(api.POST('/api/workers/file', { params: { query }, body: fileBody(file) })),
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
