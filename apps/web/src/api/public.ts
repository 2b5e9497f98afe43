import { get, post } from './http';
import type { BoardPage, BoardSummary, Booth, Demo, Fair, OccupationFigures, Page, Post } from './types';

export interface BoardQuery {
  q?: string;
  occupation?: string;
  level?: string;
  node?: string;
  wageFrom?: string;
  sort?: string;
  cursor?: string;
  limit?: number;
}

export const demo = (): Promise<Demo> => get('demo');
export const boardSummary = (): Promise<BoardSummary> => get('board/summary');
export const board = (query: BoardQuery): Promise<BoardPage> => get('board', { ...query });
export const boardPosts = (query: BoardQuery): Promise<Page<Post> & { total?: number }> => get('board/posts', { ...query });
export const boardOccupation = (code: string): Promise<OccupationFigures> => get(`board/occupations/${encodeURIComponent(code)}`);
export const boardPost = (id: string): Promise<Post> => get(`board/posts/${encodeURIComponent(id)}`);
export const reportPost = (id: string, report: { kind: 'filled' | 'untrue'; note?: string }): Promise<void> =>
  post(`needs/${encodeURIComponent(id)}/report`, report);
export const fairs = (query: { from?: string; cursor?: string; limit?: number }): Promise<Page<Fair>> => get('fairs', { ...query });
export const fair = (id: string): Promise<Fair> => get(`fairs/${encodeURIComponent(id)}`);
export const fairBooths = (id: string): Promise<Booth[]> => get(`fairs/${encodeURIComponent(id)}/booths`);
