import { api, listAt, ok } from './http';
import type * as T from './types';

/** How long promises hold, and when they are reminded of. */
export const dispatchRules = {
  list: listAt('/api/dispatch-rules'),
  set: (body: T.DispatchRule) => ok(api.PUT('/api/dispatch-rules', { body })),
};

/** Somebody travels in another one's place. */
export const substitute = (trip: string, lineId: string, body: T.Substitute) =>
  ok(api.POST('/api/trips/{id}/manifest/{lineId}/substitute', { params: { path: { id: trip, lineId } }, body }));
