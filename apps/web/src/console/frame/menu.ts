import type { Me } from '../../api/types';
import { has, sideOf } from '../parts/use-me';

export type MenuKey =
  | 'needs' | 'proposals' | 'promises' | 'trips' | 'fairs' | 'colleagues' | 'messages' | 'batches' | 'registrations' | 'enterprises' | 'imports' | 'runs' | 'suppliers'
  | 'deliveries' | 'users' | 'audit' | 'jobs' | 'settings' | 'start';
export interface MenuGroup {
  group: 'main' | 'market' | 'supply' | 'admin';
  items: { key: MenuKey; to: string }[];
}

const item = (key: MenuKey): { key: MenuKey; to: string } => ({ key, to: key === 'start' ? '/' : `/${key}` });

/** What a person finds where. The first four of an enterprise's and a station's are their bar at the foot of a phone. */
export const menuOf = (me: Me): MenuGroup[] => {
  const side = sideOf(me);
  if (side === 'enterprise') return [{ group: 'main', items: (['needs', 'promises', 'trips', 'fairs', 'colleagues', 'messages'] as const).map(item) }];
  if (side === 'supplier') return [{ group: 'main', items: (['proposals', 'batches', 'promises', 'trips', 'messages'] as const).map(item) }];
  if (side === 'nobody') return [{ group: 'main', items: [item('start'), item('messages')] }];
  const admin = has(me, 'city-admin') ? (['deliveries', 'users', 'audit', 'jobs', 'settings'] as const) : has(me, 'auditor') ? (['audit'] as const) : [];
  return [
    { group: 'main', items: [item('start'), item('messages')] },
    { group: 'market', items: (['registrations', 'enterprises', 'needs', 'imports', 'fairs'] as const).map(item) },
    { group: 'supply', items: (['runs', 'promises', 'suppliers', 'batches', 'trips'] as const).map(item) },
    ...(admin.length ? [{ group: 'admin' as const, items: [...admin].map(item) }] : []),
  ];
};
