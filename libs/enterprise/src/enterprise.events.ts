import { defineEvent } from '#platform/jobs';

interface Registration {
  registrationId: string;
  userId: string;
  applicant: string;
  enterpriseId: string;
  enterpriseName: string;
  nodeId: string;
  nodePath: string;
  /** ISO instant: tells a second application, after a refusal, from the first. */
  appliedAt: string;
}

/** Somebody asks to act for an enterprise; `decidedBy` says who is to decide. */
export const registrationRequested = defineEvent<Registration & { decidedBy: 'county' | 'colleague' }>('registration.requested');
export const registrationApproved = defineEvent<Registration>('registration.approved');
export const registrationRefused = defineEvent<Registration & { reason: string }>('registration.refused');

/** Somebody registered with a phone number or e-mail address that has an account; at most one message a day comes of it. */
export const ownerRegisteredAgain = defineEvent<{ userIds: string[]; day: string }>('registration.known_account');
