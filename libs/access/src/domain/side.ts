/** Roles outside the bureau: their holders apply for, and are decided about by, those inside. */
const OUTSIDE: readonly string[] = ['enterprise', 'supplier'];

export const isBureau = (role: string): boolean => !OUTSIDE.includes(role);

/** One account stands on one side, or somebody could decide about themselves. */
export const mixesSides = (held: readonly string[], added: string): boolean => held.some((role) => isBureau(role) !== isBureau(added));

/** Of what an enterprise and a supplier have together, a proposal or a promise: who did something to it. */
export const SIDES = ['enterprise', 'supplier', 'bureau'] as const;
export type Side = (typeof SIDES)[number];

export const sideOf = (
  { grants }: { grants: readonly { enterpriseId: string | null; supplierId: string | null }[] },
  { enterpriseId, supplierId }: { enterpriseId: string; supplierId: string },
): Side => {
  if (grants.some((grant) => grant.enterpriseId === enterpriseId)) return 'enterprise';
  return grants.some((grant) => grant.supplierId === supplierId) ? 'supplier' : 'bureau';
};
