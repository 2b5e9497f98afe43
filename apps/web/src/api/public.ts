import { api, at, listAt, ok, type Query } from './http';
import type { CatalogueLines, HireLook, NewTicket, TicketChange, TicketReach } from './types';

export type BoardQuery = Query<'/api/board'>;

export const about = () => ok(api.GET('/api/about'));
export const demo = () => ok(api.GET('/api/demo'));
export const boardSummary = () => ok(api.GET('/api/board/summary'));
export const board = listAt('/api/board');
export const boardPosts = listAt('/api/board/posts');
export const boardOccupation = (code: string) => ok(api.GET('/api/board/occupations/{code}', { params: { path: { code } } }));
export const boardPost = (id: string) => ok(api.GET('/api/board/posts/{id}', { params: at(id) }));
export const reportPost = (id: string, report: { kind: 'filled' | 'untrue'; note?: string }) =>
  ok(api.POST('/api/needs/{id}/report', { params: at(id), body: report }));
const catalogueAt = (quarter: string) => ({ path: { quarter } });
export type CatalogueQuery = Query<'/api/catalogues/{quarter}/occupations'>;
export const catalogues = listAt('/api/catalogues');
export const catalogue = (quarter: string) => ok(api.GET('/api/catalogues/{quarter}', { params: catalogueAt(quarter) }));
export const catalogueLines = (quarter: string, query: CatalogueQuery): Promise<CatalogueLines> =>
  ok(api.GET('/api/catalogues/{quarter}/occupations', { params: { ...catalogueAt(quarter), query: query as never } }));
export const catalogueOccupation = (quarter: string, code: string) =>
  ok(api.GET('/api/catalogues/{quarter}/occupations/{code}', { params: { path: { quarter, code } } }));
export const occupationTrend = (code: string) => ok(api.GET('/api/catalogues/occupations/{code}', { params: { path: { code } } }));
export const catalogueFile = (quarter: string, file: 'catalogue.pdf' | 'catalogue.xlsx' | 'data.csv' | 'data.json'): string =>
  `/api/catalogues/${encodeURIComponent(quarter)}/${file}`;
export const fairs = listAt('/api/fairs');
export const fair = (id: string) => ok(api.GET('/api/fairs/{id}', { params: at(id) }));
const ticketAt = (id: string) => ({ params: at(id) });
export const ticketWays = (id: string) => ok(api.GET('/api/fairs/{id}/ticket-ways', ticketAt(id)));
export const ticketCode = (id: string, body: TicketReach) => ok(api.POST('/api/fairs/{id}/ticket-codes', { ...ticketAt(id), body }));
export const takeTicket = (id: string, body: NewTicket) => ok(api.POST('/api/fairs/{id}/tickets', { ...ticketAt(id), body }));
export const myTicket = (link: string) => ok(api.POST('/api/my-ticket', { body: { link } }));
export const changeTicket = (body: TicketChange) => ok(api.POST('/api/my-ticket/change', { body }));
export const removeTicket = (link: string) => ok(api.POST('/api/my-ticket/remove', { body: { link } }));
export const talkRooms = (id: string, cursor: string | undefined) =>
  ok(api.GET('/api/fairs/{id}/talk-rooms', { params: { ...at(id), query: { limit: 50, ...(cursor && { cursor }) } } }));
export const myTurns = (link: string) => ok(api.POST('/api/my-turns', { body: { link } }));
export const joinQueue = (link: string, roomId: string) => ok(api.POST('/api/my-turns/join', { body: { link, roomId } }));
export const leaveQueue = (link: string, turnId: string) => ok(api.POST('/api/my-turns/leave', { body: { link, turnId } }));
export const comeIn = (link: string, turnId: string) => ok(api.POST('/api/my-turns/come', { body: { link, turnId } }));
export const lookAtHire = (body: HireLook) => ok(api.POST('/api/hire-links', { body }));
export const answerHire = (body: HireLook & { says: 'yes' | 'no' }) => ok(api.POST('/api/hire-links/answer', { body }));
export const workerLink = (code: string) => ok(api.POST('/api/worker-links/look', { body: { code } }));
export const myCheck = (code: string, lastFour: string) => ok(api.POST('/api/my-check', { body: { code, lastFour } }));
export const sayOfCheck = (code: string, lastFour: string, says: 'stayed' | 'left') =>
  ok(api.POST('/api/my-check/answer', { body: { code, lastFour, says } }));
export const myTrip = (code: string, lastFour: string) => ok(api.POST('/api/my-trip', { body: { code, lastFour } }));
export const groupAtGate = (code: string) => ok(api.POST('/api/hand-overs/look', { body: { code } }));
export const receiveGroup = (body: { code: string; receivedBy: string; missing: string[] }) =>
  ok(api.POST('/api/hand-overs/confirm', { body }));
export const privacyNotice = () => ok(api.GET('/api/privacy-notice'));
export const fairBooths = (id: string) => ok(api.GET('/api/fairs/{id}/booths', { params: at(id) }));
export const fairPosts = (id: string, cursor: string | undefined) =>
  ok(api.GET('/api/fairs/{id}/posts', { params: { ...at(id), query: { limit: 50, ...(cursor && { cursor }) } } }));
export const fairCounts = (id: string) => ok(api.GET('/api/fairs/{id}/counts', { params: at(id) }));
export const fairChanges = (id: string) => ok(api.GET('/api/fairs/{id}/changes', { params: at(id) }));
export const fairCalendar = (id: string): string => `/api/fairs/${encodeURIComponent(id)}/calendar`;
export const openCalendar = '/api/fair-feeds/open/calendar';
export const unsubscribe = (key: string) =>
  ok(api.POST('/api/unsubscribe/{key}', { params: { path: { key } }, body: { 'List-Unsubscribe': 'One-Click' } }));
