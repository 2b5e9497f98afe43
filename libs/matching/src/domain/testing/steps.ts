import type { Model } from '../build.js';
import { dayText } from '../geo.js';
import type { Change } from '../problem.js';
import type { NeedTerms } from '../tables.js';

/** Starting later than this is another need. */
const MOST_DAYS = 60;

/** One step of a change, and the need's terms after it. */
export interface Step {
  readonly change: Change;
  readonly terms: NeedTerms;
}

const wageSteps = ({ tables, finder }: Model, terms: NeedTerms): Step[] => {
  if (terms.wageTo === Infinity) return [];
  const wages = new Set<number>();
  for (const b of finder.candidates(terms)) {
    const wage = tables.batchWage[b]!;
    if (wage > terms.wageTo && !finder.obstacle(b, { ...terms, wageTo: wage })) wages.add(wage);
  }
  return [...wages]
    .sort((a, b) => a - b)
    .map((wage) => ({ change: { kind: 'wage', by: wage - terms.wageTo, to: wage }, terms: { ...terms, wageTo: wage } }));
};

const daySteps = ({ finder }: Model, terms: NeedTerms): Step[] => {
  const days = new Set<number>();
  for (const b of finder.candidates(terms)) {
    const day = finder.arrival(b, terms);
    if (day > terms.startBy && day <= terms.startBy + MOST_DAYS && !finder.obstacle(b, { ...terms, startBy: day })) days.add(day);
  }
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => ({ change: { kind: 'start', by: day - terms.startBy, to: dayText(day) }, terms: { ...terms, startBy: day } }));
};

/** Every single change of a need that could bring it people, each kind from its smallest step up: what advice has to choose from. */
export const stepsOf = (model: Model, n: number): Step[][] => {
  const terms = model.tables.terms[n]!;
  const flag = (kind: 'training' | 'lodging', changed: Partial<NeedTerms>): Step[] => [
    { change: { kind, by: 1, to: true }, terms: { ...terms, ...changed } },
  ];
  return [
    wageSteps(model, terms),
    ...(!terms.trainable && terms.skillLevel > 0 ? [flag('training', { trainable: true })] : []),
    daySteps(model, terms),
    ...(terms.lodging ? [] : [flag('lodging', { lodging: true })]),
  ];
};
