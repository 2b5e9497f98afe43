import { Link, Navigate, Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Me } from '../../api/types';
import { useT } from '../../i18n';
import { PrivacyPage } from '../access/privacy';
import { PageLoading, Trouble } from '../kit/page-states';
import { sideOf, useMeQuery } from '../kit/use-me';
import { DemoBanner } from './demo';
import { Icon } from './icons';
import { menuOf, type MenuGroup, type MenuPage } from './menu';
import { News } from './news';
import { TopBar } from './top-bar';
import { useUnread } from './unread';

const Count = (): ReactNode => {
  const t = useT('console');
  const n = useUnread();
  return n ? (
    <span className="count num" aria-label={t('frame.unread', { n })}>
      {n > 99 ? '99+' : n}
    </span>
  ) : null;
};

/** The pages that stand in menus, in the order of their lines in `routes.tsx`. */
const useMenuPages = (): MenuPage[] => {
  const { routesByPath } = useRouter();
  return useMemo(
    () =>
      Object.entries(routesByPath).flatMap(([to, { options }]) =>
        options.staticData?.menu ? [{ to, menu: options.staticData.menu }] : [],
      ),
    [routesByPath],
  );
};

const Menu = ({ groups, chosen }: { groups: MenuGroup[]; chosen?: () => void }): ReactNode => {
  const t = useT('console');
  return (
    <nav aria-label={t('frame.menu')} className="menu">
      {groups.map((group) => (
        <div key={group.group} className="menu-group">
          {groups.length > 1 && group.group !== 'main' ? <p>{t(`menuGroup.${group.group}`)}</p> : null}
          <ul>
            {group.items.map(({ key, to }) => (
              <li key={key}>
                <Link
                  to={to}
                  activeOptions={{ exact: to === '/', includeSearch: false }}
                  activeProps={{ 'aria-current': 'page' }}
                  {...(chosen ? { onClick: chosen } : {})}
                >
                  <Icon name={key} />
                  <span>{t(`menu.${key}`)}</span>
                  {key === 'messages' ? <Count /> : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
};

/** At the foot of a phone: the four things an enterprise or a station does most, and messages. */
const FootBar = ({ groups }: { groups: MenuGroup[] }): ReactNode => {
  const t = useT('console');
  const all = groups.flatMap((group) => group.items);
  const five = [...all.filter((one) => one.key !== 'messages').slice(0, 4), ...all.filter((one) => one.key === 'messages')];
  return (
    <nav aria-label={t('frame.footMenu')} className="foot-bar">
      {five.map(({ key, to }) => (
        <Link key={key} to={to} activeOptions={{ exact: to === '/', includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          <Icon name={key} />
          <span>{t(`menuShort.${key}`)}</span>
          {key === 'messages' ? <Count /> : null}
        </Link>
      ))}
    </nav>
  );
};

const SignedIn = ({ me }: { me: Me }): ReactNode => {
  const t = useT('console');
  const skip = useT('common')('skip');
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  const groups = menuOf(me, useMenuPages());
  const phone = sideOf(me) !== 'bureau';
  return (
    <div className={phone ? 'frame phone-first' : 'frame'}>
      <a className="skip" href="#main">
        {skip}
      </a>
      <News />
      <DemoBanner />
      <TopBar me={me} openMenu={() => setOpen(true)} />
      <div className="frame-body">
        <div className="side">
          <Menu groups={groups} />
        </div>
        <main id="main" ref={main} tabIndex={-1}>
          {me.privacyDue ? <PrivacyPage /> : <Outlet />}
        </main>
      </div>
      <Drawer title={t('frame.menu')} placement="left" size={280} open={open} onClose={() => setOpen(false)}>
        <Menu groups={groups} chosen={() => setOpen(false)} />
      </Drawer>
      {phone ? <FootBar groups={groups} /> : null}
    </div>
  );
};

export const Frame = (): ReactNode => {
  const { data: me, error, refetch } = useMeQuery();
  const href = useRouterState({ select: (state) => state.location.href });
  // While the next page's code loads this one is still drawn: it must not send the visitor on again from there.
  const at = (page: string): boolean => new RegExp(`/${page}(\\?|$)`).test(href);
  if (me?.mustChange && !at('account')) return <Navigate to="/account" replace />;
  if (me) return <SignedIn me={me} />;
  if (me === null && at('sign-in')) return <PageLoading />;
  if (me === null) return <Navigate to="/sign-in" search={{ next: href.replace(/^\/console/, '') }} replace />;
  return error ? (
    <div className="page">
      <Trouble error={error} retry={() => void refetch()} />
    </div>
  ) : (
    <PageLoading />
  );
};
