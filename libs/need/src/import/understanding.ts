import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OrgTree } from '#access';
import { comparableName, EnterpriseReads, type EnterpriseView } from '#enterprise';
import { Clock, newId } from '#platform/db';
import { occupations } from '#reference';
import { isStaffingAgency, isUnposted, onTheWay, type NeedGap } from '../domain/need.js';
import { faultsOf, gapsOf, startPassed, wordsOf, type Posting } from '../domain/posting.js';
import { checkWording } from '../domain/wording.js';
import { keepUnsaid, type KEPT } from './unsaid.js';
import type { ImportBatch, ImportEnterprise, ImportRow, ImportSheet, RowKind, RowReason, StagedLine } from './import.entity.js';
import { ImportRepository, type KnownNeed } from './import.repository.js';
import { Places, type PlaceFound } from './places.js';
import { prepareReading, type Reading } from './reading.js';
import { SheetLines } from './sheet-lines.js';

/** What is remembered from line to line of one list. */
export interface Pass {
  batch: ImportBatch;
  lines: SheetLines;
  places: Places;
  today: string;
  /** Enterprises that were named so far, by code or name. */
  enterprises: Map<string, NamedEnterprise>;
  /** How often a key came up: the second of two equal lines is another need. */
  keys: Map<string, number>;
  /** What may not be said, by text: titles come again and again. */
  refused: Map<string, RowReason[]>;
  counts: Record<RowKind, number>;
}

interface NamedEnterprise {
  row: ImportEnterprise;
  /** Not staged yet. */
  fresh: boolean;
  /** Whether a line that is not wrong names it: of others nothing is saved. */
  used: boolean;
  view: EnterpriseView | undefined;
}

/** Lines after which other work of the process gets its turn. */
const BREATH = 100;
const NAMELESS = '（未注明企业）';

/** Turns lines of a list into rows that say what each would become, and why some cannot. */
@Injectable()
export class ImportUnderstanding implements OnApplicationBootstrap {
  constructor(
    private readonly imports: ImportRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly org: OrgTree,
    private readonly clock: Clock,
  ) {}

  /** So that the first list of a running server makes nobody wait for the dictionaries. */
  onApplicationBootstrap(): void {
    void prepareReading();
  }

  async begin(batch: ImportBatch, sheets: readonly ImportSheet[]): Promise<Pass> {
    const today = this.clock.today();
    return {
      batch,
      lines: new SheetLines(batch.columns, sheets, today),
      places: new Places(batch, await this.org.countiesAndZones()),
      today,
      enterprises: new Map(),
      keys: new Map(),
      refused: new Map(),
      counts: { new: 0, draft: 0, changed: 0, unchanged: 0, wrong: 0 },
    };
  }

  /** Understands some hundred lines and stages the rows; `done` lines of the list are understood then. */
  async take(pass: Pass, lines: StagedLine[], done: number): Promise<void> {
    const read: { line: StagedLine; reading: Reading; key: string }[] = [];
    await inBreaths(lines, (line) => {
      const reading = pass.lines.read(line);
      read.push({ line, reading, key: this.keyOf(pass, reading, line.line) });
    });
    await this.meet(
      pass,
      read.map(({ reading }) => reading),
    );
    const known = new Map((await this.imports.knownNeeds(read.map((one) => one.key))).map((need) => [need.importKey, need]));
    const rows: ImportRow[] = [];
    await inBreaths(read, ({ line, reading, key }) => rows.push(this.rowOf(pass, line, reading, key, known.get(key))));
    for (const row of rows) pass.counts[row.kind] += 1;
    await this.imports.stage(pass.batch.id, this.freshOf(pass), rows, done);
  }

  /** Looks up the enterprises that these lines name for the first time. */
  private async meet(pass: Pass, readings: Reading[]): Promise<void> {
    const unknown = readings.filter((reading) => !pass.enterprises.has(identityOf(reading)));
    const codes = unknown.flatMap((reading) => reading.creditCode ?? []);
    const names = unknown.flatMap((reading) => (reading.creditCode || !reading.enterpriseName ? [] : [reading.enterpriseName]));
    const byCode = new Map((await this.enterprises.byCreditCodes(codes)).map((one) => [one.creditCode, one]));
    const byName = groupBy(await this.enterprises.byNames(names), (one) => comparableName(one.name));
    for (const reading of unknown) {
      const identity = identityOf(reading);
      if (pass.enterprises.has(identity)) continue;
      const named = (byName.get(comparableName(reading.enterpriseName ?? '')) ?? []).filter((one) =>
        one.nodePath.startsWith(pass.batch.nodePath),
      );
      const view = reading.creditCode ? byCode.get(reading.creditCode) : named.length === 1 ? named[0] : undefined;
      pass.enterprises.set(identity, { row: this.enterpriseRow(pass, reading, view), fresh: true, used: false, view });
    }
  }

  private enterpriseRow({ batch, enterprises }: Pass, reading: Reading, view: EnterpriseView | undefined): ImportEnterprise {
    return {
      id: newId(),
      batchId: batch.id,
      ref: enterprises.size,
      name: (view?.name ?? reading.enterpriseName ?? NAMELESS).slice(0, 120),
      creditCode: view?.creditCode ?? reading.creditCode,
      nodeId: view?.nodeId ?? batch.nodeId,
      nodePath: view?.nodePath ?? batch.nodePath,
      agency: isStaffingAgency(view?.industryCode ?? null),
      enterpriseId: view?.id ?? null,
    };
  }

  private freshOf(pass: Pass): ImportEnterprise[] {
    const fresh = [...pass.enterprises.values()].filter((one) => one.fresh && one.used);
    for (const one of fresh) one.fresh = false;
    return fresh.map((one) => one.row);
  }

  /** Under which the same line is found again when its list comes again. A line that names no enterprise is met by no other one. */
  private keyOf(pass: Pass, reading: Reading, line: number): string {
    if (identityOf(reading) === NAMELESS) return hash(JSON.stringify([pass.batch.id, line]));
    const base = JSON.stringify([identityOf(reading), reading.title, reading.placeText, reading.department]);
    const times = (pass.keys.get(base) ?? 0) + 1;
    pass.keys.set(base, times);
    return hash(`${base}#${times}`);
  }

  private rowOf(pass: Pass, line: StagedLine, reading: Reading, importKey: string, known: KnownNeed | undefined): ImportRow {
    const named = pass.enterprises.get(identityOf(reading));
    const found = pass.places.find(reading.placeText, reading.placeCode);
    const said = postingOf(reading, pass.today);
    const reasons = [...reading.faults, ...this.wrongs(pass, said, found, named?.view)];
    const { posting, place } = known ? keepUnsaid(said, found, reading, known) : { posting: said, place: found };
    const gaps = this.gaps(posting, place, named?.view, known);
    const importHash = hash(JSON.stringify(reading.said));
    const { kind, more } = kindOf(reasons, gaps, importHash, posting.short, known);
    if (named && kind !== 'wrong') named.used = true;
    return {
      id: newId(),
      batchId: pass.batch.id,
      line: line.line,
      kind,
      reasons: [...reasons, ...reading.doubts, ...more],
      needId: known?.id ?? newId(),
      needVersion: known?.version ?? null,
      entryId: newId(),
      enterpriseRef: named?.row.ref ?? null,
      // Of a line that names none, or shows an error in its place, nobody is named.
      enterpriseName: kind === 'wrong' && identityOf(reading) === NAMELESS ? null : (named?.row.name ?? null),
      nodeId: place.nodeId,
      nodePath: place.nodePath,
      divisionCode: place.divisionCode,
      ...saidIn(posting),
      gaps,
      state: gaps.length > 0 ? 'draft' : 'published',
      importKey,
      importHash,
    };
  }

  private wrongs(pass: Pass, posting: Posting, place: PlaceFound, enterprise: EnterpriseView | undefined): RowReason[] {
    const faults = faultsOf(posting, { today: pass.today, isPostable: (code) => occupations.isPostable(code), isCreditCode: () => true });
    return [
      ...(posting.title === '' ? [{ code: 'title_missing' }] : []),
      ...faults.map(({ code, params }) => ({ code, ...(params ? { params } : {}) })),
      ...wordsOf(posting).flatMap((text) => refusedIn(pass, text)),
      ...(startPassed(posting, pass.today) ? [{ code: 'start_passed' }] : []),
      ...(place.elsewhere ? [{ code: 'elsewhere', params: { place: posting.workplace ?? '' } }] : []),
      ...(enterprise?.state === 'closed' ? [{ code: 'enterprise_closed' }] : []),
    ];
  }

  private gaps(posting: Posting, place: PlaceFound, enterprise: EnterpriseView | undefined, known: KnownNeed | undefined): NeedGap[] {
    const owner = { claimed: enterprise?.state === 'active', hasCreditCode: (enterprise?.creditCode ?? null) !== null, agency: false };
    // A need that was put right by hand and stands on the board does not fall back to a draft for what the list never said.
    if (known && !isUnposted(known.state)) return posting.short < 1 ? ['short'] : [];
    return [...gapsOf(posting, owner), ...(place.unknown ? (['place'] as const) : [])];
  }
}

const refusedIn = ({ refused }: Pass, text: string): RowReason[] => {
  const known = refused.get(text);
  if (known) return known;
  const found = checkWording(text)
    .filter((finding) => finding.severity === 'refuse')
    .map(({ phrase, rule }) => ({ code: 'wording', params: { phrase, rule: rule.zh } }));
  refused.set(text, found);
  return found;
};

const inBreaths = async <T>(items: readonly T[], work: (item: T) => unknown): Promise<void> => {
  for (let i = 0; i < items.length; i += 1) {
    work(items[i] as T);
    if (i % BREATH === BREATH - 1) await breathe();
  }
};

const kindOf = (
  reasons: RowReason[],
  gaps: NeedGap[],
  importHash: string,
  short: number,
  known: KnownNeed | undefined,
): { kind: RowKind; more: RowReason[] } => {
  if (reasons.length > 0) return { kind: 'wrong', more: [] };
  const missing = gaps.map((gap) => ({ code: `gap_${gap}` }));
  if (!known) return { kind: gaps.length > 0 ? 'draft' : 'new', more: missing };
  if (known.importHash === importHash) return { kind: 'unchanged', more: [] };
  if (known.state === 'withdrawn') return { kind: 'wrong', more: [{ code: 'need_withdrawn' }] };
  if (short < onTheWay(known))
    return { kind: 'wrong', more: [{ code: 'below_on_the_way', params: { promised: known.promised, committed: known.committed } }] };
  if (!isUnposted(known.state) && gaps.length > 0) return { kind: 'wrong', more: missing };
  return { kind: 'changed', more: missing };
};

/** Who the line is about: the credit code, else the name as it compares. */
const identityOf = (reading: Reading): string =>
  reading.creditCode ?? (reading.enterpriseName ? comparableName(reading.enterpriseName) : NAMELESS);

const postingOf = (reading: Reading, today: string): Posting => ({
  title: reading.title ?? '',
  occupationCode: reading.occupationCode,
  skillLevel: reading.skillLevel,
  short: reading.people ?? 0,
  asOf: today,
  neededInAll: null,
  wageFromFen: reading.wageFromFen,
  wageToFen: reading.wageToFen,
  baseWageFen: null,
  wageText: reading.wageText?.slice(0, 60) ?? null,
  form: reading.form,
  shift: reading.shift,
  startFrom: null,
  startBy: reading.startBy,
  lodging: reading.lodging,
  meals: reading.meals,
  trainable: false,
  minorsAllowed: false,
  licences: reading.licences,
  workplace: reading.placeText,
  note: reading.note,
  contactName: reading.contactName,
  contactPhone: reading.contactPhone,
  clientCreditCode: null,
});

/** Of a posting what a line of a list can say. */
const saidIn = (posting: Posting): Pick<ImportRow, SaidColumn> => {
  const { occupationCode, skillLevel, short, wageFromFen, wageToFen, wageText, form, shift, startFrom, startBy } = posting;
  const { lodging, meals, licences, note, contactName, contactPhone } = posting;
  return {
    title: posting.title.slice(0, 120),
    workplace: posting.workplace?.slice(0, 120) ?? null,
    ...{ occupationCode, skillLevel, short, wageFromFen, wageToFen, wageText, form, shift, startFrom, startBy },
    ...{ lodging, meals, licences, note, contactName, contactPhone },
  };
};
type SaidColumn = Exclude<(typeof KEPT)[number], 'nodeId' | 'nodePath' | 'divisionCode'> | 'title' | 'short';

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

const groupBy = <T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};
