import { defineEvent } from '#platform/jobs';
import type { Reminder } from '../domain/results.js';
import type { FairEvent } from '../fair.events.js';

/** An enterprise is asked what came of a fair, before its day and once after it. */
export const resultsAsked = defineEvent<FairEvent & { enterpriseId: string; due: string; kind: Reminder }>('fair.results_asked');

/** Somebody without an account is asked whether they were hired, or are still there. Holds the link in the clear: it is written nowhere. */
export const hireAsked = defineEvent<{
  checkId: string;
  /** One question of several about the same. */
  sentAt: string;
  days: number;
  fairName: string;
  enterpriseName: string;
  answerLink: string;
  phone: string | null;
  email: string | null;
  locale: 'zh' | 'en';
}>('fair.hire_asked');

/** Hires of which nobody said anything in time were given to somebody of the office. */
export const hiresToChase = defineEvent<{ ownerId: string; firstId: string; people: number }>('fair.hires_to_chase');

/** Whoever was said to be hired says that they were not, or are not there any more. */
export const hireEnded = defineEvent<{
  hireId: string;
  checkId: string;
  fairId: string;
  fairName: string;
  nodePath: string;
  enterpriseId: string;
  state: 'denied' | 'left';
  /** The place of the post is open again. */
  reopened: boolean;
  at: string;
}>('fair.hire_ended');
