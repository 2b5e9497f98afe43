import { api, at, fileBody, ifVersion, listAt, listUnder, ok, takeAt, takeUnder } from './http';
import type * as T from './types';

export { admin, messages } from './office';

const id = encodeURIComponent;

export const session = {
  me: () => ok(api.GET('/api/me')),
  contact: () => ok(api.GET('/api/me/contact')),
  signIn: (login: string, password: string) => ok(api.POST('/api/sessions', { body: { login, password } })),
  secondStep: (code: string, trust: boolean) => ok(api.POST('/api/sessions/second-step', { body: { code, trust } })),
  beginEnrolment: () => ok(api.POST('/api/sessions/second-step/enrolment')),
  confirmEnrolment: (code: string, trust: boolean) =>
    ok(api.POST('/api/sessions/second-step/enrolment/confirm', { body: { code, trust } })),
  factor: () => ok(api.GET('/api/me/second-factor')),
  beginFactor: (password: string) => ok(api.POST('/api/me/second-factor', { body: { password } })),
  confirmFactor: (code: string) => ok(api.POST('/api/me/second-factor/confirm', { body: { code } })),
  renewRecoveryCodes: (password: string) => ok(api.POST('/api/me/second-factor/recovery-codes', { body: { password } })),
  turnOffFactor: (password: string) => ok(api.POST('/api/me/second-factor/turn-off', { body: { password } })),
  forgotten: (login: string) => ok(api.POST('/api/password-links', { body: { login } })),
  redeem: (token: string, password: string) => ok(api.POST('/api/password-links/redeem', { body: { token, password } })),
  changePassword: (current: string, next: string) => ok(api.POST('/api/me/password', { body: { current, next } })),
  list: listAt('/api/me/sessions'),
  end: (which: string) => ok(api.DELETE('/api/me/sessions/{id}', { params: at(which) })),
  signOut: () => ok(api.DELETE('/api/sessions/current')),
};

export const tokens = {
  list: listAt('/api/api-tokens'),
  offers: () => ok(api.GET('/api/api-tokens/offers')),
  make: (body: T.NewApiToken) => ok(api.POST('/api/api-tokens', { body })),
  end: (which: string) => ok(api.DELETE('/api/api-tokens/{id}', { params: at(which) })),
};

export const reference = {
  occupations: (q: string, groups: boolean, signal: AbortSignal) =>
    ok(api.GET('/api/reference/occupations', { params: { query: { q, limit: 12, ...(groups && { groups }) } }, signal })),
  /** Counties and development zones of the city. */
  places: () => ok(api.GET('/api/org-nodes', { params: { query: { kind: 'county' } } })),
  wholeTree: () => ok(api.GET('/api/org-nodes', { params: { query: { kind: 'all' } } })),
  divisions: (parent?: string) => ok(api.GET('/api/reference/divisions', { params: { query: { parent } } })),
  industries: (q: string, signal: AbortSignal) => ok(api.GET('/api/reference/industries', { params: { query: { q, limit: 12 } }, signal })),
};

export const files = {
  upload: (kind: T.DocumentKind, file: File) => ok(api.POST('/api/files', { params: { query: { kind } }, body: fileBody(file) })),
};

export const privacy = {
  notice: () => ok(api.GET('/api/privacy-notice')),
  agree: (version: string) => ok(api.POST('/api/privacy-notice/consents', { body: { version } })),
};

export const registrations = {
  create: (body: T.NewRegistration) => ok(api.POST('/api/registrations', { body })),
  again: (body: T.NewMembership) => ok(api.POST('/api/registrations/mine', { body })),
  mine: () => ok(api.GET('/api/registrations/mine')),
  document: (one: string, which: 'licence' | 'letter'): string => `/api/registrations/${id(one)}/${which}`,
  letter: (language: 'zh' | 'en'): string => `/api/registrations/letter.docx?language=${language}`,
  list: listAt('/api/registrations'),
  take: takeAt('/api/registrations/export'),
  approve: (one: string) => ok(api.POST('/api/registrations/{id}/approve', { params: at(one) })),
  refuse: (one: string, reason: string) => ok(api.POST('/api/registrations/{id}/refuse', { params: at(one), body: { reason } })),
};

export const enterprises = {
  list: listAt('/api/enterprises'),
  take: takeAt('/api/enterprises/export'),
  one: (which: string) => ok(api.GET('/api/enterprises/{id}', { params: at(which) })),
  mine: () => ok(api.GET('/api/enterprises/mine')),
  people: listUnder('/api/enterprises/{id}/people'),
  history: listUnder('/api/enterprises/{id}/history'),
  messages: listUnder('/api/enterprises/{id}/messages'),
  changeSize: (which: string, version: number, body: T.OwnSize) =>
    ok(api.PATCH('/api/enterprises/{id}/size', { params: at(which), ...ifVersion(version), body })),
  change: (which: string, version: number, body: { name: string; nodeId: string }) =>
    ok(api.PATCH('/api/enterprises/{id}', { params: at(which), ...ifVersion(version), body })),
};

export const needs = {
  list: listAt('/api/needs'),
  take: takeAt('/api/needs/export'),
  one: (which: string) => ok(api.GET('/api/needs/{id}', { params: at(which) })),
  ledger: (which: string) => ok(api.GET('/api/needs/{id}/ledger', { params: { ...at(which), query: { limit: 100 } } })),
  create: (body: T.NewNeed) => ok(api.POST('/api/needs', { body })),
  change: (which: string, version: number, body: Partial<T.NewNeed>) =>
    ok(api.PATCH('/api/needs/{id}', { params: at(which), ...ifVersion(version), body })),
  complete: (rows: T.DraftLine[], publish: boolean) => ok(api.PATCH('/api/needs/drafts', { body: { rows, publish } })),
  publish: (which: string, figuresConfirmed: boolean) =>
    ok(api.POST('/api/needs/{id}/publish', { params: at(which), body: { figuresConfirmed } })),
  confirm: (which: string, body: { startFrom?: string; startBy?: string } = {}) =>
    ok(api.POST('/api/needs/{id}/confirm', { params: at(which), body })),
  approve: (which: string, version: number) => ok(api.POST('/api/needs/{id}/approve', { params: at(which), body: { version } })),
  sendBack: (which: string, version: number, reason: string) =>
    ok(api.POST('/api/needs/{id}/send-back', { params: at(which), body: { version, reason } })),
  revisions: listAt('/api/needs/revisions'),
  approveRevision: (which: string, version: number) =>
    ok(api.POST('/api/needs/{id}/revision/approve', { params: at(which), body: { version } })),
  sendBackRevision: (which: string, version: number, reason: string) =>
    ok(api.POST('/api/needs/{id}/revision/send-back', { params: at(which), body: { version, reason } })),
  takeBackRevision: (which: string) => ok(api.DELETE('/api/needs/{id}/revision', { params: at(which) })),
  withdraw: (which: string, reason: string) => ok(api.POST('/api/needs/{id}/withdraw', { params: at(which), body: { reason } })),
};

/** What the county looks at: which needs it checks before they are published, and what readers of the board report. */
export const checks = {
  rules: () => ok(api.GET('/api/need-checks')),
  set: (nodeId: string, required: boolean) =>
    ok(api.PUT('/api/need-checks/{nodeId}', { params: { path: { nodeId } }, body: { required } })),
  proportionRules: listAt('/api/need-proportion-rules'),
  setProportionRule: (body: T.NewProportionRule) => ok(api.PUT('/api/need-proportion-rules', { body })),
  startRule: () => ok(api.GET('/api/need-start-rule')),
  setStartRule: (graceDays: number) => ok(api.PUT('/api/need-start-rule', { body: { graceDays } })),
  reports: listAt('/api/needs/reports'),
  takeReports: takeAt('/api/needs/reports/export'),
  answer: (which: string, answer: string) => ok(api.POST('/api/needs/reports/{id}/close', { params: at(which), body: { answer } })),
};

export const imports = {
  list: listAt('/api/imports'),
  take: takeAt('/api/imports/export'),
  upload: (file: File, node: string | undefined) =>
    ok(api.POST('/api/imports', { params: { query: { kind: 'needs', node } }, body: fileBody(file) })),
  one: (which: string) => ok(api.GET('/api/imports/{id}', { params: at(which) })),
  map: (which: string, columns: T.ImportColumnField[]) =>
    ok(api.PATCH('/api/imports/{id}/mapping', { params: at(which), body: { columns } })),
  sheets: listUnder('/api/imports/{id}/sheets'),
  choose: (which: string, body: T.ImportSheets) => ok(api.PATCH('/api/imports/{id}/sheets', { params: at(which), body })),
  leftOut: listUnder('/api/imports/{id}/left-out'),
  rows: listUnder('/api/imports/{id}/rows'),
  takeRows: takeUnder('/api/imports/{id}/rows/export'),
  same: listUnder('/api/imports/{id}/same'),
  corrections: listUnder('/api/imports/{id}/corrections'),
  correct: (which: string, body: T.NewImportCorrection) => ok(api.POST('/api/imports/{id}/corrections', { params: at(which), body })),
  takeBack: (which: string, correction: string) =>
    ok(api.DELETE('/api/imports/{id}/corrections/{correction}', { params: { path: { id: which, correction } } })),
  aliases: listAt('/api/import-aliases'),
  removeAlias: (which: string) => ok(api.DELETE('/api/import-aliases/{id}', { params: at(which) })),
  confirm: (which: string, figuresConfirmed: boolean) =>
    ok(api.POST('/api/imports/{id}/confirm', { params: at(which), body: { figuresConfirmed } })),
  takeBackPreview: (which: string) => ok(api.GET('/api/imports/{id}/take-back', { params: at(which) })),
  staying: listUnder('/api/imports/{id}/take-back/staying'),
  takeBackList: (which: string) => ok(api.POST('/api/imports/{id}/take-back', { params: at(which) })),
  wrongRows: (which: string): string => `/api/imports/${id(which)}/wrong.xlsx`,
};

export const supply = {
  suppliers: listAt('/api/suppliers'),
  takeSuppliers: takeAt('/api/suppliers/export'),
  supplier: (which: string) => ok(api.GET('/api/suppliers/{id}', { params: at(which) })),
  changeSupplier: (which: string, version: number, body: T.SupplierChanges) =>
    ok(api.PATCH('/api/suppliers/{id}', { params: at(which), ...ifVersion(version), body })),
  people: (which: string) => ok(api.GET('/api/suppliers/{id}/accounts', { params: at(which) })),
  byProvince: () => ok(api.GET('/api/suppliers/by-province')),
  createSupplier: (body: T.NewSupplier) => ok(api.POST('/api/suppliers', { body })),
  addPerson: (which: string, body: T.NewSupplierPerson) => ok(api.POST('/api/suppliers/{id}/accounts', { params: at(which), body })),
  batches: listAt('/api/batches'),
  takeBatches: takeAt('/api/batches/export'),
  createBatch: (body: T.NewBatch) => ok(api.POST('/api/batches', { body })),
  closeBatch: (which: string) => ok(api.POST('/api/batches/{id}/close', { params: at(which) })),
};

export const matching = {
  runs: listAt('/api/matching-runs'),
  takeRuns: takeAt('/api/matching-runs/export'),
  run: (which: string) => ok(api.GET('/api/matching-runs/{id}', { params: at(which) })),
  start: (weights: T.Weights) => ok(api.POST('/api/matching-runs', { body: { weights } })),
  preview: (weights: T.Weights) => ok(api.POST('/api/matching-runs/preview', { body: { weights } })),
  summary: (which: string) => ok(api.GET('/api/matching-runs/{id}/summary', { params: at(which) })),
  empty: listUnder('/api/matching-runs/{id}/empty-enterprises'),
  compare: (a: string, b: string) => ok(api.GET('/api/matching-runs/compare', { params: { query: { a, b } } })),
  changedNeeds: listAt('/api/matching-runs/compare/needs'),
  rules: listAt('/api/matching-rules'),
  setRule: (rule: T.NewRule) => ok(api.POST('/api/matching-rules', { body: rule })),
  liftRule: (which: string) => ok(api.DELETE('/api/matching-rules/{id}', { params: at(which) })),
  welcome: (which: string) => ok(api.POST('/api/proposals/{id}/welcome', { params: at(which) })),
  decline: (which: string, reason: string) => ok(api.POST('/api/proposals/{id}/decline', { params: at(which), body: { reason } })),
  advice: (needId: string) => ok(api.GET('/api/needs/{id}/advice', { params: at(needId) })),
  applyAdvice: (needId: string, body: T.AppliedAdvice) => ok(api.POST('/api/needs/{id}/advice/apply', { params: at(needId), body })),
  fitting: (batchId: string) => ok(api.GET('/api/batches/{id}/fitting-needs', { params: { ...at(batchId), query: { limit: 20 } } })),
  promiseOf: (needId: string, batchId: string, people: number) => ok(api.POST('/api/promises', { body: { needId, batchId, people } })),
  runProposals: listUnder('/api/matching-runs/{id}/proposals'),
  takeRun: takeUnder('/api/matching-runs/{id}/proposals/export'),
  cancel: (which: string) => ok(api.POST('/api/matching-runs/{id}/cancel', { params: at(which) })),
  unfilled: listUnder('/api/matching-runs/{id}/unfilled'),
  takeUnfilled: takeUnder('/api/matching-runs/{id}/unfilled/export'),
  approve: (which: string, proposalIds?: string[]) =>
    ok(api.POST('/api/matching-runs/{id}/approve', { params: at(which), body: proposalIds ? { proposalIds } : {} })),
  proposals: listAt('/api/proposals'),
  take: takeAt('/api/proposals/export'),
  choices: (run?: string) => ok(api.GET('/api/proposals/choices', { params: { query: { run } } })),
  promise: (which: string, people: number) => ok(api.POST('/api/proposals/{id}/promise', { params: at(which), body: { people } })),
};

export const promises = {
  list: listAt('/api/promises'),
  take: takeAt('/api/promises/export'),
  accept: (which: string, body: T.Acceptance) => ok(api.POST('/api/promises/{id}/accept', { params: at(which), body })),
  decline: (which: string, reason: string) => ok(api.POST('/api/promises/{id}/decline', { params: at(which), body: { reason } })),
  withdraw: (which: string, body: T.PromiseWithdrawal) => ok(api.POST('/api/promises/{id}/withdraw', { params: at(which), body })),
};

export type LineMark = T.RollLine;
export type RollStep = 'depart' | 'arrive' | 'hand-over' | 'confirm';
/** What a person says about a manifest's file. */
export interface ManifestChoice {
  promise?: string;
  sheets?: string;
  withHidden?: boolean;
}
export const trips = {
  list: listAt('/api/trips'),
  take: takeAt('/api/trips/export'),
  one: (which: string) => ok(api.GET('/api/trips/{id}', { params: at(which) })),
  create: (body: T.NewTrip) => ok(api.POST('/api/trips', { body })),
  cancel: (which: string, reason: string) => ok(api.POST('/api/trips/{id}/cancel', { params: at(which), body: { reason } })),
  manifest: (which: string) => ok(api.GET('/api/trips/{id}/manifest', { params: at(which) })),
  addPeople: (which: string, lines: T.NewManifestLine[]) =>
    ok(api.POST('/api/trips/{id}/manifest', { params: at(which), body: { lines } })),
  previewFile: (which: string, file: File, query: ManifestChoice) =>
    ok(api.POST('/api/trips/{id}/manifest/preview', { params: { ...at(which), query }, body: fileBody(file) })),
  addFile: (which: string, file: File, query: ManifestChoice) =>
    ok(api.POST('/api/trips/{id}/manifest/file', { params: { ...at(which), query }, body: fileBody(file) })),
  removePerson: (which: string, lineId: string) =>
    ok(api.DELETE('/api/trips/{id}/manifest/{lineId}', { params: { path: { id: which, lineId } } })),
  /** Puts one answer of a roll call right; nothing else of it changes. */
  correct: (which: string, call: 'depart' | 'arrive' | 'confirm', line: LineMark) =>
    ok(api.POST(`/api/trips/{id}/${call}`, { params: at(which), body: { lines: [line], done: false } })),
  step: (which: string, step: RollStep, lines: LineMark[]) =>
    step === 'hand-over'
      ? ok(api.POST('/api/trips/{id}/hand-over', { params: at(which), body: {} }))
      : ok(api.POST(`/api/trips/{id}/${step}`, { params: at(which), body: { lines, done: true } })),
};

/** Checks after 30, 90 and 180 days. */
export const retention = {
  list: listAt('/api/retention'),
  take: takeAt('/api/retention/export'),
  /** Of a reminder: it names nobody. */
  count: (query: { dueBy: string; open: true }) => ok(api.GET('/api/retention/count', { params: { query } })),
  answer: (which: string, body: T.RetentionAnswer) => ok(api.POST('/api/retention/{id}', { params: at(which), body })),
  confirm: (ids: string[]) => ok(api.POST('/api/retention/confirm', { body: { ids } })),
};

/** A survey round's steps; a round that is closed is frozen. */
export type RoundStep = 'open' | 'close' | 'publish';
export const surveys = {
  rounds: listAt('/api/survey-rounds'),
  takeRounds: takeAt('/api/survey-rounds/export'),
  round: (which: string) => ok(api.GET('/api/survey-rounds/{id}', { params: at(which) })),
  create: (body: T.NewSurveyRound) => ok(api.POST('/api/survey-rounds', { body })),
  step: (which: string, step: RoundStep, evenWithDoubts?: boolean) =>
    step === 'close'
      ? ok(api.POST('/api/survey-rounds/{id}/close', { params: at(which), body: evenWithDoubts ? { evenWithDoubts } : {} }))
      : ok(api.POST(`/api/survey-rounds/{id}/${step}`, { params: at(which) })),
  askPublication: (which: string) => ok(api.POST('/api/survey-rounds/{id}/ask-publication', { params: at(which) })),
  cataloguePreview: (which: string) => ok(api.GET('/api/catalogue-previews/{id}', { params: at(which) })),
  reopen: (which: string, closesOn?: string) =>
    ok(api.POST('/api/survey-rounds/{id}/reopen', { params: at(which), body: closesOn ? { closesOn } : {} })),
  takeBack: (which: string) => ok(api.POST('/api/survey-rounds/{id}/take-back', { params: at(which) })),
  remove: (which: string) => ok(api.DELETE('/api/survey-rounds/{id}', { params: at(which) })),
  remind: (which: string) => ok(api.POST('/api/survey-rounds/{id}/remind', { params: at(which) })),
  strata: (which: string) => ok(api.GET('/api/survey-rounds/{id}/strata', { params: at(which) })),
  progress: (which: string, by: 'county' | 'liaison') =>
    ok(api.GET('/api/survey-rounds/{id}/progress', { params: { ...at(which), query: { by } } })),
  calls: listUnder('/api/survey-rounds/{id}/not-answered'),
  takeCalls: takeUnder('/api/survey-rounds/{id}/not-answered/export'),
  doubts: listUnder('/api/survey-rounds/{id}/doubts'),
  takeDoubts: takeUnder('/api/survey-rounds/{id}/doubts/export'),
  answers: listAt('/api/survey-answers'),
  takeAnswers: takeAt('/api/survey-answers/export'),
  mine: () => ok(api.GET('/api/survey-answers/mine')),
  form: (which: string) => ok(api.GET('/api/survey-answers/{id}', { params: at(which) })),
  save: (which: string, version: number, body: T.SurveyAnswer) =>
    ok(api.PUT('/api/survey-answers/{id}/draft', { params: at(which), ...ifVersion(version), body })),
  submit: (which: string, version: number, answer: T.SurveyAnswer, figuresConfirmed: boolean) =>
    ok(api.POST('/api/survey-answers/{id}/submit', { params: at(which), ...ifVersion(version), body: { answer, figuresConfirmed } })),
  template: (which: string): string => `/api/survey-answers/${id(which)}/template.xlsx`,
  preview: (which: string, file: File) =>
    ok(api.POST('/api/survey-answers/{id}/template/preview', { params: at(which), body: fileBody(file) })),
  accept: (which: string) => ok(api.POST('/api/survey-answers/{id}/accept', { params: at(which) })),
  askBack: (which: string, reason: string) => ok(api.POST('/api/survey-answers/{id}/ask-back', { params: at(which), body: { reason } })),
  correct: (which: string, body: T.SurveyCorrection) => ok(api.POST('/api/survey-answers/{id}/correct', { params: at(which), body })),
};

/** Job seekers of a quarter, counted: the other side of posts per seeker. */
export const seekers = {
  of: async (quarter: string): Promise<T.SeekerRegister | null> =>
    (await ok(api.GET('/api/seeker-registers', { params: { query: { quarter, limit: 1 } } }))).items[0] ?? null,
  preview: (quarter: string, file: File) =>
    ok(api.POST('/api/seeker-registers/{quarter}/preview', { params: { path: { quarter } }, body: fileBody(file) })),
  replace: (quarter: string, version: number, rows: T.SeekerPreview['rows']) =>
    ok(api.PUT('/api/seeker-registers/{quarter}', { params: { path: { quarter } }, ...ifVersion(version), body: { rows } })),
};

export const catalogues = {
  versions: listAt('/api/catalogue-versions'),
  trace: listUnder('/api/catalogue-versions/{id}/trace'),
};
