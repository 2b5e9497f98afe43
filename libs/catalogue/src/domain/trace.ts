import { ITSELF, weightings } from './figures/estimate.js';
import type { RoundData, RoundEnterprise, RoundRow } from './figures/round.js';

/** Which figure is traced: what is left out is not looked at. */
export interface TracedFigure {
  occupation?: string | undefined;
  county?: string | undefined;
  level?: number | undefined;
  industry?: string | undefined;
  size?: string | undefined;
  aboveScale?: boolean | undefined;
}

export interface TracedRow {
  row: RoundRow;
  enterprise: RoundEnterprise;
  weight: number;
}

/** The answers behind a figure, in the order of the frozen round: their shortages by their weights add up to it. */
export const traced = (data: RoundData, figure: TracedFigure): TracedRow[] => {
  const weights = weightings(data.strata);
  const enterprises = new Map(data.enterprises.map((one) => [one.id, one]));
  return data.rows.flatMap((row) => {
    const enterprise = enterprises.get(row.enterpriseId);
    if (!enterprise || !(row.short > 0) || !behind(row, enterprise, figure)) return [];
    return [{ row, enterprise, weight: (weights.get(enterprise.stratum) ?? ITSELF).weight }];
  });
};

const behind = (
  row: RoundRow,
  enterprise: RoundEnterprise,
  { occupation, county, level, industry, size, aboveScale }: TracedFigure,
): boolean =>
  (occupation === undefined || row.occupation === occupation || row.occupation.startsWith(`${occupation}-`)) &&
  (county === undefined || enterprise.nodeId === county) &&
  (level === undefined || row.skillLevel === level) &&
  (industry === undefined || enterprise.industry === industry) &&
  (size === undefined || enterprise.size === size) &&
  (aboveScale === undefined || enterprise.aboveScale === aboveScale);
