import { county, tell, type Telling } from './reaction.js';

interface News {
  tripId: string;
  supplierName: string;
}

interface Stop {
  enterpriseId: string;
  nodePath: string;
  people: number;
  counts: { no_show: number; lost: number; refused: number };
}

export type Step = 'boarding' | 'arrival' | 'signing' | 'cancelled';

/** The county of an enterprise hears when people who were promised do not come: how many since the step before, and how many are left. */
export const missingOf = (step: Step, trip: News, stop: Stop): Telling[] => {
  const { no_show: absent, lost, refused } = stop.counts;
  const missing = { boarding: absent, arrival: lost, signing: refused, cancelled: stop.people }[step];
  if (missing === 0) return [];
  const gone = { boarding: absent, arrival: absent + lost, signing: absent + lost + refused, cancelled: stop.people }[step];
  return [
    tell('trip.short', county(stop.nodePath), `${trip.tripId}:${stop.enterpriseId}:${step}`, async ({ enterprises }) => ({
      tripId: trip.tripId,
      supplierName: trip.supplierName,
      missing,
      promised: stop.people,
      came: stop.people - gone,
      enterpriseName: (await enterprises.byId(stop.enterpriseId))?.name ?? '',
    })),
  ];
};

/** What messages about a trip name. */
export function tripWords({
  tripId,
  supplierName,
  departAt,
  arriveAt,
  fromPlace,
  toPlace,
}: {
  tripId: string;
  supplierName: string;
  departAt: string;
  arriveAt: string;
  fromPlace: string;
  toPlace: string;
}) {
  return { tripId, supplierName, departAt, arriveAt, from: fromPlace, to: toPlace };
}
