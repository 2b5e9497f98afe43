import type { Me } from '../../api/types';
import { may, sideOf, type Side } from '../kit/use-me';
import type { IconName } from './icons';

type BureauGroup = 'main' | 'market' | 'supply' | 'admin';

/** Where a page stands in the menus: part of its line in `routes.tsx`. */
export interface MenuPlace {
  /** Its icon, and its text `menu.<icon>`. */
  icon: IconName;
  /** Group in the bureau's menu, for whoever has the permission. */
  group?: BureauGroup;
  permission?: string;
  /** Place in the menu of an enterprise, a supplier and somebody without a role. The first four are the bar at the foot of a phone. */
  enterprise?: number;
  supplier?: number;
  nobody?: number;
  /** What the page is called in an enterprise's menu, where that is something else. */
  enterpriseIcon?: IconName;
}

/** A page with a place in some menu. */
export interface MenuPage {
  to: string;
  menu: MenuPlace;
}

export interface MenuGroup {
  group: BureauGroup;
  items: { key: IconName; to: string }[];
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    menu?: MenuPlace;
  }
}

const bureauGroups: BureauGroup[] = ['main', 'market', 'supply', 'admin'];

/** What a person finds where. */
export const menuOf = (me: Me, pages: MenuPage[]): MenuGroup[] => {
  const side = sideOf(me);
  if (side !== 'bureau') return [{ group: 'main', items: inOrder(side, pages) }];
  return bureauGroups
    .map((group) => ({
      group,
      items: pages
        .filter(({ menu }) => menu.group === group && (!menu.permission || may(me, menu.permission)))
        .map(({ menu, to }) => ({ key: menu.icon, to })),
    }))
    .filter(({ items }) => items.length > 0);
};

const inOrder = (side: Exclude<Side, 'bureau'>, pages: MenuPage[]): MenuGroup['items'] =>
  pages
    .flatMap(({ menu, to }) => (menu[side] === undefined ? [] : [{ menu, to, place: menu[side] }]))
    .sort((one, other) => one.place - other.place)
    .map(({ menu, to }) => ({ key: (side === 'enterprise' && menu.enterpriseIcon) || menu.icon, to }));
