import { defineEvent } from '#platform/jobs';

/** It is somebody's turn. Holds where they are reached and the link of the meeting in the clear: it is written nowhere. */
export const turnCalled = defineEvent<{
  turnId: string;
  /** One call of several: who missed one may be called again. */
  calledAt: string;
  fairName: string;
  enterpriseName: string;
  /** Time of the city, HH:MM, by when to come. */
  comeBy: string;
  /** HH:MM–HH:MM. */
  slot: string;
  meetingLink: string;
  phone: string | null;
  email: string | null;
  locale: 'zh' | 'en';
}>('turn.called');
