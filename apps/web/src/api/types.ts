/* What the server answers. Written from the routes; replaced by the generated schema names in one place: here. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface DemoAccount {
  login: string;
  password: string;
  name: string;
  role: Role;
}
export interface Demo {
  demo: boolean;
  accounts: DemoAccount[];
}

export type Role = 'city-admin' | 'city-staff' | 'county-staff' | 'liaison' | 'enterprise' | 'supplier' | 'auditor';
export interface Grant {
  role: Role;
  nodeId: string | null;
  nodeName?: string | null;
  enterpriseId: string | null;
  supplierId: string | null;
}
export interface Me {
  userId: string;
  name: string;
  locale: 'zh' | 'en';
  mustChange: boolean;
  grants: Grant[];
  permissions: string[];
}
export interface Session {
  id: string;
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  agent: string;
  current: boolean;
}

export interface Occupation {
  code: string;
  name: string;
  path?: string;
  trades?: string[];
}
export interface GeoDivision {
  code: string;
  name: string;
  lng: number | null;
  lat: number | null;
}
export interface OrgNode {
  id: string;
  parentId: string | null;
  kind: 'province' | 'city' | 'county' | 'zone' | 'town' | 'outside';
  name: string;
  divisionCode: string | null;
}
export interface Industry {
  code: string;
  name: string;
}

export interface BoardSummary {
  figure: 'live';
  asOf: string;
  shortage: number;
  posts: number;
  enterprises: number;
  stalePosts: number;
  regions: { nodeId: string; name: string; shortage: number; enterprises: number }[];
  occupations: { code: string; name: string; shortage: number; enterprises: number }[];
}
export interface BoardRow {
  code: string;
  name: string;
  shortage: number;
  posts: number;
  enterprises: number;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  confirmedAt: string | null;
}
export interface BoardPage extends Page<BoardRow> {
  figure: 'live';
  asOf: string;
  shortage: number;
  enterprises: number;
  total: number;
}
export interface Post {
  id: string;
  title: string;
  enterpriseName: string;
  occupationCode: string | null;
  occupationName: string | null;
  skillLevel: number;
  nodeName: string;
  shortage: number;
  asOf: string;
  confirmedAt: string;
  state: NeedState;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  wageText: string | null;
  form: string | null;
  shift: string | null;
  startFrom: string | null;
  startBy: string | null;
  lodging: boolean;
  trainable: boolean;
  licences: string[];
  contactName: string | null;
  contactPhone: string | null;
  meals: boolean;
  workplace: string | null;
  note: string | null;
}
export interface OccupationFigures {
  figure: 'live';
  asOf: string;
  code: string;
  name: string;
  shortage: number;
  posts: number;
  enterprises: number;
  levels: { level: number; shortage: number }[];
  regions: { nodeId: string; name: string; shortage: number }[];
}

export type NeedState = 'draft' | 'published' | 'filled' | 'withdrawn' | 'stale';
export interface Need {
  id: string;
  enterpriseId: string;
  enterpriseName: string;
  nodeId: string;
  nodeName: string;
  title: string;
  occupationCode: string | null;
  occupationName: string | null;
  skillLevel: number;
  short: number;
  asOf: string;
  filled: number;
  promised: number;
  committed: number;
  shortage: number;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  wageText: string | null;
  form: string | null;
  shift: string | null;
  startFrom: string | null;
  startBy: string | null;
  lodging: boolean;
  trainable: boolean;
  licences: string[];
  contactName: string | null;
  contactPhone: string | null;
  priority: number;
  gaps: string[];
  state: NeedState;
  confirmedAt: string;
  version: number;
  meals: boolean;
  workplace: string | null;
  note: string | null;
  inFigures: boolean;
  warnings: { phrase: string; rule: string }[];
}
export interface NeedEntry {
  id: string;
  seq: number;
  at: string;
  kind: string;
  people: number;
  short: number;
  filled: number;
  promised: number;
  committed: number;
  shortage: number;
  refKind: string | null;
  refId: string | null;
  actorName: string | null;
  reason: string | null;
}
export interface NewNeed {
  title: string;
  occupationCode: string;
  skillLevel: number;
  short: number;
  wageFromYuan?: number;
  wageToYuan?: number;
  form?: string;
  shift?: string;
  startFrom?: string;
  startBy?: string;
  lodging?: boolean;
  trainable?: boolean;
  licences?: string[];
  contactName: string;
  contactPhone: string;
  nodeId?: string;
  enterpriseId?: string;
  meals?: boolean;
  workplace?: string;
  note?: string;
}

export type EnterpriseState = 'unclaimed' | 'pending' | 'active' | 'closed';
export interface Enterprise {
  id: string;
  creditCode: string | null;
  name: string;
  nodeId: string;
  industryCode: string | null;
  sizeClass: string | null;
  aboveScale: boolean;
  isKey: boolean;
  employees: number | null;
  state: EnterpriseState;
  version: number;
}
export type MembershipState = 'pending' | 'active' | 'refused' | 'left';
export interface Registration {
  id: string;
  state: MembershipState;
  decidedBy: 'county' | 'colleague';
  enterpriseId: string;
  enterpriseName: string;
  creditCode: string;
  nodeId: string;
  applicant: string;
  position: string | null;
  hasLicence: boolean;
  hasLetter: boolean;
  reason: string | null;
  createdAt: string;
  decidedAt: string | null;
}
export interface StoredFile {
  id: string;
  name: string;
  bytes: number;
}

export interface ImportColumn {
  header: string;
  samples: string[];
  field: string | null;
}
export interface ImportCounts {
  read: number;
  created: number;
  changed: number;
  unchanged: number;
  drafts: number;
  wrong: number;
}
export interface NeedImport {
  id: string;
  fileName: string;
  state: 'staging' | 'ready' | 'confirming' | 'confirmed' | 'failed';
  columns: ImportColumn[];
  fields: string[];
  counts: ImportCounts;
  progress: { done: number; total: number } | null;
  failure: string | null;
  createdAt: string;
}
export type ImportRowKind = 'new' | 'changed' | 'unchanged' | 'draft' | 'wrong';
export interface ImportRow {
  line: number;
  kind: ImportRowKind;
  title: string;
  enterpriseName: string | null;
  short: number | null;
  reasons: string[];
}

export interface Supplier {
  id: string;
  kind: 'station' | 'agency' | 'bureau' | 'school';
  level: string | null;
  name: string;
  divisionCode: string;
  licenceNo: string | null;
  peoplePerRun: number | null;
  contactName: string | null;
  contactPhone: string | null;
  active: boolean;
  version: number;
}
export interface Batch {
  id: string;
  supplierId: string;
  supplierName: string;
  occupationCode: string;
  occupationName: string;
  skillLevel: number;
  people: number;
  promised: number;
  committed: number;
  used: number;
  free: number;
  wageYuan: number;
  freeFrom: string;
  smallestGroup: number;
  note: string | null;
  state: 'open' | 'closed';
  version: number;
}

export interface MatchingRun {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  startedAt: string;
  finishedAt: string | null;
  startedByName: string | null;
  needs: number;
  batches: number;
  asked: number;
  placed: number;
  status: 'optimal' | 'feasible' | null;
  seconds: number | null;
  certified: boolean | null;
  unfilled: { reason: string; people: number }[];
  failure: string | null;
}
export interface Unfilled {
  needId: string;
  needTitle: string;
  people: number;
  reason: string;
  text: string;
  advice: { change: { kind: string; by: number; to: string }; gain: number; netPlaced: number; takenFromOthers: number; text: string }[];
}
export interface Proposal {
  id: string;
  runId: string;
  needId: string;
  needTitle: string;
  enterpriseName: string;
  nodeName: string;
  batchId: string;
  batchTitle: string;
  supplierName: string;
  people: number;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  startBy: string | null;
  lodging: boolean;
  reasons: { kind: string; points: number; value: number; text: string }[];
  state: 'proposed' | 'sent' | 'promised' | 'dropped' | 'stale';
}
export type PromiseState = 'held' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn';
export interface LabourPromise {
  id: string;
  needId: string;
  needTitle: string;
  enterpriseName: string;
  batchId: string;
  supplierId: string;
  supplierName: string;
  people: number;
  state: PromiseState;
  released: number;
  signed: number;
  outstanding: number;
  createdAt: string;
  expiresAt: string;
  reason: string | null;
}

export type TripState = 'planned' | 'boarding' | 'under_way' | 'arrived' | 'handed_over' | 'cancelled';
export type LineState = 'listed' | 'boarded' | 'no_show' | 'arrived' | 'lost' | 'signed' | 'refused';
/** People of a trip by where they are now; each is in one of these. */
export interface Tally {
  listed: number;
  boarded: number;
  no_show: number;
  arrived: number;
  lost: number;
  signed: number;
  refused: number;
}
export interface Trip {
  id: string;
  supplierId: string;
  supplierName: string;
  mode: 'train' | 'coach' | 'flight' | 'car';
  vehicle: string | null;
  departAt: string;
  arriveAt: string;
  fromPlace: string;
  toPlace: string;
  note: string | null;
  state: TripState;
  cancelReason: string | null;
  stops: { promiseId: string; needId: string; enterpriseId: string; enterpriseName: string }[];
  counts: Tally;
  byEnterprise: { enterpriseId: string; enterpriseName: string; counts: Tally }[];
  version: number;
}
export interface ManifestLine {
  id: string;
  promiseId: string;
  enterpriseId: string;
  name: string | null;
  phone: string | null;
  idNumber: string | null;
  returning: boolean;
  minor: boolean;
  state: LineState;
  stateAt: string | null;
  reason: string | null;
}

export interface Fair {
  id: string;
  nodeId: string;
  name: string;
  theme: string;
  campaign: string;
  day: string;
  opensAt: string;
  closesAt: string;
  place: string;
  expectedAttendance: number | null;
  dutyStaff: number | null;
  permitNumber: string | null;
  boothCount: number;
  booked: number;
  note: string | null;
  state: 'draft' | 'published' | 'cancelled' | 'held';
  cancelReason: string | null;
  filing: { permitDue: boolean; authority: 'county' | 'city' | null; applyBy: string | null; gaps: string[] };
  version: number;
}
export interface Booth {
  id: string;
  fairId: string;
  number: string;
  enterpriseId: string | null;
  enterpriseName: string | null;
}

export interface Message {
  id: string;
  template: string;
  title: string;
  body: string;
  link: string | null;
  createdAt: string;
  readAt: string | null;
}
export interface Preference {
  channel: 'email' | 'sms';
  group: string;
  wanted: boolean;
}
export interface Delivery {
  id: string;
  messageTitle: string;
  channel: 'email' | 'sms';
  recipient: string;
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  lastError: string | null;
  createdAt: string;
  sentAt: string | null;
}

export interface Job {
  id: string;
  name: string;
  queue: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  scheduled: boolean;
  runAt: string;
  attempts: number;
  failures: number;
  lastError: string | null;
  progress: { done: number; total: number } | null;
  createdAt: string;
}
export interface Queue {
  queue: string;
  paused: boolean;
  waiting: number;
  running: number;
  failed: number;
  lateSeconds: number;
}
export interface AuditEntry {
  id: string;
  at: string;
  userName: string | null;
  action: string;
  objectKind: string;
  objectId: string;
  fields: Record<string, unknown>;
  requestId: string | null;
}
export interface User {
  id: string;
  login: string;
  name: string;
  email: string | null;
  phone: string | null;
  grants: Grant[];
  state: 'invited' | 'active' | 'disabled';
  lastSignInAt: string | null;
}
export interface Setting {
  name: string;
  value: string;
}
