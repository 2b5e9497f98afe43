import { api, at, listAt, ok, type Query } from './http';

export type BoardQuery = Query<'/api/board'>;

export const demo = () => ok(api.GET('/api/demo'));
export const boardSummary = () => ok(api.GET('/api/board/summary'));
export const board = listAt('/api/board');
export const boardPosts = listAt('/api/board/posts');
export const boardOccupation = (code: string) => ok(api.GET('/api/board/occupations/{code}', { params: { path: { code } } }));
export const boardPost = (id: string) => ok(api.GET('/api/board/posts/{id}', { params: at(id) }));
export const reportPost = (id: string, report: { kind: 'filled' | 'untrue'; note?: string }) => ok(api.POST('/api/needs/{id}/report', { params: at(id), body: report }));
export const fairs = listAt('/api/fairs');
export const fair = (id: string) => ok(api.GET('/api/fairs/{id}', { params: at(id) }));
export const fairBooths = (id: string) => ok(api.GET('/api/fairs/{id}/booths', { params: at(id) }));
