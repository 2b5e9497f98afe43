import { call, get, patch, post, remove, type Query } from './http';
import type * as T from './types';

const id = encodeURIComponent;

export const session = {
  me: (): Promise<T.Me> => get('me'),
  signIn: (login: string, password: string): Promise<T.Me> => post('sessions', { login, password }),
  forgotten: (login: string): Promise<void> => post('password-links', { login }),
  redeem: (token: string, password: string): Promise<void> => post('password-links/redeem', { token, password }),
  changePassword: (current: string, next: string): Promise<void> => post('me/password', { current, next }),
  list: (): Promise<T.Session[]> => get('me/sessions'),
  end: (which: string): Promise<void> => remove(`me/sessions/${id(which)}`),
  signOut: (): Promise<void> => remove('sessions/current'),
};

export const reference = {
  occupations: (q: string, signal?: AbortSignal): Promise<T.Page<T.Occupation>> => get('reference/occupations', { q, limit: 12 }, signal),
  /** Counties and development zones of the city. */
  places: (): Promise<T.OrgNode[]> => get('org-nodes', { kind: 'county' }),
  wholeTree: (): Promise<T.OrgNode[]> => get('org-nodes', { kind: 'all' }),
  divisions: (parent?: string): Promise<T.Page<T.GeoDivision>> => get('reference/divisions', { parent }),
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
  upload: (file: File, node: string | undefined): Promise<T.NeedImport> => {
    const form = new FormData();
    form.set('file', file);
    return call('POST', 'imports', { query: { kind: 'needs', node }, body: form });
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
  addPerson: (which: string, body: unknown): Promise<{ userId: string; name: string }> => post(`suppliers/${id(which)}/accounts`, body),
  batches: (query: Query): Promise<T.Page<T.Batch>> => get('batches', query),
  createBatch: (body: unknown): Promise<T.Batch> => post('batches', body),
  closeBatch: (which: string): Promise<T.Batch> => post(`batches/${id(which)}/close`),
};

export const matching = {
  runs: (query: Query): Promise<T.Page<T.MatchingRun>> => get('matching-runs', query),
  run: (which: string): Promise<T.MatchingRun> => get(`matching-runs/${id(which)}`),
  start: (weights: Record<string, unknown>): Promise<T.MatchingRun> => post('matching-runs', { weights }),
  preview: (weights: Record<string, unknown>): Promise<T.MatchingPreview> => post('matching-runs/preview', { weights }),
  summary: (which: string): Promise<T.RunSummary> => get(`matching-runs/${id(which)}/summary`),
  empty: (which: string, query: Query): Promise<T.Page<T.EmptyEnterprise>> => get(`matching-runs/${id(which)}/empty-enterprises`, query),
  compare: (a: string, b: string): Promise<T.Comparison> => get('matching-runs/compare', { a, b }),
  changedNeeds: (a: string, b: string, query: Query): Promise<T.Page<T.ChangedNeed>> => get('matching-runs/compare/needs', { a, b, ...query }),
  rules: (query: Query): Promise<T.Page<T.MatchingRule>> => get('matching-rules', query),
  setRule: (rule: { needId: string; batchId: string; kind: T.RuleKind; note?: string }): Promise<T.MatchingRule> => post('matching-rules', rule),
  liftRule: (which: string): Promise<void> => remove(`matching-rules/${id(which)}`),
  welcome: (which: string): Promise<T.Proposal> => post(`proposals/${id(which)}/welcome`),
  decline: (which: string, reason: string): Promise<T.Proposal> => post(`proposals/${id(which)}/decline`, { reason }),
  advice: (needId: string): Promise<T.NeedAdvice> => get(`needs/${id(needId)}/advice`),
  applyAdvice: (needId: string, kind: string, version: number): Promise<T.NeedAdvice> => post(`needs/${id(needId)}/advice/apply`, { kind, version }),
  fitting: (batchId: string): Promise<T.FittingNeed[]> => get(`batches/${id(batchId)}/fitting-needs`, { limit: 20 }),
  promiseOf: (needId: string, batchId: string, people: number): Promise<T.LabourPromise> => post('promises', { needId, batchId, people }),
  runProposals: (which: string, query: Query): Promise<T.Page<T.Proposal>> => get(`matching-runs/${id(which)}/proposals`, query),
  cancel: (which: string): Promise<T.MatchingRun> => post(`matching-runs/${id(which)}/cancel`),
  unfilled: (which: string, query: Query): Promise<T.Page<T.Unfilled>> => get(`matching-runs/${id(which)}/unfilled`, query),
  approve: (which: string, proposalIds?: string[]): Promise<{ sent: number; stale: number }> => post(`matching-runs/${id(which)}/approve`, proposalIds ? { proposalIds } : {}),
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
  /** When it was seen; of two answers about one person the later counts. */
  at: string;
  reason?: string;
}
export type RollStep = 'depart' | 'arrive' | 'hand-over' | 'confirm';
export const trips = {
  list: (query: Query): Promise<T.Page<T.Trip>> => get('trips', query),
  one: (which: string): Promise<T.Trip> => get(`trips/${id(which)}`),
  create: (body: unknown): Promise<T.Trip> => post('trips', body),
  cancel: (which: string, reason: string): Promise<T.Trip> => post(`trips/${id(which)}/cancel`, { reason }),
  manifest: (which: string): Promise<T.ManifestLine[]> => get(`trips/${id(which)}/manifest`),
  addPeople: (which: string, lines: unknown[]): Promise<T.ManifestLine[]> => post(`trips/${id(which)}/manifest`, { lines }),
  removePerson: (which: string, line: string): Promise<void> => remove(`trips/${id(which)}/manifest/${id(line)}`),
  step: (which: string, step: RollStep, lines: LineMark[]): Promise<{ trip: T.Trip }> => post(`trips/${id(which)}/${step}`, step === 'hand-over' ? {} : { lines, done: true }),
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

/** A survey round's steps; a round that is closed is frozen. */
export type RoundStep = 'open' | 'close' | 'publish';
export const surveys = {
  rounds: (query: Query): Promise<T.Page<T.SurveyRound>> => get('survey-rounds', query),
  round: (which: string): Promise<T.SurveyRound> => get(`survey-rounds/${id(which)}`),
  create: (body: T.NewSurveyRound): Promise<T.SurveyRound> => post('survey-rounds', body),
  step: (which: string, step: RoundStep, evenWithDoubts?: boolean): Promise<T.SurveyRound> =>
    post(`survey-rounds/${id(which)}/${step}`, step === 'close' && evenWithDoubts ? { evenWithDoubts } : {}),
  remind: (which: string): Promise<void> => post(`survey-rounds/${id(which)}/remind`),
  strata: (which: string): Promise<T.SurveyStratum[]> => get(`survey-rounds/${id(which)}/strata`),
  progress: (which: string, by: 'county' | 'liaison'): Promise<T.SurveyProgress[]> => get(`survey-rounds/${id(which)}/progress`, { by }),
  calls: (which: string, query: Query): Promise<T.Page<T.SurveyCall>> => get(`survey-rounds/${id(which)}/not-answered`, query),
  doubts: (which: string, query: Query): Promise<T.Page<T.SurveyDoubt>> => get(`survey-rounds/${id(which)}/doubts`, query),
  mine: (): Promise<T.SurveyMember[]> => get('survey-answers/mine'),
  form: (which: string): Promise<T.SurveyForm> => get(`survey-answers/${id(which)}`),
  save: (which: string, version: number, answer: T.SurveyAnswer): Promise<T.SurveySaved> => call('PUT', `survey-answers/${id(which)}/draft`, { body: answer, ifMatch: `"${version}"` }),
  submit: (which: string, version: number, answer: T.SurveyAnswer): Promise<T.SurveyForm> => call('POST', `survey-answers/${id(which)}/submit`, { body: { answer }, ifMatch: `"${version}"` }),
  template: (which: string): string => `/api/survey-answers/${id(which)}/template.xlsx`,
  preview: (which: string, file: File): Promise<T.SurveySheet> => {
    const form = new FormData();
    form.set('file', file);
    return call('POST', `survey-answers/${id(which)}/template/preview`, { body: form });
  },
  accept: (which: string): Promise<T.SurveyMember> => post(`survey-answers/${id(which)}/accept`),
  askBack: (which: string, reason: string): Promise<T.SurveyMember> => post(`survey-answers/${id(which)}/ask-back`, { reason }),
  correct: (which: string, body: T.SurveyCorrection): Promise<T.SurveyMember> => post(`survey-answers/${id(which)}/correct`, body),
};

export const catalogues = {
  versions: (round: string): Promise<T.Page<T.CatalogueVersion>> => get('catalogue-versions', { round, limit: 50 }),
  trace: (which: string, query: Query): Promise<T.Trace> => get(`catalogue-versions/${id(which)}/trace`, query),
};

export const messages = {
  list: (query: Query): Promise<T.Page<T.Message>> => get('messages', query),
  unread: (): Promise<{ unread: number }> => get('messages/unread'),
  readAll: (): Promise<void> => post('messages/read-all'),
  preferences: (): Promise<T.Preference[]> => get('messages/preferences'),
  prefer: (preference: T.Preference): Promise<void> => call('PUT', 'messages/preferences', { body: preference }),
  read: (which: string): Promise<void> => post(`messages/${id(which)}/read`),
  deliveries: (query: Query): Promise<T.Page<T.Delivery>> => get('deliveries', query),
  resend: (which: string): Promise<void> => post(`deliveries/${id(which)}/retry`),
};

export const admin = {
  jobs: (query: Query): Promise<T.Page<T.Job>> => get('jobs', query),
  job: (which: string, step: 'retry' | 'cancel'): Promise<void> => post(`jobs/${id(which)}/${step}`),
  queues: (): Promise<T.Queue[]> => get('queues'),
  queue: (name: string, step: 'pause' | 'resume'): Promise<void> => post(`queues/${id(name)}/${step}`),
  audit: (query: Query): Promise<T.Page<T.AuditEntry>> => get('audit-entries', query),
  users: (query: Query): Promise<T.Page<T.User>> => get('users', query),
  invite: (body: unknown): Promise<T.User & { link: string }> => post('users', body),
  user: (which: string, step: 'disable' | 'enable'): Promise<void> => post(`users/${id(which)}/${step}`),
  reset: (which: string): Promise<{ link: string }> => post(`users/${id(which)}/reset`),
  settings: (): Promise<T.Setting[]> => get('settings'),
};
