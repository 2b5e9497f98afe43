import { defineEvent } from '#platform/jobs';

/** A person was invited, or asked for a new password: the message carries the link that `PasswordLinks.address(linkId)` gives. */
export const passwordLinkMade = defineEvent<{ userId: string; linkId: string; purpose: 'invite' | 'reset' }>('access.password_link_made');
