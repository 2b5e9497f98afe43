import type { EnterpriseView } from '#enterprise';
import { defineEvent } from '#platform/jobs';
import type { Booth, Fair } from '../fair.entity.js';
import { eventOf, type FairEvent } from '../fair.events.js';

export interface BoothEvent extends FairEvent {
  /** ISO instant: one booth can be booked and given back more than once. */
  at: string;
  boothId: string;
  boothNumber: string;
  enterpriseId: string;
  enterpriseName: string;
}

export const boothBooked = defineEvent<BoothEvent>('booth.booked');
/** An office gave it to the enterprise. */
export const boothPlaced = defineEvent<BoothEvent>('booth.placed');
export const boothCancelled = defineEvent<BoothEvent>('booth.cancelled');
/** An office took it from the enterprise. */
export const boothWithdrawn = defineEvent<BoothEvent & { reason: string }>('booth.withdrawn');
/** An office gave the enterprise another one for it. */
export const boothRenumbered = defineEvent<BoothEvent & { before: string }>('booth.renumbered');
/** It became free, and the first who waits has it until `until`, a time of the city. */
export const boothOffered = defineEvent<BoothEvent & { until: string }>('booth.offered');
/** Nobody said anything to the offer. */
export const boothOfferLapsed = defineEvent<BoothEvent>('booth.offer_lapsed');
/** It stayed away: `times` in the window of the rule; with `until` it does not book by itself before that day. */
export const boothAbsent = defineEvent<BoothEvent & { times: number; until: string | null }>('booth.absent');
/** Nobody came to it in time, and somebody else waits: it is offered to them. */
export const boothUnclaimed = defineEvent<BoothEvent>('booth.unclaimed');
/** It was taken off the waiting list by the office. */
export const waitRemoved = defineEvent<FairEvent & { at: string; enterpriseId: string; reason: string }>('wait.removed');

export const boothEvent = (
  fair: Fair,
  booth: Pick<Booth, 'id' | 'number'>,
  one: Pick<EnterpriseView, 'id' | 'name'>,
  at: Date,
): BoothEvent => ({
  ...eventOf(fair),
  ...{ at: at.toISOString(), boothId: booth.id, boothNumber: booth.number, enterpriseId: one.id, enterpriseName: one.name },
});
