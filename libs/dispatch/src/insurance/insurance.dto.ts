import { id, instant, int, listOf, text } from '#platform/http';
import { insuranceFaults } from '../dispatch.problems.js';
import type { InsuranceImport } from './insurance.entity.js';
import type { InsurancePreview } from './insurance.service.js';

const MOST_SHOWN = 100;

export class InsuranceFaultDto {
  @text({ nullable: true, about: 'where the file has several' }) sheet: string | null;
  @int({ about: 'line of the file' }) line: number;
  @text() zh: string;
  @text() en: string;
}

/** Counts alone: a list of paid months names strangers. */
export class InsurancePreviewDto {
  @int({ about: 'lines with a person and months' }) lines: number;
  @int({ about: 'people of the list' }) inFile: number;
  @int({ about: 'those of them who came with a trip and signed' }) people: number;
  @int({ about: 'months of them that are not known yet' }) months: number;
  @int({ about: 'checks that these months show as still there' }) stayed: number;
  @int({ about: 'checks that these months show with another employer' }) left: number;
  @int({ about: 'lines that cannot be understood' }) wrong: number;
  @listOf(() => InsuranceFaultDto, { about: 'the first of them' }) faults: InsuranceFaultDto[];

  static of({ rows, inFile, people, months, checks }: InsurancePreview): InsurancePreviewDto {
    const faults = rows.flatMap(({ sheet, line, fault }) => (fault === null ? [] : [{ sheet, line, ...insuranceFaults[fault] }]));
    return {
      ...{ lines: rows.length, inFile, people, months, ...checks },
      wrong: faults.length,
      faults: faults.slice(0, MOST_SHOWN),
    };
  }
}

export class InsuranceImportDto {
  @id() id: string;
  @instant() at: string;
  @text({ nullable: true }) byName: string | null;
  @int({ about: 'lines of the file' }) lines: number;
  @int({ about: 'people of our trips found in it' }) people: number;
  @int({ about: 'months of them that were new' }) months: number;

  static of({ id: own, createdAt, lines, people, months }: InsuranceImport, byName: string | null): InsuranceImportDto {
    return { id: own, at: createdAt.toISOString(), byName, lines, people, months };
  }
}
