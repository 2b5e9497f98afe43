import { useQuery } from '@tanstack/react-query';
import { session } from '../../api/console';
import { ProblemError } from '../../api/problem';
import type { Me, Role } from '../../api/types';
import { forgetNames, orKept } from '../../lib/kept-roll';

export type Side = 'bureau' | 'enterprise' | 'supplier' | 'nobody';

const bureau: Role[] = ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor'];

export const sideOf = (me: Me): Side => {
  const roles = me.grants.map((grant) => grant.role);
  if (roles.some((role) => bureau.includes(role))) return 'bureau';
  if (roles.includes('supplier')) return 'supplier';
  return roles.includes('enterprise') ? 'enterprise' : 'nobody';
};

/** Whether a role of hers holds the permission; on which objects, the server decides. */
export const may = (me: Me, permission: string): boolean => me.permissions.includes(permission);

/** Who is signed in; `null` for nobody. Other failures stay failures. */
export const useMeQuery = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: () =>
      orKept(session.me(), ({ me }) => me).catch((error: unknown) => {
        if (error instanceof ProblemError && error.status === 401) {
          forgetNames();
          return null;
        }
        throw error;
      }),
    staleTime: 60_000,
  });

/** For pages inside the frame, which is drawn only once somebody is signed in. */
export const useMe = (): Me => {
  const { data } = useMeQuery();
  if (!data) throw new Error('a page of the console was drawn with nobody signed in');
  return data;
};
