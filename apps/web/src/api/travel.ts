import { api, at, ifVersion, listAt, ok, takeAt } from './http';
import type * as T from './types';

/** How a trip goes, who sits where, and who took its people over. */
export const travel = {
  one: (trip: string) => ok(api.GET('/api/trips/{id}/travel', { params: at(trip) })),
  set: (trip: string, version: number, body: T.NewTripTravel) =>
    ok(api.PUT('/api/trips/{id}/travel', { params: at(trip), ...ifVersion(version), body })),
  seatAll: (trip: string) => ok(api.POST('/api/trips/{id}/seats/all', { params: at(trip) })),
  handOvers: (trip: string) => ok(api.GET('/api/trips/{id}/hand-overs', { params: at(trip) })),
  receive: (trip: string, receivedBy: string, missing: string[]) =>
    ok(api.POST('/api/trips/{id}/receive', { params: at(trip), body: { receivedBy, missing } })),
  links: (trip: string) => ok(api.POST('/api/trips/{id}/links', { params: at(trip) })),
};

/** Manifest, badges and arrival notice of a trip, as a file. */
export const paperOf = (trip: string, kind: 'manifest' | 'badges' | 'notice', format: 'pdf' | 'xlsx', lang: string, full = false): string =>
  `/api/trips/${encodeURIComponent(trip)}/papers?kind=${kind}&format=${format}&lang=${lang}${full ? '&full=true' : ''}`;

/** Who arrives in the next days. */
export const arrivals = {
  list: listAt('/api/arrivals'),
  takeAlong: takeAt('/api/arrivals/export'),
  summary: () => ok(api.GET('/api/arrivals/summary')),
};

/** People who were missing at roll calls. */
export const absences = {
  list: listAt('/api/absences'),
  takeAlong: takeAt('/api/absences/export'),
  close: (which: string, outcome: NonNullable<T.Absence['outcome']>, note: string | null) =>
    ok(api.POST('/api/absences/{id}/close', { params: at(which), body: { outcome, note } })),
  take: (which: string) => ok(api.POST('/api/absences/{id}/take', { params: at(which) })),
};
