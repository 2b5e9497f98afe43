import { api, at, fileBody, listAt, ok, takeAt, takeUnder } from './http';
import type * as T from './types';

/** Plans of a quarter's fairs, and the rules that they keep to. */
export const fairPlans = {
  list: listAt('/api/fair-plans'),
  take: takeAt('/api/fair-plans/export'),
  one: (which: string) => ok(api.GET('/api/fair-plans/{id}', { params: at(which) })),
  start: (body: T.NewFairPlan) => ok(api.POST('/api/fair-plans', { body })),
  cancel: (which: string) => ok(api.POST('/api/fair-plans/{id}/cancel', { params: at(which) })),
  again: (which: string) => ok(api.POST('/api/fair-plans/{id}/replan', { params: at(which) })),
  accept: (which: string) => ok(api.POST('/api/fair-plans/{id}/accept', { params: at(which) })),
  takeFairs: takeUnder('/api/fair-plans/{id}/fairs/export'),
  fairs: (id: string, query: T.PlanFairQuery) => ok(api.GET('/api/fair-plans/{id}/fairs', { params: { path: { id }, query } })),
  fair: (which: string) => ok(api.GET('/api/plan-fairs/{id}', { params: at(which) })),
  change: (which: string, body: T.PlanFairChanges) => ok(api.PATCH('/api/plan-fairs/{id}', { params: at(which), body })),
  previewTable: (file: File) => ok(api.POST('/api/fair-tables/preview', { body: fileBody(file) })),
  takeTable: (body: T.FairTableLines) => ok(api.POST('/api/fair-tables', { body })),
  exportTable: takeAt('/api/fair-tables/export'),
  rules: listAt('/api/fair-planning-rules'),
  setRule: (body: T.PlanningRule) => ok(api.PUT('/api/fair-planning-rules', { body })),
  invitations: (id: string, query: { cursor?: string | undefined; limit?: number }) =>
    ok(api.GET('/api/fairs/{id}/invitations', { params: { path: { id }, query } })),
};
