import { defineEvent } from '#platform/jobs';
import type { Fair } from './fair.entity.js';

export interface FairEvent {
  fairId: string;
  fairName: string;
  day: string;
  place: string;
  nodeId: string;
  nodePath: string;
}

export const fairPublished = defineEvent<FairEvent>('fair.published');
/** A fair that was planned for enterprises can be booked: each of them is told. */
export const fairInvited = defineEvent<FairEvent & { opensAt: string; closesAt: string; theme: string; enterpriseIds: string[] }>(
  'fair.invited',
);
/** Told to every enterprise that had a booth or waited for one. */
export const fairCancelled = defineEvent<FairEvent & { reason: string; enterpriseIds: string[]; waitingIds: string[] }>('fair.cancelled');
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

export const eventOf = ({ id, name, day, place, nodeId, nodePath }: Fair): FairEvent => ({
  ...{ fairId: id, fairName: name, day, place, nodeId, nodePath },
});
