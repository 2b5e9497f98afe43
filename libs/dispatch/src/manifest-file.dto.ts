import { bool, id, int, listOf, oneOf, text } from '#platform/http';
import { PASSED_OVER, SHEET_REASONS, type PassedOverReason, type SheetReason } from '#platform/layout';
import { lineFaults } from './dispatch.problems.js';
import { RELIEF_STATES, type ReliefState } from './domain/person.js';
import { WORKER_KINDS, type WorkerKind } from './domain/travel.js';
import type { FileChoice, FilePreview } from './manifest-file.service.js';
import { columnOf } from './manifest.service.js';

const nullable = { nullable: true };
const MOST_SHOWN = 100;
/** So many of a sheet's first lines and cells are shown to whoever points at its header. */
const LINES_SHOWN = 20;
const CELLS_SHOWN = 30;

export class ManifestFileQuery {
  @id({ optional: true, about: 'promise of those of whom the file does not say where they go' }) promise?: string;
  @text({
    optional: true,
    pattern: /^\d{1,3}(:\d{1,6})?(,\d{1,3}(:\d{1,6})?)*$/,
    about: 'sheets that are read, from 0, each with the line of its header, such as 0:3,2; left out: as found',
  })
  sheets?: string;
  @bool({ optional: true, about: 'hidden lines are read as well; with sheets' }) withHidden?: boolean;

  static choice({ promise, sheets, withHidden = false }: ManifestFileQuery): FileChoice {
    const chosen = sheets?.split(',').map((one) => {
      const [at = 0, headerLine] = one.split(':').map(Number);
      return { at, ...(headerLine === undefined ? {} : { headerLine }) };
    });
    return { promiseId: promise, list: chosen && { sheets: chosen, withHidden } };
  }
}

export class LineFaultDto {
  @text() code: string;
  @text({ ...nullable, about: 'heading of the column of the file' }) column: string | null;
  @text({ ...nullable, about: 'A, B, C …' }) letter: string | null;
  @text() zh: string;
  @text() en: string;
}

/** A person as the file says, for whoever wrote it. */
export class ManifestRowDto {
  @text({ ...nullable, about: 'where the file has several' }) sheet: string | null;
  @int({ about: 'line of the file' }) line: number;
  @text({ min: 0 }) name: string;
  @text({ min: 0 }) idNumber: string;
  @text(nullable) phone: string | null;
  @text({ ...nullable, about: 'enterprise that they go to' }) goesTo: string | null;
  @bool() returning: boolean;
  @oneOf(RELIEF_STATES, 'ReliefState') relief: ReliefState;
  @bool() insured: boolean;
  @bool() selfArranged: boolean;
  @text(nullable) emergencyContact: string | null;
  @oneOf(WORKER_KINDS, 'WorkerKind', nullable) kind: WorkerKind | null;
  @bool() medical: boolean;
  @int({ ...nullable, about: 'what their own way cost' }) fareFen: number | null;
  @text({ ...nullable, about: 'where they get on' }) pickup: string | null;
  @text({ ...nullable, about: 'number of the coach' }) coach: string | null;
  @listOf(() => LineFaultDto) faults: LineFaultDto[];
}

export class ManifestPassedOverDto {
  @text(nullable) sheet: string | null;
  @int({ ...nullable, about: 'null for a whole sheet' }) line: number | null;
  @oneOf(PASSED_OVER, 'PassedOverReason') reason: PassedOverReason;
  @text({ min: 0, about: 'the beginning of what it says' }) text: string;
}

export class ManifestSheetLineDto {
  @int() line: number;
  @listOf('string') cells: string[];
}

export class ManifestSheetDto {
  @int() at: number;
  @text({ min: 0 }) name: string;
  @oneOf(SHEET_REASONS, 'ImportSheetReason', { ...nullable, about: 'why it is not read; null when it is' }) leftOut: SheetReason | null;
  @listOf('integer', { about: 'lines of its header' }) headerLines: number[];
  @listOf(() => ManifestSheetLineDto, { about: 'its first lines as they are' }) beginning: ManifestSheetLineDto[];
}

export class ManifestPreviewDto {
  @listOf(() => ManifestRowDto) rows: ManifestRowDto[];
  @int({ about: 'people without a fault' }) good: number;
  @listOf(() => ManifestSheetDto, { about: 'all sheets, for pointing at another one or at a header' }) sheets: ManifestSheetDto[];
  @int() linesPassedOver: number;

  @listOf(() => ManifestPassedOverDto, { about: 'lines that are no people: titles, totals, signatures; and sheets that were not read' })
  passedOver: ManifestPassedOverDto[];

  static of({ rows, good, passedOver, sheets }: FilePreview): ManifestPreviewDto {
    return {
      good,
      linesPassedOver: passedOver.length,
      passedOver: passedOver.slice(0, MOST_SHOWN),
      sheets: sheets.map(({ at, sheet, leftOut, header, beginning }) => ({
        at,
        name: sheet.name,
        leftOut,
        headerLines: header?.lines ?? [],
        beginning: beginning.slice(0, LINES_SHOWN).map(({ line, cells }) => ({ line, cells: cells.slice(0, CELLS_SHOWN) })),
      })),
      rows: rows.map((row) => ({
        sheet: row.place.sheet,
        line: row.place.line,
        name: row.name,
        idNumber: row.idNumber,
        phone: row.phone,
        goesTo: row.goesTo,
        returning: row.returning,
        relief: row.relief,
        insured: row.insured,
        selfArranged: row.selfArranged,
        emergencyContact: row.emergencyContact,
        ...{ kind: row.kind, medical: row.medical, fareFen: row.fareFen, pickup: row.pickup, coach: row.coach },
        faults: row.faults.map((code) => {
          const column = columnOf(row.place, code);
          return { code, column: column?.heading ?? null, letter: column?.letter ?? null, ...lineFaults[code] };
        }),
      })),
    };
  }
}
