import { Link, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { session } from '../../api/console';
import type { Me } from '../../api/types';
import { lookup, setLanguage, useLanguage, useT } from '../../i18n';
import { forgetDevice } from '../../lib/kept-roll';

export const Mark = (): ReactNode => (
  <svg className="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="currentColor" />
    <path
      d="M5 12.5h22M5 22.5c3.2 0 4-7 11-7s7.8 7 11 7M11 12.5v5.3M16 12.5v3M21 12.5v5.3"
      fill="none"
      stroke="#fff"
      strokeWidth="2.2"
      strokeLinecap="round"
    />
  </svg>
);

export const LanguageSwitch = (): ReactNode => {
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button type="text" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => void setLanguage(other)}>
      {other === 'zh' ? '中文' : 'English'}
    </Button>
  );
};

export const whereOf = (me: Me): string => me.grants.map((grant) => grant.nodeName).find((name) => name) ?? '';

export const TopBar = ({ me, openMenu }: { me: Me; openMenu: () => void }): ReactNode => {
  const t = useT('console');
  const brand = useT('common')('brand');
  useLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const signOut = (): void => {
    void session.signOut().finally(() => {
      client.clear();
      void forgetDevice();
      void navigate({ to: '/sign-in', search: {} });
    });
  };
  const role = me.grants[0] ? lookup('console', `role.${me.grants[0].role}`, me.grants[0].role) : '';
  return (
    <header className="top-bar">
      <Button type="text" className="menu-button" aria-label={t('frame.openMenu')} onClick={openMenu}>
        <svg
          viewBox="0 0 24 24"
          width="22"
          height="22"
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
        >
          <path d="M4 7h16M4 12h16M4 17h16" />
        </svg>
      </Button>
      <Link to="/" className="brand">
        <Mark />
        {brand}
      </Link>
      <a href="/board" className="top-link">
        {t('frame.board')}
      </a>
      <div className="top-end">
        <LanguageSwitch />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'who', label: [role, whereOf(me)].filter(Boolean).join(' · ') || me.name, disabled: true },
              { type: 'divider' },
              { key: 'account', label: t('menu.account'), onClick: () => void navigate({ to: '/account' }) },
              { key: 'out', label: t('frame.signOut'), onClick: signOut },
            ],
          }}
        >
          <Button type="text" className="who">
            {me.name}
          </Button>
        </Dropdown>
      </div>
    </header>
  );
};
