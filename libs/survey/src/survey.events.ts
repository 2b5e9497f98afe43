import { defineEvent } from '#platform/jobs';

interface RoundEvent {
  roundId: string;
  quarter: string;
  closesOn: string;
}
interface MemberEvent extends RoundEvent {
  memberId: string;
  enterpriseId: string;
}

/** The sample is drawn; its members are invited one by one as `survey.invited`. */
export const roundOpened = defineEvent<RoundEvent & { members: number }>('survey.round_opened');
/** Frozen as version 1. */
export const roundClosed = defineEvent<RoundEvent & { version: number; answers: number }>('survey.round_closed');
/** From now on figures rest on `version`, whatever is corrected later. */
export const roundPublished = defineEvent<RoundEvent & { version: number }>('survey.round_published');
/** A closed round was corrected: `version` is the new one, the ones before stay. */
export const roundCorrected = defineEvent<RoundEvent & { version: number }>('survey.round_corrected');
export const surveyInvited = defineEvent<MemberEvent>('survey.invited');
/** `occasion` says why now: 'before-7', 'on', 'after-2' or 'hand-2026-11-24'. */
export const surveyReminded = defineEvent<MemberEvent & { occasion: string }>('survey.reminded');
/** `at` (ISO): an answer can be asked back more than once. */
export const surveyAskedBack = defineEvent<MemberEvent & { reason: string; at: string }>('survey.asked_back');
