import { api, at, fileBody, ifVersion, ok, takeUnder } from './http';
import type * as T from './types';

/** Templates of plans, what is drawn of a fair, and floor plans of rooms. */
export const fairPapers = {
  templates: () => ok(api.GET('/api/fair-templates')),
  variables: () => ok(api.GET('/api/fair-templates/variables')),
  setTemplate: ({ kind, locale, version }: T.FairTemplate, body: string) =>
    ok(api.PUT('/api/fair-templates/{kind}/{locale}', { params: { path: { kind, locale }, ...ifVersion(version) }, body: { body } })),
  plan: (id: string, kind: T.FairTemplate['kind'], query: { format: 'pdf' | 'docx'; lang: 'zh' | 'en' }): Promise<Blob> =>
    ok(api.GET('/api/fairs/{id}/plan-document', { params: { path: { id }, query: { kind, ...query } }, parseAs: 'blob' } as never)),
  cards: takeUnder('/api/fairs/{id}/cards'),
  poster: takeUnder('/api/fairs/{id}/poster'),
  /** Null while a room has none. */
  floor: async (room: string) => (await ok(api.GET('/api/rooms/{id}/floor', { params: at(room) })))[0] ?? null,
  setFloor: (room: string, file: File) => ok(api.POST('/api/rooms/{id}/floor', { params: at(room), body: fileBody(file) })),
  placeBooths: (room: string, version: number, spots: T.PlacedBooth[]) =>
    ok(api.PUT('/api/rooms/{id}/floor/spots', { params: { ...at(room), ...ifVersion(version) }, body: { spots } })),
  removeFloor: (room: string) => ok(api.DELETE('/api/rooms/{id}/floor', { params: at(room) })),
};
