import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OrgTree } from '#access';
import { comparableName, EnterpriseReads, type EnterpriseView } from '#enterprise';
import { Clock, newId } from '#platform/db';
import { occupations } from '#reference';
import { isStaffingAgency, isUnposted, type NeedGap } from '../domain/need.js';
import type { Mapping } from '../domain/import/columns.js';
import type { Posting } from '../domain/posting.js';
import { obstaclesOf, type Obstacles } from '../domain/publishing.js';
import { checkWording, type WordingFinding } from '../domain/wording.js';
import type { ImportBatch, ImportEnterprise, ImportRow, RowKind, RowReason } from './import.entity.js';
import { hash, identityOf, ImportKeys, NAMELESS, type LineKeys } from './import.keys.js';
import { ImportRepository, type KnownNeed } from './import.repository.js';
import type { Line } from './not-a-table.js';
import { Places, type PlaceFound } from './places.js';
import { BREATH } from './read-table.js';
import { keeping, kindOf, knownOf, placeOf, wrongs } from './judging.js';
import { LineReader, prepareReading, type Reading } from './reading.js';

/** What is remembered from line to line of one list. */
export interface Pass {
  batch: ImportBatch;
  reader: LineReader;
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
  fresh: boolean;
  view: EnterpriseView | undefined;
}

interface Judged {
  place: PlaceFound;
  posting: Posting;
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

  async begin(batch: ImportBatch, mapping: Mapping): Promise<Pass> {
    const today = this.clock.today();
    return {
      batch,
      reader: new LineReader(mapping, today),
      places: new Places(batch, await this.org.countiesAndZones()),
      today,
      enterprises: new Map(),
      keys: new ImportKeys(batch),
      looked: new Map(),
      counts: { new: 0, draft: 0, changed: 0, unchanged: 0, wrong: 0 },
    };
  }

  /** Understands some hundred lines and stages the rows; `done` lines of the list are understood then. */
  async take(pass: Pass, lines: Line[], done: number): Promise<void> {
    const read: { line: Line; reading: Reading; keys: LineKeys }[] = [];
    await inBreaths(lines, (line) => {
      const reading = pass.reader.read(line.cells);
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
      pass.enterprises.set(identity, { row: this.enterpriseRow(pass, reading, view), fresh: true, view });
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
    const fresh = [...pass.enterprises.values()].filter((one) => one.fresh);
    for (const one of fresh) one.fresh = false;
    return fresh.map((one) => one.row);
  }

  private rowOf(pass: Pass, line: Line, reading: Reading, importKey: string, known: KnownNeed | undefined): ImportRow {
    const named = pass.enterprises.get(identityOf(reading));
    const { place, posting, reasons, gaps } = this.judge(pass, reading, named?.view, known);
    const importHash = hash(JSON.stringify(reading.said));
    const { kind, more } = kindOf(reasons, gaps, importHash, posting.short, known);
    return {
      id: newId(),
      batchId: pass.batch.id,
      line: line.line,
      kind,
      reasons: [...reasons, ...reading.doubts, ...more],
      needId: known?.id ?? newId(),
      entryId: newId(),
      enterpriseRef: named?.row.ref ?? null,
      enterpriseName: named?.row.name ?? null,
      nodeId: place.nodeId,
      nodePath: place.nodePath,
      divisionCode: place.divisionCode,
      ...columnsOf(posting),
      gaps,
      state: gaps.length > 0 ? 'draft' : 'published',
      importKey,
      importHash,
    };
  }

  /** What the line would make of its need, and what stands against it. */
  private judge(pass: Pass, reading: Reading, enterprise: EnterpriseView | undefined, known: KnownNeed | undefined): Judged {
    const read = pass.places.find(reading.placeText, reading.placeCode);
    const stands = known !== undefined && !isUnposted(known.state);
    // What stands on the board keeps what the list never said: publishing would refuse it without.
    const place = stands && read.unknown ? { ...read, ...placeOf(known), unknown: false } : read;
    const posting = stands ? keeping(postingOf(reading, pass.today), known) : postingOf(reading, pass.today);
    const obstacles = this.obstacles(pass, posting, enterprise);
    const reasons = [...reading.faults, ...wrongs(pass.batch, posting, obstacles, place, enterprise, known)];
    const gaps = stands
      ? obstacles.gaps.filter((gap) => gap === 'short')
      : [...obstacles.gaps, ...(place.unknown ? (['place'] as const) : [])];
    return { place, posting, reasons, gaps };
  }

  private obstacles({ today, looked }: Pass, posting: Posting, enterprise: EnterpriseView | undefined): Obstacles {
    const owner = { claimed: enterprise?.state === 'active', hasCreditCode: (enterprise?.creditCode ?? null) !== null, agency: false };
    const look = (text: string): WordingFinding[] => {
      const found = looked.get(text) ?? checkWording(text);
      looked.set(text, found);
      return found;
    };
    return obstaclesOf(posting, { today, owner, look, isPostable: (code) => occupations.isPostable(code), isCreditCode: () => true });
  }
}

const inBreaths = async <T>(items: readonly T[], work: (item: T) => unknown): Promise<void> => {
  for (let i = 0; i < items.length; i += 1) {
    work(items[i] as T);
    if (i % BREATH === BREATH - 1) await breathe();
  }
};

/** What a row of the list keeps of a posting, cut to its columns. */
const columnsOf = (posting: Posting) => {
  const { occupationCode, skillLevel, short, wageFromFen, wageToFen, wageText, form, shift, startFrom, startBy } = posting;
  const { lodging, meals, licences, note, contactName, contactPhone } = posting;
  return {
    title: posting.title.slice(0, 120),
    occupationCode,
    skillLevel,
    short,
    wageFromFen,
    wageToFen,
    wageText,
    form,
    shift,
    startFrom,
    startBy,
    lodging,
    meals,
    licences,
    workplace: posting.workplace?.slice(0, 120) ?? null,
    note,
    contactName,
    contactPhone,
  };
};

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

const groupBy = <T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};
