import { get, post } from './http';
import type { BoardPage, BoardSummary, Booth, Catalogue, CatalogueDetail, CatalogueLines, CatalogueOccupation, Demo, Fair, OccupationFigures, OccupationTrend, Page, Post } from './types';

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
export interface CatalogueQuery {
  q?: string;
  depth?: string;
  county?: string;
  level?: string;
  cursor?: string;
  limit?: number;
}

const quarterPath = (quarter: string): string => `catalogues/${encodeURIComponent(quarter)}`;
export const catalogues = (): Promise<Page<Catalogue>> => get('catalogues', { limit: 40 });
export const catalogue = (quarter: string): Promise<CatalogueDetail> => get(quarterPath(quarter));
export const catalogueLines = (quarter: string, query: CatalogueQuery): Promise<CatalogueLines> => get(`${quarterPath(quarter)}/occupations`, { ...query });
export const catalogueOccupation = (quarter: string, code: string): Promise<CatalogueOccupation> => get(`${quarterPath(quarter)}/occupations/${encodeURIComponent(code)}`);
export const occupationTrend = (code: string): Promise<OccupationTrend> => get(`catalogues/occupations/${encodeURIComponent(code)}`);
export const catalogueFile = (quarter: string, file: 'catalogue.pdf' | 'catalogue.xlsx' | 'data.csv' | 'data.json'): string => `/api/${quarterPath(quarter)}/${file}`;
export const fairs = (query: { from?: string; occupation?: string; cursor?: string; limit?: number }): Promise<Page<Fair>> => get('fairs', { ...query });
export const fair = (id: string): Promise<Fair> => get(`fairs/${encodeURIComponent(id)}`);
export const fairBooths = (id: string): Promise<Booth[]> => get(`fairs/${encodeURIComponent(id)}/booths`);
