import { api, at, fileBody, ifVersion, listAt, ok, takeAt, takeUnder } from './http';
import type * as T from './types';

/** Fairs, their booths and who is on duty. */
export const fairs = {
  list: listAt('/api/fairs'),
  take: takeAt('/api/fairs/export'),
  one: (which: string) => ok(api.GET('/api/fairs/{id}', { params: at(which) })),
  create: (body: T.NewFair) => ok(api.POST('/api/fairs', { body })),
  change: (which: string, version: number, body: T.FairChanges) =>
    ok(api.PATCH('/api/fairs/{id}', { params: at(which), ...ifVersion(version), body })),
  publish: (which: string) => ok(api.POST('/api/fairs/{id}/publish', { params: at(which) })),
  cancel: (which: string, reason: string) => ok(api.POST('/api/fairs/{id}/cancel', { params: at(which), body: { reason } })),
  booths: (which: string) => ok(api.GET('/api/fairs/{id}/booths', { params: at(which) })),
  book: (which: string, number: string) => ok(api.POST('/api/fairs/{id}/booths', { params: at(which), body: { number } })),
  step: (which: string, step: T.FairHandStep) => ok(api.POST('/api/fairs/{id}/steps', { params: at(which), body: { step } })),
  duty: (which: string) => ok(api.GET('/api/fairs/{id}/duty', { params: at(which) })),
  setDuty: (which: string, userIds: string[]) => ok(api.PUT('/api/fairs/{id}/duty', { params: at(which), body: { userIds } })),
  clashes: (query: T.FairClashQuery) => ok(api.GET('/api/fair-clashes', { params: { query } })),
  mine: () => ok(api.GET('/api/booths/mine')),
  boothsOf: listAt('/api/booths'),
  giveBack: (booth: string) => ok(api.DELETE('/api/booths/{id}', { params: at(booth) })),
};

/** The day of a fair: gates, tickets, phones and what they disagree about. */
export const fairDay = {
  gates: (which: string) => ok(api.GET('/api/fairs/{id}/gates', { params: at(which) })),
  addGate: (which: string, name: string) => ok(api.POST('/api/fairs/{id}/gates', { params: at(which), body: { name } })),
  printTickets: (which: string, count: number) => ok(api.POST('/api/fairs/{id}/tickets/paper', { params: at(which), body: { count } })),
  phones: (group: string, of: { dutyKind?: string; duty?: string }) =>
    ok(api.GET('/api/field-devices', { params: { query: { group, ...of, limit: 100 } } })),
  invite: (body: T.NewFieldDevice) => ok(api.POST('/api/field-devices', { body })),
  inviteAgain: (phone: string) => ok(api.POST('/api/field-devices/{id}/code', { params: at(phone) })),
  revoke: (phone: string) => ok(api.POST('/api/field-devices/{id}/revoke', { params: at(phone) })),
  wall: (which: string) => ok(api.GET('/api/fairs/{id}/wall', { params: at(which) })),
  arrivals: (which: string) => ok(api.GET('/api/fairs/{id}/arrivals', { params: at(which) })),
  arrived: (booth: string, arrived: boolean) => ok(api.POST('/api/booths/{id}/arrival', { params: at(booth), body: { arrived } })),
  previewGroup: (which: string, file: File) => ok(api.POST('/api/fairs/{id}/groups/preview', { params: at(which), body: fileBody(file) })),
  addGroup: (which: string, name: string, rows: readonly T.GroupLine[]) =>
    ok(
      api.POST('/api/fairs/{id}/groups', {
        params: at(which),
        body: { name, rows: rows.map((row) => ({ line: row.line, name: row.name ?? '', phone: row.phone })) },
      }),
    ),
  takeTickets: (which: string) => takeUnder('/api/fairs/{id}/tickets/export')(which, {}),
  enterPaper: (body: T.NewFieldPaper) => ok(api.POST('/api/field-papers', { body })),
  conflicts: (group: string) => ok(api.GET('/api/field-conflicts', { params: { query: { group, open: true, limit: 50 } } })),
  settle: (entry: string, stands: boolean) => ok(api.POST('/api/field-conflicts/{id}/settle', { params: at(entry), body: { stands } })),
};

/** Houses for fairs, and what holds for filing them. */
export const venues = {
  list: listAt('/api/venues'),
  take: takeAt('/api/venues/export'),
  one: (which: string) => ok(api.GET('/api/venues/{id}', { params: at(which) })),
  create: (body: T.NewVenue) => ok(api.POST('/api/venues', { body })),
  change: (which: string, version: number, body: T.VenueChanges) =>
    ok(api.PATCH('/api/venues/{id}', { params: at(which), ...ifVersion(version), body })),
  addRoom: (which: string, body: T.NewRoom) => ok(api.POST('/api/venues/{id}/rooms', { params: at(which), body })),
  changeRoom: (room: string, version: number, body: T.NewRoom) =>
    ok(api.PATCH('/api/rooms/{id}', { params: at(room), ...ifVersion(version), body })),
};
export const fairRules = {
  list: listAt('/api/fair-rules'),
  set: (body: T.FairRule) => ok(api.PUT('/api/fair-rules', { body })),
  days: listAt('/api/special-days'),
  setDay: (body: T.SpecialDay) => ok(api.PUT('/api/special-days', { body })),
  removeDay: (day: string) => ok(api.DELETE('/api/special-days/{day}', { params: { path: { day } } })),
};
