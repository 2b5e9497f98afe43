import { api, at, listAt, ok, type Query } from './http';
import type { CatalogueLines, NewTicket, TicketChange, TicketReach } from './types';

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
export const privacyNotice = () => ok(api.GET('/api/privacy-notice'));
export const fairBooths = (id: string) => ok(api.GET('/api/fairs/{id}/booths', { params: at(id) }));
export const fairPosts = (id: string, cursor: string | undefined) =>
  ok(api.GET('/api/fairs/{id}/posts', { params: { ...at(id), query: { limit: 50, ...(cursor && { cursor }) } } }));
export const fairChanges = (id: string) => ok(api.GET('/api/fairs/{id}/changes', { params: at(id) }));
export const fairCalendar = (id: string): string => `/api/fairs/${encodeURIComponent(id)}/calendar`;
export const openCalendar = '/api/fair-feeds/open/calendar';
export const unsubscribe = (key: string) =>
  ok(api.POST('/api/unsubscribe/{key}', { params: { path: { key } }, body: { 'List-Unsubscribe': 'One-Click' } }));
