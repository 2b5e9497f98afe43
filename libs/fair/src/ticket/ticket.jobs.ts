import { defineJob } from '#platform/jobs';

/** What holders of tickets hear of a fair: that it was moved, from where, or why it was cancelled. */
export interface TicketNewsOf {
  fairId: string;
  /** Tells moves apart. */
  version: number;
  /** As it is now; of a cancelled one as it would have been. */
  day: string;
  hours: string;
  place: string;
  fromDay: string;
  fromHours: string;
  fromPlace: string;
  /** Null when it was moved. */
  reason: string | null;
}

/** Holders of tickets are told that their fair was moved or cancelled. */
export const tellTickets = defineJob<TicketNewsOf>({
  name: 'fair.tell_tickets',
  key: ({ fairId, version, reason }) => `${fairId}:${reason === null ? version : 'cancelled'}`,
});
