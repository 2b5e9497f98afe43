/** The published catalogue as its readers get it: page, JSON, CSV, Excel and PDF. */
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { Client } from '../support/client.js';
import { pdfLines } from '../support/pdf.js';
import { ok } from './city.js';

export interface Line {
  code: string;
  name: string;
  withheld: boolean;
  estimate: number | null;
  rank: number | null;
  change: string | null;
  quarters: number | null;
  enterprises: number | null;
}
interface Lines {
  items: Line[];
  next: string | null;
  total: number;
  version: number;
  figure: string;
}
export interface Figure {
  table: string;
  county: string | null;
  countyName: string | null;
  level: number | null;
  withheld: boolean;
  estimate: number | null;
}
export interface Open {
  quarter: string;
  version: number;
  occupations: (Line & { depth: number })[];
  names: { counties: Record<string, { name: string }>; levels: Record<string, { zh: string }> };
  figures: { table: string; occupation?: string; county?: string; level?: number; withheld: boolean; estimate: number | null }[];
}
export interface Version {
  id: string;
  version: number;
  state: string;
}
export interface Trace {
  sum: number;
  total: number;
  whole: boolean;
  items: { enterpriseName: string; countyName: string; short: number; weight: number; adds: number; needId: string | null }[];
  next: string | null;
}

/** county × occupation × level: `code|county name|level name` → figure, or null where it is withheld. */
export type Cells = Map<string, number | null>;
export const sorted = (cells: Cells): [string, number | null][] => [...cells].sort(([a], [b]) => (a < b ? -1 : 1));

/** Fields of an occupation that would tell something of a figure. */
export const TELLING = [
  'estimate',
  'low',
  'high',
  'enterprises',
  'shortageRate',
  'ratio',
  'divisions',
  'rank',
  'score',
  'points',
  'quarters',
  'wageYuan',
  'mainReason',
];

export const inJson = (open: Open): Cells =>
  new Map(
    open.figures
      .filter(({ table }) => table === 'occupation_county_level')
      .map((one) => [
        `${one.occupation}|${open.names.counties[one.county ?? '']?.name}|${open.names.levels[String(one.level)]?.zh}`,
        one.withheld ? null : one.estimate,
      ]),
  );

export const csvRows = (content: Uint8Array): Record<string, string>[] =>
  parse<Record<string, string>>(new TextDecoder().decode(content), { columns: true, bom: true });

export const inCsv = (content: Uint8Array): Cells =>
  new Map(
    csvRows(content)
      .filter(({ table }) => table === 'occupation_county_level')
      .map((one) => [
        `${one['occupation']}|${one['county_name']}|${one['level_name']}`,
        one['withheld'] === 'true' ? null : Number(one['estimate']),
      ]),
  );

/** The figures of a workbook, and the titles of the columns of the table that the province asks for. */
export const inExcel = async (content: Uint8Array): Promise<{ cells: Cells; provincial: string[]; first: string | undefined }> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(content) as never);
  const cells: Cells = new Map();
  workbook.getWorksheet('县市区职业等级')?.eachRow((row, n) => {
    const [, code, , county, level, figure] = row.values as [null, string, string, string, string, string | number];
    if (n > 1) cells.set(`${code}|${county}|${level}`, figure === '不公布' ? null : Number(figure));
  });
  return { cells, first: workbook.worksheets[0]?.name, provincial: (workbook.getWorksheet('省表')?.getRow(1).values as string[]).slice(1) };
};

/** The matrices of the PDF, read back: a heading with the code, a line of levels, then a line for each county. */
export const inPdf = (content: Uint8Array, counties: ReadonlySet<string>): Cells => {
  const cells: Cells = new Map();
  let code = '';
  let levels: { x: number; text: string }[] = [];
  for (const line of pdfLines(content)) {
    const text = line.map((one) => one.text).join('');
    const heading = /^(\d-\d\d-\d\d-\d\d) ?\S/.exec(text);
    if (heading && (line[0]?.x ?? 0) < 45) code = heading[1] ?? '';
    else if (text.startsWith('县市区') && code) levels = line.slice(1);
    else if (counties.has(line[0]?.text ?? '') && levels.length > 0) {
      for (const { x, text: figure } of line.slice(1)) {
        const level = levels.find((one) => Math.abs(one.x - x) < 3);
        if (figure !== '—' && level && level.text !== '各等级合计')
          cells.set(`${code}|${line[0]?.text}|${level?.text}`, figure === '不公布' ? null : Number(figure));
      }
    }
  }
  return cells;
};

/** Somebody who has not signed in. */
export class Reader extends Client {
  readonly read = async <T>(path: string): Promise<T> => ok(await this.get<T>(path));

  readonly bytes = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(`${this.url}${path}`)).arrayBuffer());

  readonly linesOf = async (quarter: string, query = ''): Promise<Line[]> => {
    const all: Line[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Lines = await this.read<Lines>(`/api/catalogues/${quarter}/occupations?limit=7${query}${cursor && `&cursor=${cursor}`}`);
      all.push(...page.items);
      cursor = page.next;
    }
    return all;
  };
}
