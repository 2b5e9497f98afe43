import { defineEvent } from '#platform/jobs';
import type { Fair } from './fair.entity.js';

interface FairEvent {
  fairId: string;
  fairName: string;
  day: string;
  place: string;
  nodeId: string;
  nodePath: string;
}
interface BoothEvent extends FairEvent {
  /** ISO instant: one booth can be booked and given back more than once. */
  at: string;
  boothNumber: string;
  enterpriseId: string;
  enterpriseName: string;
}

export const fairPublished = defineEvent<FairEvent>('fair.published');
/** A fair that was planned for enterprises can be booked: each of them is told. */
export const fairInvited = defineEvent<FairEvent & { opensAt: string; closesAt: string; theme: string; enterpriseIds: string[] }>(
  'fair.invited',
);
/** Told to every enterprise that had a booth. */
export const fairCancelled = defineEvent<FairEvent & { reason: string; enterpriseIds: string[] }>('fair.cancelled');
/** A published fair takes place at another time or place; every enterprise that has a booth is told. `version` tells moves apart. */
export const fairMoved = defineEvent<
  FairEvent & {
    opensAt: string;
    closesAt: string;
    before: { day: string; opensAt: string; closesAt: string; place: string };
    version: number;
    enterpriseIds: string[];
  }
>('fair.moved');
export const boothBooked = defineEvent<BoothEvent>('booth.booked');
export const boothCancelled = defineEvent<BoothEvent>('booth.cancelled');

export const eventOf = ({ id, name, day, place, nodeId, nodePath }: Fair): FairEvent => ({
  ...{ fairId: id, fairName: name, day, place, nodeId, nodePath },
});
