/** Roles outside the bureau: their holders apply for, and are decided about by, those inside. */
const OUTSIDE: readonly string[] = ['enterprise', 'supplier'];

export const isBureau = (role: string): boolean => !OUTSIDE.includes(role);

/** One account stands on one side, or somebody could decide about themselves. */
export const mixesSides = (held: readonly string[], added: string): boolean => held.some((role) => isBureau(role) !== isBureau(added));
