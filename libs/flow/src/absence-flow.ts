import { absenceOverdue, peopleMissing } from '#dispatch';
import { county, on, people, supplier, tell, type Reaction } from './reaction.js';

/** Whoever is missing at a roll call: who planned the trip asks after them, in time, or the counties that they went to hear as well. */
export const absenceFlow: readonly Reaction[] = [
  on(peopleMissing, (e) => [
    tell('people.missing', e.ownerId ? people([e.ownerId]) : supplier(e.supplierId), `${e.tripId}:${e.at}:${e.openedAt}`, e),
  ]),
  on(absenceOverdue, (e) =>
    [supplier(e.supplierId), ...e.nodePaths.map((path) => county(path))].map((who) =>
      tell('absence.overdue', who, `${e.tripId}:${e.at}`, e),
    ),
  ),
];
