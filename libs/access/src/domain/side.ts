import type { Role } from '#platform/http';

/** Roles outside the bureau: their holders apply for, and are decided about by, those inside. */
const OUTSIDE: readonly Role[] = ['enterprise', 'supplier'];

export const isBureau = (role: Role): boolean => !OUTSIDE.includes(role);

/** One account stands on one side, or somebody could decide about themselves. */
export const mixesSides = (held: readonly Role[], added: Role): boolean => held.some((role) => isBureau(role) !== isBureau(added));
