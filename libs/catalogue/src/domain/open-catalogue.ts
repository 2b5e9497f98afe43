import type { CatalogueLine } from './figures/published.js';
import type { TableName } from './figures/tables.js';
import { LINE_TABLES, type CatalogueHead, type OccupationLine } from './catalogue-pack.js';
import { yuanOf } from '#reference';

/** What the classifications call things. */
export interface Names {
  occupation(code: string): string;
  industry(code: string): string;
  levels: readonly { level: number; zh: string; en: string }[];
}

export interface OpenOccupation extends Omit<CatalogueLine, 'wageFen'> {
  name: string;
  depth: number;
  /** Yuan a month. */
  wageYuan: number | null;
}

/** One figure of one table; coordinates that the table does not have are absent. */
export interface OpenFigure {
  table: TableName;
  occupation?: string;
  county?: string;
  level?: number;
  industry?: string;
  size?: string;
  aboveScale?: boolean;
  withheld: boolean;
  estimate: number | null;
  low?: number | null;
  high?: number | null;
  ratio?: number | null;
  shortageRate?: number | null;
}

/** A catalogue as it is given away: the same figures as on the page. */
export interface OpenCatalogue extends Pick<CatalogueHead, 'quarter' | 'version' | 'asOf' | 'figure' | 'response' | 'policy'> {
  publishedAt: string;
  /** The bureau that publishes it. */
  issuer: string;
  /** SHA-256 of the frozen answers and of the figures made of them. */
  digest: string;
  seal: string;
  names: {
    counties: Record<string, { name: string; divisionCode: string | null }>;
    levels: Record<string, { zh: string; en: string }>;
    industries: Record<string, string>;
  };
  occupations: OpenOccupation[];
  left: { code: string; name: string }[];
  figures: OpenFigure[];
}

export interface KeptCatalogue {
  head: CatalogueHead;
  publishedAt: Date;
  digest: string;
  seal: string;
  places: OpenCatalogue['names']['counties'];
}

export const openOccupation = ({ wageFen, ...line }: CatalogueLine, names: Names): OpenOccupation => ({
  ...line,
  name: names.occupation(line.code),
  depth: line.code.split('-').length,
  wageYuan: yuanOf(wageFen),
});

export const openCatalogue = (kept: KeptCatalogue, issuer: string, lines: readonly OccupationLine[], names: Names): OpenCatalogue => {
  const { quarter, version, asOf, figure, response, policy, left } = kept.head;
  const figures = [...oneWay(kept.head), ...lines.flatMap(figuresOf)];
  const industries = [...new Set(figures.flatMap(({ industry }) => industry ?? []))].sort();
  return {
    quarter,
    version,
    figure,
    asOf,
    publishedAt: kept.publishedAt.toISOString(),
    issuer,
    digest: kept.digest,
    seal: kept.seal,
    response,
    policy,
    names: {
      counties: kept.places,
      levels: Object.fromEntries(names.levels.map(({ level, zh, en }) => [level, { zh, en }])),
      industries: Object.fromEntries(industries.map((code) => [code, names.industry(code)])),
    },
    occupations: lines.map(({ line }) => openOccupation(line, names)),
    left: left.map((code) => ({ code, name: names.occupation(code) })),
    figures,
  };
};

/** The total and the tables of one side, with their intervals. */
export const oneWay = ({ cells }: CatalogueHead): OpenFigure[] =>
  cells.map(({ table, node, level, industry, size, withheld, estimate, low, high, ratio }) => ({
    table,
    ...(node === null ? {} : { county: node }),
    ...(level === null ? {} : { level }),
    ...(industry === null ? {} : { industry }),
    ...(size === null ? {} : { size }),
    withheld,
    estimate,
    low,
    high,
    ...(table === 'level' ? { ratio } : {}),
  }));

/** The figures of one occupation by county, level and kind. */
export const figuresOf = ({ line: { code }, cells }: OccupationLine): OpenFigure[] =>
  cells.map(([at, node, level, kind, estimate, shortageRate]) => {
    const table = LINE_TABLES[at] ?? 'occupation_county';
    return {
      table,
      occupation: code,
      ...(node === null ? {} : { county: node }),
      ...(level === null ? {} : { level }),
      ...(kind === null ? {} : { industry: kind.slice(0, -2), aboveScale: kind.endsWith('1') }),
      withheld: estimate === null,
      estimate,
      ...(table === 'province' ? { shortageRate } : {}),
    };
  });
