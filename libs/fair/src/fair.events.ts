import { defineEvent } from '#platform/jobs';
import type { Fair } from './fair.entity.js';
import type { TicketNewsOf } from './ticket/ticket.jobs.js';

export interface FairEvent {
  fairId: string;
  fairName: string;
  day: string;
  place: string;
  nodeId: string;
  nodePath: string;
}

/** `themed`: it is about an occupation or industry, so that there are enterprises whom it fits. */
export const fairPublished = defineEvent<FairEvent & { themed: boolean }>('fair.published');
/** A fair that was planned for enterprises can be booked: each of them is told. */
export const fairInvited = defineEvent<FairEvent & { opensAt: string; closesAt: string; theme: string; enterpriseIds: string[] }>(
  'fair.invited',
);
/** Told to every enterprise that had a booth or waited for one. */
export const fairCancelled = defineEvent<
  FairEvent & { opensAt: string; closesAt: string; version: number; reason: string; enterpriseIds: string[]; waitingIds: string[] }
>('fair.cancelled');
/** A published fair takes place at another time or place; every enterprise that has a booth is asked whether it still comes, and who waits
 * is told. `version` tells moves apart. */
export const fairMoved = defineEvent<
  FairEvent & {
    opensAt: string;
    closesAt: string;
    before: { day: string; opensAt: string; closesAt: string; place: string };
    version: number;
    enterpriseIds: string[];
    waitingIds: string[];
  }
>('fair.moved');
/** Enterprises whose open needs fit an announced fair, some at a time. */
export const fairFits = defineEvent<FairEvent & { opensAt: string; closesAt: string; enterpriseIds: string[] }>('fair.fits');
/** Something of a fair is due soon. */
export const fairDue = defineEvent<FairEvent & { kind: 'filing' | 'permit' | 'results'; due: string }>('fair.due');

/** Somebody wants a ticket and has to show that the telephone or address is theirs. Holds them in the clear: it is written nowhere. */
export const ticketCodeAsked = defineEvent<{
  codeId: string;
  /** One code of several that are sent to the same. */
  sentAt: string;
  code: string;
  fairName: string;
  locale: 'zh' | 'en';
  phone: string | null;
  email: string | null;
}>('ticket.code_asked');

/** Where somebody is reached who holds a ticket. In the clear: it is written nowhere. */
export interface TicketHolderReached {
  ticketId: string;
  phone: string | null;
  email: string | null;
}

/** Some of those who hold tickets of a fair that was moved or cancelled. */
export const ticketsConcerned = defineEvent<FairEvent & TicketNewsOf & { holders: TicketHolderReached[] }>('ticket.fair_changed');

export const eventOf = ({ id, name, day, place, nodeId, nodePath }: Fair): FairEvent => ({
  ...{ fairId: id, fairName: name, day, place, nodeId, nodePath },
});
