import { call, get, patch, post, remove, type Query } from './http';
import type * as T from './types';

const id = encodeURIComponent;

export const session = {
  me: (): Promise<T.Me> => get('me'),
  signIn: (login: string, password: string): Promise<T.Me> => post('sessions', { login, password }),
  signOut: (): Promise<void> => remove('sessions/current'),
};

export const reference = {
  occupations: (q: string, signal?: AbortSignal): Promise<T.Page<T.Occupation>> => get('reference/occupations', { q, limit: 12 }, signal),
  places: (): Promise<T.Page<T.Division>> => get('reference/divisions', { served: true, limit: 100 }),
  industries: (q: string): Promise<T.Page<T.Industry>> => get('reference/industries', { q, limit: 20 }),
};

export const files = {
  upload: (kind: string, file: File): Promise<T.StoredFile> => {
    const form = new FormData();
    form.set('file', file);
    return call('POST', 'files', { query: { kind }, body: form });
  },
};

export const registrations = {
  create: (body: unknown): Promise<T.Registration> => post('registrations', body),
  again: (body: unknown): Promise<T.Registration> => post('registrations/mine', body),
  mine: (): Promise<T.Registration[]> => get('registrations/mine'),
  document: (one: string, which: 'licence' | 'letter'): string => `/api/registrations/${id(one)}/${which}`,
  list: (query: Query): Promise<T.Page<T.Registration>> => get('registrations', query),
  approve: (one: string): Promise<void> => post(`registrations/${id(one)}/approve`),
  refuse: (one: string, reason: string): Promise<void> => post(`registrations/${id(one)}/refuse`, { reason }),
};

export const enterprises = {
  list: (query: Query): Promise<T.Page<T.Enterprise>> => get('enterprises', query),
  one: (which: string): Promise<T.Enterprise> => get(`enterprises/${id(which)}`),
  mine: (): Promise<T.Enterprise[]> => get('enterprises/mine'),
};

export const needs = {
  list: (query: Query): Promise<T.Page<T.Need>> => get('needs', query),
  one: (which: string): Promise<T.Need> => get(`needs/${id(which)}`),
  ledger: (which: string): Promise<T.Page<T.NeedEntry>> => get(`needs/${id(which)}/ledger`, { limit: 100 }),
  create: (body: T.NewNeed): Promise<T.Need> => post('needs', body),
  change: (which: string, version: number, body: Partial<T.NewNeed>): Promise<T.Need> => patch(`needs/${id(which)}`, body, `"${version}"`),
  publish: (which: string): Promise<T.Need> => post(`needs/${id(which)}/publish`),
  confirm: (which: string): Promise<T.Need> => post(`needs/${id(which)}/confirm`),
  withdraw: (which: string, reason: string): Promise<T.Need> => post(`needs/${id(which)}/withdraw`, { reason }),
};

export const imports = {
  list: (query: Query): Promise<T.Page<T.NeedImport>> => get('imports', query),
  upload: (file: File): Promise<T.NeedImport> => {
    const form = new FormData();
    form.set('kind', 'needs');
    form.set('file', file);
    return post('imports', form);
  },
  one: (which: string): Promise<T.NeedImport> => get(`imports/${id(which)}`),
  map: (which: string, mapping: Record<string, string | null>): Promise<T.NeedImport> => patch(`imports/${id(which)}/mapping`, { mapping }),
  rows: (which: string, query: Query): Promise<T.Page<T.ImportRow>> => get(`imports/${id(which)}/rows`, query),
  confirm: (which: string): Promise<T.NeedImport> => post(`imports/${id(which)}/confirm`),
  wrongRows: (which: string): string => `/api/imports/${id(which)}/wrong.xlsx`,
};

export const supply = {
  suppliers: (query: Query): Promise<T.Page<T.Supplier>> => get('suppliers', query),
  createSupplier: (body: unknown): Promise<T.Supplier> => post('suppliers', body),
  batches: (query: Query): Promise<T.Page<T.Batch>> => get('batches', query),
  createBatch: (body: unknown): Promise<T.Batch> => post('batches', body),
  changeBatch: (which: string, version: number, body: unknown): Promise<T.Batch> => patch(`batches/${id(which)}`, body, `"${version}"`),
};

export const matching = {
  runs: (query: Query): Promise<T.Page<T.MatchingRun>> => get('matching-runs', query),
  run: (which: string): Promise<T.MatchingRun> => get(`matching-runs/${id(which)}`),
  start: (): Promise<T.MatchingRun> => post('matching-runs', {}),
  runProposals: (which: string, query: Query): Promise<T.Page<T.Proposal>> => get(`matching-runs/${id(which)}/proposals`, query),
  approve: (which: string, proposalIds?: string[]): Promise<T.MatchingRun> => post(`matching-runs/${id(which)}/approve`, proposalIds ? { proposalIds } : {}),
  proposals: (query: Query): Promise<T.Page<T.Proposal>> => get('proposals', query),
  promise: (which: string, people: number): Promise<T.LabourPromise> => post(`proposals/${id(which)}/promise`, { people }),
};

export const promises = {
  list: (query: Query): Promise<T.Page<T.LabourPromise>> => get('promises', query),
  accept: (which: string): Promise<void> => post(`promises/${id(which)}/accept`),
  decline: (which: string, reason: string): Promise<void> => post(`promises/${id(which)}/decline`, { reason }),
  withdraw: (which: string, reason: string): Promise<void> => post(`promises/${id(which)}/withdraw`, { reason }),
};

export interface LineMark {
  lineId: string;
  state: T.LineState;
  reason?: string;
}
export const trips = {
  list: (query: Query): Promise<T.Page<T.Trip>> => get('trips', query),
  one: (which: string): Promise<T.TripDetail> => get(`trips/${id(which)}`),
  create: (body: unknown): Promise<T.Trip> => post('trips', body),
  manifest: (which: string, lines: unknown[]): Promise<T.TripDetail> => post(`trips/${id(which)}/manifest`, { lines }),
  step: (which: string, step: 'depart' | 'arrive' | 'hand-over' | 'confirm', lines: LineMark[]): Promise<T.TripDetail> =>
    post(`trips/${id(which)}/${step}`, { lines }),
};

export const fairs = {
  list: (query: Query): Promise<T.Page<T.Fair>> => get('fairs', query),
  one: (which: string): Promise<T.Fair> => get(`fairs/${id(which)}`),
  create: (body: unknown): Promise<T.Fair> => post('fairs', body),
  publish: (which: string): Promise<T.Fair> => post(`fairs/${id(which)}/publish`),
  cancel: (which: string, reason: string): Promise<T.Fair> => post(`fairs/${id(which)}/cancel`, { reason }),
  booths: (which: string): Promise<T.Booth[]> => get(`fairs/${id(which)}/booths`),
  book: (which: string, number: string): Promise<T.Booth> => post(`fairs/${id(which)}/booths`, { number }),
  giveBack: (booth: string): Promise<void> => remove(`booths/${id(booth)}`),
};

export const messages = {
  list: (query: Query): Promise<T.Page<T.Message>> => get('messages', query),
  read: (which: string): Promise<void> => post(`messages/${id(which)}/read`),
  deliveries: (query: Query): Promise<T.Page<T.Delivery>> => get('deliveries', query),
  resend: (which: string): Promise<void> => post(`deliveries/${id(which)}/retry`),
};

export const admin = {
  jobs: (query: Query): Promise<T.Page<T.Job>> => get('jobs', query),
  job: (which: string, step: 'retry' | 'cancel'): Promise<void> => post(`jobs/${id(which)}/${step}`),
  queue: (name: string, step: 'pause' | 'resume'): Promise<void> => post(`queues/${id(name)}/${step}`),
  audit: (query: Query): Promise<T.Page<T.AuditEntry>> => get('audit-entries', query),
  users: (query: Query): Promise<T.Page<T.User>> => get('users', query),
  createUser: (body: unknown): Promise<T.User> => post('users', body),
  disable: (which: string): Promise<void> => post(`users/${id(which)}/disable`),
  settings: (): Promise<T.Setting[] | { items: T.Setting[] }> => call('GET', 'settings'),
};
