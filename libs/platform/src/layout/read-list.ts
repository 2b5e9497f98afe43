import type { TableFile, TableRow, TableSheet } from '#platform/table';
import { leftOut, ListBody, type LeftOut } from './body.js';
import { findHeader, type Header, type KnowsHeading } from './header.js';
import { compact, isEmpty } from './texts.js';

/** Lines of a sheet that are looked at for its header, and shown to whoever points at it. */
export const BEGINNING = 40;

/** How lists of one kind are recognised. */
export interface ListKind {
  knows: KnowsHeading;
  /** Whether these headings are enough for such a list. */
  fits: (header: Header) => boolean;
}

/** What a person says about a sheet: to read it, and where its header is. */
export interface SheetChoice {
  at: number;
  /** Line of the file; left out: as found. */
  headerLine?: number;
}

export interface ListChoice {
  sheets: SheetChoice[];
  /** Lines that are hidden in the file are read as well. */
  withHidden: boolean;
}

export const SHEET_REASONS = ['hidden', 'no_header', 'older', 'empty', 'not_chosen'] as const;
/** Why a sheet is not read. */
export type SheetReason = (typeof SHEET_REASONS)[number];

export interface SheetSeen {
  sheet: TableSheet;
  at: number;
  /** The first lines that say anything, as they are. */
  beginning: TableRow[];
  header: Header | null;
  /** Whether the header is one that such lists have, or a person's choice. */
  sure: boolean;
  /** Why it is not read; null when it is. */
  leftOut: SheetReason | null;
}

/** Looks at the beginning of every sheet and decides which are read: those that a person chose, else all whose header fits,
 * else the first that says anything. Hidden sheets and those of former years are only read when somebody chooses them. */
export const lookAtSheets = async (file: TableFile, kind: ListKind, choice?: ListChoice): Promise<SheetSeen[]> => {
  const seen: SheetSeen[] = [];
  for (const [at, sheet] of file.sheets.entries()) seen.push(await lookAt(sheet, at, kind, choice));
  if (choice) return seen;
  const fitting = seen.filter((one) => one.leftOut === null && one.sure);
  const chosen = fitting.length > 0 ? fitting : seen.filter((one) => one.leftOut === null && one.header !== null).slice(0, 1);
  const passedOver = (one: SheetSeen): SheetSeen =>
    one.leftOut === null && !chosen.includes(one) ? { ...one, leftOut: 'no_header' } : one;
  return seen.map(passedOver).map(leftOutIfOlder(chosen));
};

const lookAt = async (sheet: TableSheet, at: number, kind: ListKind, choice: ListChoice | undefined): Promise<SheetSeen> => {
  const chosen = choice?.sheets.find((one) => one.at === at);
  const beginning = await beginningOf(sheet);
  const pointed = chosen?.headerLine === undefined ? undefined : beginning.findIndex((row) => row.line === chosen.headerLine);
  const header = findHeader(beginning, kind.knows, pointed === -1 ? undefined : pointed);
  const sure = header !== null && (pointed !== undefined || kind.fits(header));
  return { sheet, at, beginning, header, sure, leftOut: reasonFor(sheet, beginning, choice && !chosen) };
};

const reasonFor = (sheet: TableSheet, beginning: TableRow[], notChosen: boolean | undefined): SheetReason | null => {
  if (beginning.length === 0) return 'empty';
  if (notChosen === undefined) return sheet.hidden ? 'hidden' : null;
  return notChosen ? (sheet.hidden ? 'hidden' : 'not_chosen') : null;
};

const beginningOf = async (sheet: TableSheet): Promise<TableRow[]> => {
  const beginning: TableRow[] = [];
  for await (const rows of sheet.rows()) {
    beginning.push(...rows.filter((row) => !isEmpty(row)).slice(0, BEGINNING - beginning.length));
    if (beginning.length >= BEGINNING) break;
  }
  return beginning;
};

const FORMER = /去年|上年|往年|历年|历史|旧|备份|作废|已招满|已完成|backup|old/i;
const yearOf = (name: string): number => Number(/(?<!\d)(20\d\d)(?!\d)/.exec(compact(name))?.[1] ?? 0);

/** Of sheets by year only the latest year's are read, and none that calls itself the last year's. */
const leftOutIfOlder = (chosen: readonly SheetSeen[]) => {
  const current = chosen.filter(({ sheet }) => !FORMER.test(sheet.name));
  const latest = Math.max(...current.map(({ sheet }) => yearOf(sheet.name)));
  const older = (one: SheetSeen): boolean => !current.includes(one) || (yearOf(one.sheet.name) > 0 && yearOf(one.sheet.name) < latest);
  return (one: SheetSeen): SheetSeen => (current.length > 0 && one.leftOut === null && older(one) ? { ...one, leftOut: 'older' } : one);
};

/** Some lines of the list, and what was left out between them. */
export interface ListPortion {
  rows: TableRow[];
  leftOut: LeftOut[];
}

/** The lines of a sheet below its header; lines above it and among them that are none are told apart. */
export async function* readList({ sheet, header }: SheetSeen, kind: ListKind, withHidden = false): AsyncGenerator<ListPortion> {
  if (!header) return;
  const body = new ListBody(header, kind.knows, withHidden);
  const below = header.lines.at(-1) ?? 0;
  for await (const rows of sheet.rows()) {
    const portion: ListPortion = { rows: [], leftOut: [] };
    for (const row of rows) {
      if (row.line <= below) {
        if (!isEmpty(row) && !header.lines.includes(row.line)) portion.leftOut.push(leftOut(row, 'above'));
        continue;
      }
      const taken = body.take(row);
      if (taken && 'cells' in taken) portion.rows.push(taken);
      else if (taken) portion.leftOut.push(taken);
    }
    yield portion;
  }
}
