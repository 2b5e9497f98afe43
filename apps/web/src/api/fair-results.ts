import { api, at, fileBody, listAt, ok, takeAt, takeUnder } from './http';
import type * as T from './types';

/** What came of fairs: who owes it, whom enterprises hired, and the figures. */
export const fairResults = {
  rules: () => ok(api.GET('/api/fair-result-rules')),
  setRule: (body: T.ResultRule) => ok(api.PUT('/api/fair-result-rules', { body })),
  owed: listAt('/api/fair-results'),
  preview: (fair: string, file: File, enterprise?: string) =>
    ok(
      api.POST('/api/fairs/{id}/results/preview', { params: { ...at(fair), query: { enterprise } }, body: fileBody(file) } as never),
    ) as Promise<T.PreviewedResult[]>,
  take: (fair: string, body: T.ResultRows) => ok(api.POST('/api/fairs/{id}/results', { params: at(fair), body })),
  handIn: (fair: string, enterpriseId?: string) =>
    ok(api.POST('/api/fairs/{id}/results/hand-in', { params: at(fair), body: enterpriseId ? { enterpriseId } : {} })),
  hires: listAt('/api/fair-hires'),
  takeHires: takeAt('/api/fair-hires/export'),
  answer: (hire: string, says: T.FairHire['says'] & string) =>
    ok(api.POST('/api/fair-hires/{id}/answer', { params: at(hire), body: { says } })),
  goAfter: (hire: string) => ok(api.POST('/api/fair-hires/{id}/take', { params: at(hire) })),
  askAgain: (hire: string) => ok(api.POST('/api/fair-hires/{id}/ask', { params: at(hire) })),
  report: (fair: string, lang: 'zh' | 'en') => ok(api.GET('/api/fairs/{id}/report', { params: { ...at(fair), query: { lang } } })),
  reportFile: takeUnder('/api/fairs/{id}/report/file'),
  reports: (query: T.FairReportQuery) => ok(api.GET('/api/fair-reports', { params: { query } })),
  reportsFile: takeAt('/api/fair-reports/file'),
};
