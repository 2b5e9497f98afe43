import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { OrgTree } from '#access';
import { comparableName, EnterpriseReads, isStaffingAgency, type EnterpriseView } from '#enterprise';
import { Clock, newId } from '#platform/db';
import { occupations } from '#reference';
import { isUnposted, type NeedGap } from '../domain/need.js';
import type { Posting } from '../domain/posting-fields.js';
import { obstaclesOf, type Obstacles } from '../domain/publishing.js';
import type { Weighed } from '../domain/proportion.js';
import { checkWording, type WordingFinding } from '../domain/wording.js';
import { NeedFigures } from '../need.figures.js';
import { postingOf, saidIn } from './row-posting.js';
import { keepUnsaid } from './unsaid.js';
import { hashOf, saysTheSame, TextNumbers, type TextRefs } from './corrections.js';
import { ImportCorrections } from './import.corrections.js';
import type { ImportBatch, ImportEnterprise, ImportRow, ImportSheet, RowKind, RowReason, StagedLine } from './import.entity.js';
import { identityOf, ImportKeys, NAMELESS, type LineKeys } from './import.keys.js';
import { ImportRepository, type KnownNeed } from './import.repository.js';
import { kindOf, knownOf, wrongs } from './judging.js';
import { groupBy, inBreaths, type Pass } from './pass.js';
import { Places, type PlaceFound } from './places.js';
import { prepareReading, type Reading } from './reading.js';
import { SheetLines } from './sheet-lines.js';

/** A line as it stands, and as people corrected it. */
interface Read {
  line: StagedLine;
  reading: Reading;
  importHash: string;
  refs: TextRefs;
}

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
    private readonly corrections: ImportCorrections,
    private readonly enterprises: EnterpriseReads,
    private readonly figures: NeedFigures,
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
      fresh: [],
      uncompared: [],
      keys: new ImportKeys(batch),
      corrections: await this.corrections.of(batch),
      texts: new TextNumbers(),
      looked: new Map(),
      counts: { new: 0, draft: 0, changed: 0, unchanged: 0, wrong: 0, conflict: 0 },
      figures: await this.figures.nothingKnown(),
      doubtful: 0,
    };
  }

  /** Understands some hundred lines and stages the rows; `done` lines of the list are understood then. */
  async take(pass: Pass, lines: StagedLine[], done: number): Promise<void> {
    const read: (Read & { keys: LineKeys })[] = [];
    await inBreaths(lines, (line) => {
      const original = pass.lines.read(line);
      // Found again by what the list says, whatever anybody made of it.
      read.push({ ...readOf(pass, line, original), refs: pass.texts.of(original.said), keys: pass.keys.of(original, line.line) });
    });
    await this.meet(
      pass,
      read.map(({ reading }) => reading),
    );
    const keys = read.flatMap((one) => (one.keys.legacy === null ? [one.keys.key] : [one.keys.key, one.keys.legacy]));
    const found = new Map((await this.imports.knownNeeds(keys)).map((need) => [need.importKey, need]));
    await this.compare(pass, read, [...found.values()]);
    const rows: ImportRow[] = [];
    await inBreaths(read, (one) => rows.push(this.rowOf(pass, one, one.keys.key, knownOf(pass.batch, found, one.keys))));
    for (const row of rows) {
      pass.counts[row.kind] += 1;
      if (row.doubtful) pass.doubtful += 1;
    }
    await this.imports.stage(pass.batch.id, pass.fresh.splice(0), rows, done);
  }

  /** Understands some rows anew, after somebody corrected what they say: each stays the row that it was.
   * @returns them, and the enterprises that they name and the list named nowhere so far */
  async again(
    batch: ImportBatch,
    sheets: readonly ImportSheet[],
    lines: readonly { row: ImportRow; line: StagedLine }[],
  ): Promise<{ rows: ImportRow[]; enterprises: ImportEnterprise[] }> {
    const pass = await this.begin(batch, sheets);
    const read = lines.map(({ row, line }) => ({ ...readOf(pass, line, pass.lines.read(line)), refs: row, row }));
    await this.meet(
      pass,
      read.map(({ reading }) => reading),
    );
    await this.numberAnew(pass);
    const known = new Map((await this.imports.knownNeeds(lines.map(({ row }) => row.importKey))).map((need) => [need.importKey, need]));
    const earlier = lines.flatMap(({ row }) => (row.needVersion !== null && !known.has(row.importKey) ? [row.needId] : []));
    const byId = new Map((await this.imports.needsById(earlier)).map((need) => [need.id, need]));
    await this.compare(pass, read, [...known.values(), ...byId.values()]);
    const rows = read.map(({ row, ...one }) => {
      const need = known.get(row.importKey) ?? byId.get(row.needId);
      const { id, entryId } = row;
      return { ...this.rowOf(pass, one, row.importKey, need), id, entryId, needId: need?.id ?? row.needId };
    });
    return { rows, enterprises: pass.fresh.splice(0) };
  }

  /** Enterprises that the list names already keep their numbers, others go on counting. */
  private async numberAnew({ batch, enterprises }: Pass): Promise<void> {
    const names = [...enterprises.values()].map(({ row }) => row.name);
    const keyOf = ({ enterpriseId, name, creditCode }: ImportEnterprise): string => enterpriseId ?? JSON.stringify([name, creditCode]);
    const known = new Map((await this.imports.enterprisesNamed(batch.id, names)).map((one) => [keyOf(one), one]));
    const isNew = [...enterprises.values()].some(({ row }) => !known.has(keyOf(row)));
    let next = isNew ? await this.imports.nextEnterpriseRef(batch.id) : 0;
    for (const named of enterprises.values()) {
      const same = known.get(keyOf(named.row));
      named.row = same ?? { ...named.row, ref: next++ };
      named.staged = same !== undefined;
    }
  }

  /** Looks up what the figures of these lines are held against. */
  private async compare(pass: Pass, read: readonly { reading: Reading }[], known: readonly KnownNeed[]): Promise<void> {
    await this.figures.lookUp(
      pass.uncompared.splice(0),
      [...read.map(({ reading }) => reading.occupationCode), ...known.map(({ occupationCode }) => occupationCode)],
      pass.figures,
    );
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
      const named = (byName.get(reading.enterpriseKey ?? '') ?? []).filter((one) => one.nodePath.startsWith(pass.batch.nodePath));
      const picked = reading.enterpriseId ? pass.corrections.enterprises.get(reading.enterpriseId) : undefined;
      const view = picked ?? (reading.creditCode ? byCode.get(reading.creditCode) : named.length === 1 ? named[0] : undefined);
      pass.enterprises.set(identity, { row: this.enterpriseRow(pass, reading, view), staged: false, view });
      if (view) pass.uncompared.push(view.id);
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

  private rowOf(pass: Pass, { line, reading, importHash, refs }: Read, importKey: string, known: KnownNeed | undefined): ImportRow {
    const named = pass.enterprises.get(identityOf(reading));
    const { posting, place, reasons, gaps } = this.judge(pass, reading, named?.view, known, importHash);
    const { kind, more } = kindOf(reasons, gaps, importHash, posting.short, known);
    if (named && kind !== 'wrong' && !named.staged) {
      named.staged = true;
      pass.fresh.push(named.row);
    }
    const { asked, held } = this.weigh(pass, posting, named?.view, known, kind);
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
      doubts: held.length > 0 ? held : null,
      doubtful: asked.length > 0,
      state: gaps.length > 0 ? 'draft' : 'published',
      importKey,
      importHash,
      ...refsOf(refs),
      fate: null,
    };
  }

  /** A draft of a former list counted nowhere; of what is not saved nobody is asked. */
  private weigh(
    { figures }: Pass,
    posting: Posting,
    enterprise: EnterpriseView | undefined,
    known: KnownNeed | undefined,
    kind: RowKind,
  ): Weighed {
    if (kind === 'wrong' || kind === 'unchanged') return { asked: [], held: [] };
    const standing = known && !isUnposted(known.state) ? known : undefined;
    return this.figures.weigh({ posting, standing, answered: known?.doubts ?? null }, enterprise, figures);
  }

  private judge(
    pass: Pass,
    reading: Reading,
    enterprise: EnterpriseView | undefined,
    known: KnownNeed | undefined,
    importHash: string,
  ): Judged {
    const picked = reading.placeNode === null ? null : pass.places.at(reading.placeNode);
    const found = picked ?? pass.places.find(reading.placeText, reading.placeCode);
    const said = postingOf(reading, pass.today);
    const { posting, place } = known ? keepUnsaid(said, found, reading, known) : { posting: said, place: found };
    const goesOn = known && (known.state === 'published' || saysTheSame(known.importHash, importHash));
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

const readOf = (pass: Pass, line: StagedLine, original: Reading): Omit<Read, 'refs'> => {
  const reading = pass.corrections.apply(original, pass.lines.placeOf(line.line));
  return { line, reading, importHash: hashOf(original, reading) };
};

const refsOf = ({ occupationRef, placeRef, skillLevelRef, peopleRef, wageRef, startByRef, nameRef }: TextRefs): TextRefs => ({
  ...{ occupationRef, placeRef, skillLevelRef, peopleRef, wageRef, startByRef, nameRef },
});
