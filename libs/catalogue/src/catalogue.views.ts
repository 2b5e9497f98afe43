import type {
  CatalogueDetailDto,
  CatalogueDto,
  CatalogueLineDto,
  CataloguePreviewDto,
  CatalogueVersionDto,
  OccupationFigureDto,
  SideFigureDto,
} from './catalogue.dto.js';
import type { Places, ShortageCatalogue } from './catalogue.entity.js';
import { names } from './catalogue.shelf.js';
import { LINE_TABLES, opened, type CatalogueHead, type OccupationLine, type PackedLine } from './domain/catalogue-pack.js';
import type { Part } from './domain/catalogue-query.js';
import { DEPTH, depthOf } from './domain/figures/round.js';
import { figuresOf, oneWay, openOccupation, type OpenFigure } from './domain/open-catalogue.js';

const nameOf = (places: Places, county: string | undefined): string | null =>
  county === undefined ? null : (places[county]?.name ?? county);
const industryName = (code: string | undefined): string | null => (code === undefined || code === '-' ? null : names.industry(code));

const sideOf = (
  places: Places,
  { table, county, level, industry, size, withheld, estimate, low, high, ratio }: OpenFigure,
): SideFigureDto => ({
  table,
  county: county ?? null,
  countyName: nameOf(places, county),
  level: level ?? null,
  industry: industry ?? null,
  industryName: industryName(industry),
  size: size ?? null,
  withheld,
  estimate,
  low: low ?? null,
  high: high ?? null,
  ratio: ratio ?? null,
});

const NOTHING: OpenFigure = { table: 'total', withheld: false, estimate: 0, low: 0, high: 0 };
const totalOf = ({ head, places }: ShortageCatalogue): SideFigureDto =>
  sideOf(places, oneWay(head).find(({ table }) => table === 'total') ?? NOTHING);

export const statedOf = ({ quarter, version, asOf }: ShortageCatalogue) => ({
  quarter,
  version,
  figure: 'frozen' as const,
  asOf: asOf.toISOString(),
});

export const catalogueView = (catalogue: ShortageCatalogue): CatalogueDto => ({
  ...statedOf(catalogue),
  publishedAt: catalogue.publishedAt.toISOString(),
  response: catalogue.head.response,
  total: totalOf(catalogue),
  occupations: catalogue.occupations,
});

export const detailView = (catalogue: ShortageCatalogue, lines: readonly OccupationLine[], correctedSince: boolean): CatalogueDetailDto => {
  const { head, places, digest, seal } = catalogue;
  return {
    ...catalogueView(catalogue),
    digest,
    seal,
    correctedSince,
    rankWeights: head.policy.rank,
    withholdBelow: head.policy.withholdBelow,
    withheldOccupations: lines.filter(({ line }) => line.withheld && line.code.split('-').length === 4).length,
    sides: oneWay(head).map((figure) => sideOf(places, figure)),
    counties: Object.entries(places)
      .map(([id, { name }]) => ({ id, name }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    left: head.left.map((code) => ({ id: code, name: names.occupation(code) })),
  };
};

export const lineView = (line: OccupationLine['line'], part: Part | null = null): CatalogueLineDto => {
  const { points: _points, ...rest } = openOccupation(line, names);
  return { ...rest, part };
};

export const figureViews = (line: OccupationLine, places: Places): OccupationFigureDto[] =>
  figuresOf(line).map(({ table, county, level, industry, aboveScale, withheld, estimate, shortageRate }) => ({
    table,
    county: county ?? null,
    countyName: nameOf(places, county),
    level: level ?? null,
    industry: industry ?? null,
    industryName: industryName(industry),
    aboveScale: aboveScale === undefined ? null : aboveScale ? 'yes' : 'no',
    withheld,
    estimate,
    shortageRate: shortageRate ?? null,
  }));

export const versionView = (catalogue: ShortageCatalogue): CatalogueVersionDto => ({
  id: catalogue.id,
  quarter: catalogue.quarter,
  version: catalogue.version,
  state: catalogue.state,
  madeAt: catalogue.madeAt.toISOString(),
  occupations: catalogue.occupations,
  total: totalOf(catalogue),
  response: catalogue.head.response,
});

const TOP = 20;

/** The head of what would be published, how much of each table would be withheld, and the first of the list. */
export const previewOf = ({ head, lines }: { head: CatalogueHead; lines: readonly PackedLine[] }): CataloguePreviewDto => {
  const all = lines.map(opened);
  const total = head.cells.find(({ table }) => table === 'total');
  const { population, sampled, responded } = head.response;
  const tables = LINE_TABLES.map((table, place) => {
    const cells = all.flatMap((one) => one.cells).filter(([at]) => at === place);
    return { table, figures: cells.length, withheld: cells.filter(([, , , , estimate]) => estimate === null).length };
  });
  const occupations = all.map(({ line }) => line).filter(({ code }) => depthOf(code) === DEPTH);
  return {
    quarter: head.quarter,
    version: head.version,
    population,
    sampled,
    responded,
    estimate: total?.estimate ?? null,
    low: total?.low ?? null,
    high: total?.high ?? null,
    withholdBelow: head.policy.withholdBelow,
    tables: [{ table: 'occupation', figures: occupations.length, withheld: occupations.filter((one) => one.withheld).length }, ...tables],
    top: occupations
      .flatMap(({ code, rank, estimate, low, high }) =>
        rank === null || estimate === null || low === null || high === null
          ? []
          : [{ code, name: names.occupation(code), rank, estimate, low, high }],
      )
      .sort((a, b) => a.rank - b.rank)
      .slice(0, TOP),
  };
};
