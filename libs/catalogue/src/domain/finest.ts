import type { OpenCatalogue, OpenFigure, OpenOccupation } from './open-catalogue.js';

export interface Finest {
  figure: OpenFigure;
  /** Kinds of enterprises that cannot be shown alone and are shown by this sum instead. */
  instead: number;
}

/**
 * What of the province's table can be told, as fine as it can be shown: each occupation by kind of enterprise, and for the kinds that
 * may not be published the occupation in all, or else the nearest group of the code in all. Nothing is added to what the other tables
 * publish, so nothing more can be had by subtraction either. What no group may show stands withheld.
 */
export const finestOf = ({ figures, occupations }: OpenCatalogue): Finest[] => {
  const byCode = new Map(occupations.map((one) => [one.code, one]));
  const found = new Map<string, Finest>();
  for (const figure of figures) {
    if (figure.table !== 'province') continue;
    const { occupation = '', industry = '', aboveScale } = figure;
    const sum = figure.withheld ? shownAbove(byCode, occupation) : undefined;
    const key = sum ? sum.code : `${occupation}|${industry}|${String(aboveScale)}`;
    const known = found.get(key);
    if (known) known.instead += 1;
    else found.set(key, sum ? { figure: inAll(sum), instead: 1 } : { figure, instead: 0 });
  }
  return [...found.values()];
};

const inAll = ({ code, estimate, shortageRate }: OpenOccupation): OpenFigure => ({
  table: 'province',
  occupation: code,
  withheld: false,
  estimate,
  shortageRate,
});

/** The occupation itself, or the nearest group of its code, of which the sum may be told. */
export const shownAbove = (byCode: ReadonlyMap<string, OpenOccupation>, code: string): OpenOccupation | undefined =>
  [code, ...groupsOf(code)].flatMap((one) => byCode.get(one) ?? []).find(({ withheld }) => !withheld);

/** Groups of a code, the nearest first. */
const groupsOf = (code: string): string[] => {
  const parts = code.split('-');
  return parts.slice(1).map((_, i) => parts.slice(0, parts.length - 1 - i).join('-'));
};
