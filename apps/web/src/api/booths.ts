import { api, at, fileBody, listUnder, ok, takeUnder } from './http';
import type * as T from './types';

/** Booths of a fair: asked for, held, confirmed, changed; who waits; and what the office does with them. */
export const booths = {
  ask: (fair: string, body: T.AskBooth) => ok(api.POST('/api/fairs/{id}/bookings', { params: at(fair), body })),
  one: (which: string) => ok(api.GET('/api/booths/{id}', { params: at(which) })),
  confirm: (which: string, body: T.BoothDetails) => ok(api.POST('/api/booths/{id}/confirm', { params: at(which), body })),
  describe: (which: string, body: T.BoothDetails) => ok(api.PUT('/api/booths/{id}/details', { params: at(which), body })),
  exchange: (which: string, number: string) => ok(api.POST('/api/booths/{id}/exchange', { params: at(which), body: { number } })),
  release: (which: string, reason?: string) =>
    ok(api.DELETE('/api/booths/{id}', { params: { ...at(which), query: { ...(reason && { reason }) } } })),
  swap: (which: string, withId: string) => ok(api.POST('/api/booths/{id}/swap', { params: at(which), body: { withId } })),
  block: (which: string, reason: string | null) => ok(api.POST('/api/booths/{id}/block', { params: at(which), body: { reason } })),
  absent: (which: string, absent: boolean) => ok(api.POST('/api/booths/{id}/absent', { params: at(which), body: { absent } })),
  waiting: listUnder('/api/fairs/{id}/waiting'),
  myWaiting: () => ok(api.GET('/api/waiting/mine')),
  leave: (which: string, reason?: string) =>
    ok(api.DELETE('/api/waiting/{id}', { params: { ...at(which), query: { ...(reason && { reason }) } } })),
  order: (which: string, beforeId: string | null, reason: string) =>
    ok(api.POST('/api/waiting/{id}/order', { params: at(which), body: { beforeId, reason } })),
  replies: (fair: string) => ok(api.GET('/api/fairs/{id}/replies', { params: at(fair) })),
  reply: (fair: string, answer: 'yes' | 'no') => ok(api.POST('/api/fairs/{id}/replies', { params: at(fair), body: { answer } })),
  changes: (fair: string) => ok(api.GET('/api/fairs/{id}/changes', { params: at(fair) })),
  previewList: (fair: string, file: File) => ok(api.POST('/api/fairs/{id}/placements/preview', { params: at(fair), body: fileBody(file) })),
  placeList: (fair: string, rows: T.Placement[]) =>
    ok(
      api.POST('/api/fairs/{id}/placements', {
        params: at(fair),
        body: { rows: rows.map(({ line, name, creditCode, number }) => ({ line, name, creditCode, number })) },
      }),
    ),
  people: listUnder('/api/booths/{id}/outcomes'),
  takePeople: takeUnder('/api/booths/{id}/outcomes/export'),
  counts: (which: string) => ok(api.GET('/api/booths/{id}/outcomes/counts', { params: at(which) })),
  say: (which: string, body: T.NewOutcome) => ok(api.POST('/api/booths/{id}/outcomes', { params: at(which), body })),
  talkRoom: (which: string) => ok(api.GET('/api/booths/{id}/talk-room', { params: at(which) })),
  setTalkRoom: (which: string, body: T.TalkRoomPlan) => ok(api.PUT('/api/booths/{id}/talk-room', { params: at(which), body })),
  callNext: (which: string) => ok(api.POST('/api/booths/{id}/talk-room/call', { params: at(which) })),
  endTurn: (which: string, turnId: string) => ok(api.POST('/api/booths/{id}/talk-room/end', { params: at(which), body: { turnId } })),
  fitting: () => ok(api.GET('/api/fitting-fairs')),
  invitations: () => ok(api.GET('/api/fitting-fairs/invitations')),
  setInvitations: (wanted: boolean) => ok(api.PUT('/api/fitting-fairs/invitations', { body: { wanted } })),
  rules: () => ok(api.GET('/api/booth-rules', { params: { query: { limit: 50 } } })),
  setRule: (body: T.BoothRule) => ok(api.PUT('/api/booth-rules', { body })),
  licence: (enterprise: string) => ok(api.GET('/api/agency-licences/{enterpriseId}', { params: { path: { enterpriseId: enterprise } } })),
  setLicence: (enterprise: string, number: string, validUntil: string) =>
    ok(api.PUT('/api/agency-licences/{enterpriseId}', { params: { path: { enterpriseId: enterprise } }, body: { number, validUntil } })),
};

/** The year of an office's fairs, its calendar and series. */
export const fairYear = {
  year: (year: number, node?: string) => ok(api.GET('/api/fair-year', { params: { query: { year, ...(node && { node }) } } })),
  shortages: (node?: string) => ok(api.GET('/api/fair-year/shortages', { params: { query: { ...(node && { node }) } } })),
  late: (node?: string) => ok(api.GET('/api/fair-year/late', { params: { query: { ...(node && { node }) } } })),
  setTarget: (body: T.FairTarget) => ok(api.PUT('/api/fair-targets', { body })),
  movePreview: (fair: string, day: string) => ok(api.GET('/api/fairs/{id}/move-preview', { params: { ...at(fair), query: { day } } })),
  previewSeries: (body: T.NewSeries) => ok(api.POST('/api/fair-series/preview', { body })),
  planSeries: (body: T.NewSeries) => ok(api.POST('/api/fair-series', { body })),
  feeds: () => ok(api.GET('/api/fair-feeds', { params: { query: { limit: 20 } } })),
  makeFeed: () => ok(api.POST('/api/fair-feeds')),
  revokeFeed: (which: string) => ok(api.DELETE('/api/fair-feeds/{id}', { params: at(which) })),
};
