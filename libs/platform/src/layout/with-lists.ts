import { NotATableError, openTableFile, type OpenOptions } from '#platform/table';
import { LEFT_OUT, type LeftOut, type LeftOutReason } from './body.js';
import type { Header } from './header.js';
import {
  lookAtSheets,
  readList,
  SHEET_REASONS,
  type ListChoice,
  type ListKind,
  type ListPortion,
  type SheetReason,
  type SheetSeen,
} from './read-list.js';

/** A sheet of a file that is read, with the lines below its header. */
export interface ListSheet {
  /** Null where the file has one only. */
  name: string | null;
  header: Header;
  hiddenColumns: number[];
  /** To be gone through once. */
  portions: AsyncGenerator<ListPortion>;
}

/** A line that was left out, or a whole sheet. */
export interface PassedOver extends Omit<LeftOut, 'reason' | 'line'> {
  sheet: string | null;
  /** Null for a sheet. */
  line: number | null;
  reason: PassedOverReason;
}

/** Why a line, or a sheet, was passed over. */
export type PassedOverReason = LeftOutReason | `sheet_${SheetReason}`;
export const PASSED_OVER: readonly PassedOverReason[] = [...LEFT_OUT, ...SHEET_REASONS.map((reason) => `sheet_${reason}` as const)];

export interface ListOptions extends OpenOptions {
  /** What a person says about sheets and headers; left out: as found. */
  choice?: ListChoice | undefined;
}

/** Reads the lists of a file, sheet by sheet, wherever they begin; closes the file whatever becomes of it.
 * @throws NotATableError, and Problem `table.busy` */
export const withLists = async <T>(
  path: string,
  kind: ListKind,
  options: ListOptions,
  read: (sheets: ListSheet[], passedOver: PassedOver[], seen: readonly SheetSeen[]) => Promise<T>,
): Promise<T> => {
  const file = await openTableFile(path, options);
  try {
    const seen = await lookAtSheets(file, kind, options.choice);
    const chosen = seen.filter((one) => one.leftOut === null);
    if (seen.every(({ beginning }) => beginning.length === 0)) throw new NotATableError('文件中没有内容', 'it has no lines');
    const passedOver = seen.flatMap(({ sheet, leftOut }): PassedOver[] =>
      leftOut === null || leftOut === 'empty' ? [] : [{ sheet: sheet.name, line: null, reason: `sheet_${leftOut}`, text: '' }],
    );
    const sheets = chosen.flatMap((one): ListSheet[] => {
      if (!one.header) return [];
      const name = chosen.length > 1 ? one.sheet.name : null;
      return [
        {
          name,
          header: one.header,
          hiddenColumns: one.sheet.hiddenColumns,
          portions: telling(readList(one, kind, options.choice?.withHidden), name, passedOver),
        },
      ];
    });
    if (sheets.length === 0) throw new NotATableError('只有一列，看不出表头', 'it has a single column and no header that could be told');
    return await read(sheets, passedOver, seen);
  } finally {
    await file.close();
  }
};

async function* telling(portions: AsyncGenerator<ListPortion>, sheet: string | null, to: PassedOver[]): AsyncGenerator<ListPortion> {
  for await (const portion of portions) {
    to.push(...portion.leftOut.map((line) => ({ ...line, sheet })));
    yield portion;
  }
}
