import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OrgTree } from '#access';
import { comparableName, EnterpriseReads, isStaffingAgency, type EnterpriseView } from '#enterprise';
import { Clock, newId } from '#platform/db';
import { occupations } from '#reference';
import { isUnposted, type NeedGap } from '../domain/need.js';
import { blankPosting, CELL_FIELDS, LISTED_FIELDS, pick, type ListedField, type Posting } from '../domain/posting-fields.js';
import { obstaclesOf, type Obstacles } from '../domain/publishing.js';
import { checkWording, type WordingFinding } from '../domain/wording.js';
import { keepUnsaid } from './unsaid.js';
import type { ImportBatch, ImportEnterprise, ImportRow, ImportSheet, RowKind, RowReason, StagedLine } from './import.entity.js';
import { hash, identityOf, ImportKeys, NAMELESS, type LineKeys } from './import.keys.js';
import { ImportRepository, type KnownNeed } from './import.repository.js';
import { kindOf, knownOf, wrongs } from './judging.js';
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
  keys: ImportKeys;
  /** What the wording rules say to a text: titles come again and again. */
  looked: Map<string, WordingFinding[]>;
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

/** What a line would make of its need, and what stands against it. */
interface Judged {
  posting: Posting;
  place: PlaceFound;
  reasons: RowReason[];
  gaps: NeedGap[];
}

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
      keys: new ImportKeys(batch),
      looked: new Map(),
      counts: { new: 0, draft: 0, changed: 0, unchanged: 0, wrong: 0 },
    };
  }

  /** Understands some hundred lines and stages the rows; `done` lines of the list are understood then. */
  async take(pass: Pass, lines: StagedLine[], done: number): Promise<void> {
    const read: { line: StagedLine; reading: Reading; keys: LineKeys }[] = [];
    await inBreaths(lines, (line) => {
      const reading = pass.lines.read(line);
      read.push({ line, reading, keys: pass.keys.of(reading, line.line) });
    });
    await this.meet(
      pass,
      read.map(({ reading }) => reading),
    );
    const keys = read.flatMap((one) => (one.keys.legacy === null ? [one.keys.key] : [one.keys.key, one.keys.legacy]));
    const found = new Map((await this.imports.knownNeeds(keys)).map((need) => [need.importKey, need]));
    const rows: ImportRow[] = [];
    await inBreaths(read, (one) => rows.push(this.rowOf(pass, one.line, one.reading, one.keys.key, knownOf(pass.batch, found, one.keys))));
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

  private rowOf(pass: Pass, line: StagedLine, reading: Reading, importKey: string, known: KnownNeed | undefined): ImportRow {
    const named = pass.enterprises.get(identityOf(reading));
    const importHash = hash(JSON.stringify(reading.said));
    const { posting, place, reasons, gaps } = this.judge(pass, reading, named?.view, known, importHash);
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

  private judge(
    pass: Pass,
    reading: Reading,
    enterprise: EnterpriseView | undefined,
    known: KnownNeed | undefined,
    importHash: string,
  ): Judged {
    const found = pass.places.find(reading.placeText, reading.placeCode);
    const said = postingOf(reading, pass.today);
    const { posting, place } = known ? keepUnsaid(said, found, reading, known) : { posting: said, place: found };
    const goesOn = known && (known.state === 'published' || known.importHash === importHash);
    const obstacles = this.obstacles(pass, posting, enterprise, goesOn ? known : undefined);
    const reasons = [...reading.faults, ...wrongs(pass.batch, posting, obstacles, found, enterprise, known)];
    // A need that was put right by hand and stands on the board does not fall back to a draft for what the list never said.
    const gaps =
      known && !isUnposted(known.state)
        ? obstacles.gaps.filter((gap) => gap === 'short')
        : [...obstacles.gaps, ...(place.unknown ? (['place'] as const) : [])];
    return { posting, place, reasons, gaps };
  }

  private obstacles(
    { today, looked }: Pass,
    posting: Posting,
    enterprise: EnterpriseView | undefined,
    standing: KnownNeed | undefined,
  ): Obstacles {
    const owner = { claimed: enterprise?.state === 'active', hasCreditCode: (enterprise?.creditCode ?? null) !== null, agency: false };
    const look = (text: string): WordingFinding[] => {
      const found = looked.get(text) ?? checkWording(text);
      looked.set(text, found);
      return found;
    };
    const isPostable = (code: string): boolean => occupations.isPostable(code);
    return obstaclesOf(posting, { today, owner, look, standing, isPostable, isCreditCode: () => true });
  }
}

const inBreaths = async <T>(items: readonly T[], work: (item: T) => unknown): Promise<void> => {
  for (let i = 0; i < items.length; i += 1) {
    work(items[i] as T);
    if (i % BREATH === BREATH - 1) await breathe();
  }
};

const postingOf = (reading: Reading, today: string): Posting => {
  const { occupationCode, wageFromFen, wageToFen, lodging, meals, licences, note } = reading;
  return {
    ...blankPosting(today),
    ...pick(reading, CELL_FIELDS),
    ...{ occupationCode, wageFromFen, wageToFen, lodging, meals, licences, note },
    title: reading.title ?? '',
    short: reading.people ?? 0,
    wageText: reading.wageText?.slice(0, 60) ?? null,
    workplace: reading.placeText,
  };
};

/** Of a posting what a line of a list can say. */
const saidIn = (posting: Posting): Pick<Posting, ListedField> => ({
  ...pick(posting, LISTED_FIELDS),
  title: posting.title.slice(0, 120),
  workplace: posting.workplace?.slice(0, 120) ?? null,
});

const groupBy = <T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};
