import { newId } from '#platform/db';
import { because, outside, type Claim } from './claim.js';

const BATCHES = '职业,人数,期望月薪,可出发日期\n电焊工,5,6000,2026-12-01\n';

/** Whose batches a list brings, who sits where, and who was taken over by whom. */
export const CLAIMS_ON_TRIPS: Claim[] = [
  ...(['preview', 'file'] as const).map((step): Claim => ({
    route: `POST /api/batches/${step}`,
    fields: ['?supplier'],
    says: 'a station offers the batches of a file for another one',
    ask: ({ station, otherSupplierId }) => station.upload(`/api/batches/${step}?supplier=${otherSupplierId}`, 'batches.csv', BATCHES),
    refused: outside,
  })),
  {
    route: 'POST /api/trips/:id/seats',
    fields: ['coachId', 'pickupId', 'lineIds'],
    says: 'a station seats another one’s worker in a coach that its trip does not have',
    ask: ({ station, tripId, otherLineId }) =>
      station.post(`/api/trips/${tripId}/seats`, { lineIds: [otherLineId], coachId: newId(), pickupId: newId() }),
    refused: because(422, 'trip.place_unknown'),
  },
  {
    route: 'PUT /api/trips/:id/travel',
    fields: [],
    says: 'a station names another one’s coach as its own',
    ask: ({ station, tripId }) =>
      station.send('PUT', `/api/trips/${tripId}/travel`, {
        ...{ legs: [], costs: [], pickups: [{ id: newId(), place: '东门', at: '2026-12-01T00:00:00Z' }] },
        coaches: [{ id: newId(), number: 1 }],
      }),
    refused: because(409, 'trip.version_stale'),
  },
  {
    route: 'POST /api/trips/:id/receive',
    fields: [],
    says: 'an enterprise says of another one’s people that they are missing',
    ask: ({ firm, travellingTripId, otherLineId }) => firm.post(`/api/trips/${travellingTripId}/receive`, { missing: [otherLineId] }),
    refused: because(422, 'hand_over.people'),
  },
];
