import type { Me } from '../../api/types';
import { may, sideOf } from '../parts/use-me';

export type MenuKey =
  | 'needs'
  | 'checks'
  | 'proposals'
  | 'promises'
  | 'trips'
  | 'fairs'
  | 'colleagues'
  | 'messages'
  | 'batches'
  | 'registrations'
  | 'enterprises'
  | 'imports'
  | 'runs'
  | 'suppliers'
  | 'offers'
  | 'rules'
  | 'deliveries'
  | 'surveys'
  | 'survey'
  | 'users'
  | 'audit'
  | 'jobs'
  | 'settings'
  | 'start';
export interface MenuGroup {
  group: 'main' | 'market' | 'supply' | 'admin';
  items: { key: MenuKey; to: string }[];
}

const item = (key: MenuKey): { key: MenuKey; to: string } => ({ key, to: key === 'start' ? '/' : `/${key}` });

/** What a person finds where. The first four of an enterprise's and a station's are their bar at the foot of a phone. */
export const menuOf = (me: Me): MenuGroup[] => {
  const side = sideOf(me);
  if (side === 'enterprise')
    return [
      {
        group: 'main',
        items: [
          item('needs'),
          { key: 'offers', to: '/proposals' },
          ...(['promises', 'trips', 'fairs', 'survey', 'colleagues', 'messages'] as const).map(item),
        ],
      },
    ];
  if (side === 'supplier')
    return [{ group: 'main', items: (['proposals', 'batches', 'promises', 'trips', 'messages'] as const).map(item) }];
  if (side === 'nobody') return [{ group: 'main', items: [item('start'), item('messages')] }];
  const needed: Partial<Record<MenuKey, string>> = {
    registrations: 'registration.decide',
    enterprises: 'enterprise.read',
    needs: 'need.read',
    checks: 'need.check',
    imports: 'need.import',
    surveys: 'survey.read',
    runs: 'matching.read',
    rules: 'matching.read',
    promises: 'dispatch.read',
    suppliers: 'supply.read',
    batches: 'supply.read',
    trips: 'dispatch.read',
    deliveries: 'deliveries.read',
    users: 'user.manage',
    audit: 'audit.read',
    jobs: 'jobs.manage',
    settings: 'settings.read',
  };
  const shown = (keys: readonly MenuKey[]): { key: MenuKey; to: string }[] =>
    keys.filter((key) => !needed[key] || may(me, needed[key])).map(item);
  const groups: MenuGroup[] = [
    { group: 'main', items: [item('start'), item('messages')] },
    { group: 'market', items: shown(['registrations', 'enterprises', 'needs', 'checks', 'imports', 'surveys', 'fairs']) },
    { group: 'supply', items: shown(['runs', 'rules', 'promises', 'suppliers', 'batches', 'trips']) },
    { group: 'admin', items: shown(['deliveries', 'users', 'audit', 'jobs', 'settings']) },
  ];
  return groups.filter((group) => group.items.length > 0);
};
