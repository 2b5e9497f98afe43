import { stringify } from 'csv-stringify/sync';
import type { OpenCatalogue, OpenFigure, OpenOccupation } from '../domain/open-catalogue.js';

/** Columns of the open data; docs/catalogue.md says what each means. */
export const CSV_COLUMNS = [
  'quarter',
  'version',
  'figure',
  'as_of',
  'response_rate',
  'coverage',
  'table',
  'occupation',
  'occupation_name',
  'county',
  'county_name',
  'level',
  'level_name',
  'industry',
  'industry_name',
  'size',
  'above_scale',
  'withheld',
  'estimate',
  'low',
  'high',
  'ratio',
  'shortage_rate',
  'enterprises',
  'divisions',
  'rank',
  'score',
  'change',
  'grade',
  'quarters',
  'wage_yuan',
  'main_reason',
] as const;
type Row = Partial<Record<(typeof CSV_COLUMNS)[number], string | number | boolean | null>>;

/** One line a figure, UTF-8 with a byte order mark; empty where a column does not apply or nothing is known. */
export const csvOf = (catalogue: OpenCatalogue): Buffer => {
  const { quarter, version, figure, asOf, response } = catalogue;
  const stated: Row = { quarter, version, figure, as_of: asOf, response_rate: response.responseRate, coverage: response.coverage };
  const nameOf = new Map(catalogue.occupations.map(({ code, name }) => [code, name]));
  const rows = [...catalogue.occupations.map(occupationRow), ...catalogue.figures.map((one) => figureRow(one, catalogue, nameOf))];
  const lines = rows.map((row) => {
    const whole = { ...stated, ...row };
    return CSV_COLUMNS.map((column) => textOf(whole[column]));
  });
  return Buffer.from(stringify([CSV_COLUMNS, ...lines], { bom: true, escape_formulas: true, record_delimiter: 'windows' }));
};

const textOf = (value: string | number | boolean | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

const occupationRow = (line: OpenOccupation): Row => ({
  table: 'occupation',
  occupation: line.code,
  occupation_name: line.name,
  withheld: line.withheld,
  estimate: line.estimate,
  low: line.low,
  high: line.high,
  ratio: line.ratio,
  shortage_rate: line.shortageRate,
  enterprises: line.enterprises,
  divisions: line.divisions,
  rank: line.rank,
  score: line.score,
  change: line.change,
  grade: line.grade,
  quarters: line.quarters,
  wage_yuan: line.wageYuan,
  main_reason: line.mainReason,
});

const figureRow = (one: OpenFigure, { names }: OpenCatalogue, nameOf: ReadonlyMap<string, string>): Row => ({
  table: one.table,
  occupation: one.occupation ?? null,
  occupation_name: nameOf.get(one.occupation ?? '') ?? null,
  county: one.county ?? null,
  county_name: names.counties[one.county ?? '']?.name ?? null,
  level: one.level ?? null,
  level_name: names.levels[String(one.level)]?.zh ?? null,
  industry: one.industry ?? null,
  industry_name: names.industries[one.industry ?? ''] ?? null,
  size: one.size ?? null,
  above_scale: one.aboveScale ?? null,
  withheld: one.withheld,
  estimate: one.estimate,
  low: one.low ?? null,
  high: one.high ?? null,
  ratio: one.ratio ?? null,
  shortage_rate: one.shortageRate ?? null,
});
