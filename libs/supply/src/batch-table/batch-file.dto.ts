import { bool, day, id, int, listOf, oneOf, text } from '#platform/http';
import { PASSED_OVER, type PassedOverReason } from '#platform/layout';
import { occupations } from '#reference';
import { DEGREES, type Degree } from '../domain/supply.js';
import { batchFaults } from '../supply.problems.js';
import type { BatchOfFile, BatchPreview } from './batch-file.service.js';

const nullable = { nullable: true };
const MOST_SHOWN = 100;

export class BatchFileQuery {
  @id({ optional: true, about: 'needed when one acts for several suppliers' }) supplier?: string;
}

export class BatchFaultDto {
  @text() code: string;
  @text() zh: string;
  @text() en: string;
}

/** A batch as the list says it. */
export class BatchRowDto {
  @text({ ...nullable, about: 'where the file has several' }) sheet: string | null;
  @int({ about: 'line of the file' }) line: number;
  @text({ min: 0, about: 'occupation as written' }) title: string;
  @text({ ...nullable, about: 'as understood' }) occupationName: string | null;
  @listOf('string', { about: 'what the words may mean, where that is not clear' }) meant: string[];
  @int() skillLevel: number;
  @int(nullable) people: number | null;
  @int(nullable) wageYuan: number | null;
  @day(nullable) freeFrom: string | null;
  @int() smallestGroup: number;
  @oneOf(DEGREES, 'Degree', nullable) degree: Degree | null;
  @text(nullable) major: string | null;
  @day(nullable) graduatesOn: string | null;
  @text(nullable) note: string | null;
  @bool({ about: 'offered already: it is not offered again' }) known: boolean;
  @listOf(() => BatchFaultDto) faults: BatchFaultDto[];

  static of({ row, known }: BatchOfFile): BatchRowDto {
    const { place, occupationCode, faults, ...said } = row;
    const occupationName = occupationCode === null ? null : (occupations.byCode(occupationCode)?.name ?? occupationCode);
    return { ...place, ...said, occupationName, known, faults: faults.map((code) => ({ code, ...batchFaults[code] })) };
  }
}

export class BatchPassedOverDto {
  @text(nullable) sheet: string | null;
  @int({ ...nullable, about: 'null for a whole sheet' }) line: number | null;
  @oneOf(PASSED_OVER, 'PassedOverReason') reason: PassedOverReason;
  @text({ min: 0, about: 'the beginning of what it says' }) text: string;
}

export class BatchPreviewDto {
  @listOf(() => BatchRowDto) rows: BatchRowDto[];
  @int({ about: 'batches that would be offered' }) fresh: number;
  @int({ about: 'people of these' }) people: number;
  @int({ about: 'lines with a fault' }) wrong: number;
  @int() linesPassedOver: number;
  @listOf(() => BatchPassedOverDto, { about: 'lines that are no batches: titles, totals, signatures; and sheets that were not read' })
  passedOver: BatchPassedOverDto[];

  static of({ batches, passedOver }: BatchPreview): BatchPreviewDto {
    const fresh = batches.filter(({ row, known }) => row.faults.length === 0 && !known);
    return {
      rows: batches.map((one) => BatchRowDto.of(one)),
      fresh: fresh.length,
      people: fresh.reduce((sum, { row }) => sum + (row.people ?? 0), 0),
      wrong: batches.filter(({ row }) => row.faults.length > 0).length,
      linesPassedOver: passedOver.length,
      passedOver: passedOver.slice(0, MOST_SHOWN),
    };
  }
}

export class BatchesOfferedDto {
  @int({ about: 'batches that are new' }) offered: number;
}
