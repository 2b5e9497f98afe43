import { drawFrom, seeded } from './random.js';

/** What the frame says of an enterprise. */
export interface FrameUnit {
  id: string;
  /** County or zone, towns counted to theirs. */
  countyId: string;
  industryCode: string | null;
  sizeClass: string | null;
  aboveScale: boolean;
  isKey: boolean;
}

export interface SampleRules {
  /** Share of each stratum of the rest that is asked, in percent. */
  sharePercent: number;
  /** At least so many of each stratum, or all there are. */
  minimum: number;
}

export const DEFAULT_SAMPLE: SampleRules = { sharePercent: 20, minimum: 2 };

export interface Drawn<U> {
  unit: U;
  stratum: string;
  /** Asked because it is above the statistical size, key or a major project: stands for itself only. */
  certain: boolean;
  /** Enterprises of the stratum in the frame, N_h, and of them asked, n_h. The inclusion probability is n_h ÷ N_h. */
  stratumSize: number;
  stratumDrawn: number;
}

/** Industry division (大类, two digits with the section's letter), '-' when it is not known. */
export const divisionOf = (industryCode: string | null): string => {
  const code = industryCode ?? '';
  if (/^[A-T]\d{2}/.test(code)) return code.slice(0, 3);
  return '-';
};

const certain = (unit: FrameUnit): boolean => unit.aboveScale || unit.isKey;

/** County × industry division × size; those asked for certain are a stratum of their own beside the rest. */
export const stratumOf = (unit: FrameUnit): string =>
  [unit.countyId, divisionOf(unit.industryCode), unit.sizeClass ?? '-', certain(unit) ? 'all' : 'part'].join('|');

/** Everybody above the statistical size and every key enterprise, and of each stratum of the rest a share of at least `minimum`,
 * drawn by `seed`. The same frame and seed give the same sample, in whatever order the frame comes. */
export const drawSample = <U extends FrameUnit>(frame: readonly U[], seed: number, rules: SampleRules = DEFAULT_SAMPLE): Drawn<U>[] => {
  const strata = new Map<string, U[]>();
  for (const unit of [...frame].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = stratumOf(unit);
    const known = strata.get(key);
    if (known) known.push(unit);
    else strata.set(key, [unit]);
  }
  const next = seeded(seed);
  return [...strata.keys()].sort().flatMap((stratum) => {
    const units = strata.get(stratum) ?? [];
    const all = stratum.endsWith('|all');
    const count = all
      ? units.length
      : Math.min(units.length, Math.max(rules.minimum, Math.round((units.length * rules.sharePercent) / 100)));
    return drawFrom(units, count, next).map((unit) => ({ unit, stratum, certain: all, stratumSize: units.length, stratumDrawn: count }));
  });
};
