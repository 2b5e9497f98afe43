import { day, id, int, listOf, nested, PageQuery, text, type Principal } from '#platform/http';
import type { CheckedRow } from './table-check.js';
import { MOST_ROWS, type FileRow } from './table-reader.js';
import type { TableExportRow } from './table.export.js';
import { HEADINGS, type Column, type RowTexts } from './table-row.js';

const cell = (max: number): PropertyDecorator => text({ optional: true, max });

/** A line as it was written. */
export class TableTextsDto {
  @cell(36) number?: string;
  @cell(400) name?: string;
  @cell(400) theme?: string;
  @cell(120) county?: string;
  @cell(80) campaign?: string;
  @cell(80) day?: string;
  @cell(80) opensAt?: string;
  @cell(80) closesAt?: string;
  @cell(80) mode?: string;
  @cell(400) venue?: string;
  @cell(400) room?: string;
  @cell(400) place?: string;
  @cell(40) booths?: string;
  @cell(40) expected?: string;
  @cell(40) staff?: string;
  @cell(400) stream?: string;
  @cell(2_400) note?: string;
}

export class TableLinesDto {
  @listOf(() => TableTextsDto, { min: 1, max: MOST_ROWS, about: 'all lines of a preview without faults' }) rows: TableTextsDto[];
}

export class TableTakenDto {
  @int({ about: 'fairs that are planned now' }) created: number;
  @int({ about: 'lines whose fair was there already' }) known: number;
}

export class TableLineDto {
  @text({ nullable: true, about: 'where the file has several' }) sheet: string | null;
  @int() line: number;
  @nested(() => TableTextsDto) texts: TableTextsDto;
}

export class TableFaultDto {
  @text({ nullable: true, about: 'where the file has several' }) sheet: string | null;
  @int() line: number;
  @text({ nullable: true, about: 'A, B, C …; null where the file has no such column' }) column: string | null;
  @text() heading: string;
  @text({ nullable: true, about: 'the fair that it is about' }) about: string | null;
  @text() code: string;
  @text() message: string;
}

/** What a file says; nothing is saved. */
export class TablePreviewDto {
  @int({ about: 'fairs that would be planned' }) ready: number;
  @int({ about: 'lines whose fair is there already' }) known: number;
  @int() faultyLines: number;
  @int() faultCount: number;
  @listOf(() => TableFaultDto, { about: 'the first two hundred' }) faults: TableFaultDto[];
  @listOf(() => TableLineDto, { max: MOST_ROWS }) lines: TableLineDto[];

  static of(rows: readonly FileRow[], checked: readonly CheckedRow[], locale: Principal['locale']): TablePreviewDto {
    const faults = rows.flatMap((row, at) => faultsOf(row, checked[at], locale));
    return {
      ready: checked.filter(({ ready }) => ready !== null).length,
      known: checked.filter(({ known }) => known).length,
      faultyLines: new Set(faults.map(({ sheet, line }) => `${sheet ?? ''} ${line}`)).size,
      faultCount: faults.length,
      faults: faults.slice(0, MOST_SHOWN),
      lines: rows.map(({ sheet, line, texts }) => ({ sheet, line, texts: bounded(texts) })),
    };
  }
}

const MOST_SHOWN = 200;
const LONGEST = 2_400;
/** What is far too long was refused by line and column, and is not sent round. */
const bounded = (texts: RowTexts): TableTextsDto =>
  Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value.slice(0, LONGEST)]));

const faultsOf = (row: FileRow, checked: CheckedRow | undefined, locale: Principal['locale']): TableFaultDto[] => {
  const at = (says: Column) => ({
    ...{
      sheet: row.sheet,
      line: row.line,
      column: row.columns[says] ?? null,
      heading: HEADINGS[says],
      about: row.texts.name?.slice(0, 120) ?? null,
    },
  });
  const broken = row.broken.map(({ says, shown }) => ({
    ...at(says),
    code: 'cell',
    message:
      locale === 'zh' ? `单元格显示错误或没有计算结果（${shown}）` : `the cell shows an error or a formula without a result (${shown})`,
  }));
  const said = new Set(row.broken.map(({ says }) => says));
  const others = (checked?.faults ?? []).filter(({ says }) => !said.has(says));
  return [...broken, ...others.map(({ says, code, message }) => ({ ...at(says), code, message: message[locale] }))];
};

/** A fair as a line of the table. */
export class TableFairDto {
  @id() id: string;
  @text() name: string;
  @id() nodeId: string;
  @day() day: string;
  @text({ nullable: true }) venue: string | null;
  @text({ nullable: true }) room: string | null;
  @int() booths: number;

  static of({ fair: { id, name, nodeId, day, boothCount }, venue, room }: TableExportRow): TableFairDto {
    return { id, name, nodeId, day, venue, room, booths: boothCount };
  }
}

export class TableQuery extends PageQuery {
  @day({ optional: true }) from?: string;
  @day({ optional: true }) to?: string;
  @id({ optional: true }) node?: string;
}
