/** How much of a person somebody sees: masks, who they are and how to call them, or everything. */
export type Sight = 'masked' | 'named' | 'escorted' | 'full';

interface Looker {
  grants: readonly { enterpriseId: string | null; supplierId: string | null }[];
}

/**
 * Whoever acts on a person sees the full name and can call: the station that brings them, and whom to call for them; the enterprise that
 * they come to. All others see masks. ID numbers are nobody's without the duty to see them.
 */
export const sightOf = ({ grants }: Looker, { supplierId }: { supplierId: string }, { enterpriseId }: { enterpriseId: string }): Sight => {
  if (grants.some((grant) => grant.supplierId === supplierId)) return 'escorted';
  return grants.some((grant) => grant.enterpriseId === enterpriseId) ? 'named' : 'masked';
};

const SEEN: Record<Sight, readonly string[]> = {
  masked: [],
  named: ['name', 'phone'],
  escorted: ['name', 'phone', 'emergencyContact'],
  full: ['name', 'phone', 'emergencyContact', 'idNumber'],
};

export const sees = (sight: Sight, field: 'name' | 'phone' | 'emergencyContact' | 'idNumber'): boolean => SEEN[sight].includes(field);
