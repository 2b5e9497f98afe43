import { newId } from '#platform/db';
import { because, type Claim } from './claim.js';

/** Who sits where, and who was taken over by whom. */
export const CLAIMS_ON_TRIPS: Claim[] = [
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
