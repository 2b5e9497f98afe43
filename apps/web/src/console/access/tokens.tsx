import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { tokens } from '../../api/console';
import type { ApiToken } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page, Section } from '../kit/page';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';
import { NewToken } from './new-token';
import { roleText } from './roles';

const End = ({ one }: { one: ApiToken }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const end = useAct(() => tokens.end(one.id), { done: t('token.ended'), renew: ['tokens'] });
  const go = async (): Promise<void> => {
    const asked = { title: t('token.endTitle', { name: one.name }), consequence: t('token.endWhat'), ok: t('token.end'), danger: true };
    if (await ask(asked)) end.mutate();
  };
  if (one.state !== 'living') return null;
  return (
    <Button danger loading={end.isPending} onClick={() => void go()} aria-label={`${t('token.end')} ${one.name}`}>
      {t('token.end')}
    </Button>
  );
};

/** Its permissions in words, behind their number. */
const Carries = ({ one }: { one: ApiToken }): ReactNode => {
  const t = useT('console');
  useLanguage();
  return (
    <details>
      <summary>{t('token.more', { n: one.permissions.length })}</summary>
      {one.permissions.map((name) => lookup('console', `permission.${name}`, name)).join('、')}
    </details>
  );
};

/** Tokens that act for me, on my account page. */
export const Tokens = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const { at, change } = useAddress();
  const { data } = useQuery({ queryKey: ['tokens', at['tokens']], queryFn: () => tokens.list({ cursor: at['tokens'], limit: 10 }) });
  return (
    <Section title={t('token.section')} extra={<NewToken />}>
      {may(me, 'webhook.manage') ? (
        <p>
          <Link to="/webhooks">{t('webhook.title')}</Link>
        </p>
      ) : null}
      <p className="faint">
        {t('token.intro')} <a href="/api">{t('token.reference')}</a>
      </p>
      <ul className="messages">
        {data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <h3>
                {one.name} <code translate="no">{one.hint}…</code> <StateTag kind="token" state={one.state} />
              </h3>
              <p className="faint">
                {t('token.until')} <Moment value={one.expiresAt} />
                {' · '}
                {one.lastUsedAt ? (
                  <>
                    {t('token.used')} <Moment value={one.lastUsedAt} />
                  </>
                ) : (
                  t('token.unused')
                )}
              </p>
              <Carries one={one} />
            </div>
            <div>
              <End one={one} />
            </div>
          </li>
        ))}
      </ul>
      {data?.items.length === 0 ? <p className="faint">{t('token.empty')}</p> : null}
      {data?.next ? (
        <p>
          <Button onClick={() => change({ tokens: data.next ?? undefined }, true)}>{t('list.next')}</Button>
        </p>
      ) : null}
    </Section>
  );
};

/** Everybody's, for the administrator. */
export const TokensPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  useLanguage();
  const query = useQuery({
    queryKey: ['tokens', 'all', at],
    queryFn: () => tokens.list({ of: 'all', cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<ApiToken>[] = [
    {
      key: 'name',
      title: t('token.system'),
      main: true,
      cell: (one) => (
        <>
          {one.name}
          <small translate="no">{one.hint}…</small>
        </>
      ),
    },
    { key: 'owner', title: t('token.owner'), cell: (one) => one.userName },
    { key: 'role', title: t('user.role'), cell: ({ role }) => roleText({ role, nodeName: null }) },
    { key: 'carries', title: t('token.permissions'), cell: (one) => <Carries one={one} /> },
    { key: 'until', title: t('token.until'), cell: (one) => <Moment value={one.expiresAt} /> },
    { key: 'used', title: t('token.used'), cell: (one) => (one.lastUsedAt ? <Moment value={one.lastUsedAt} /> : t('token.unused')) },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="token" state={one.state} /> },
    { key: 'act', title: '', cell: (one) => <End one={one} /> },
  ];
  return (
    <Page title={t('token.all')} back={{ to: '/users', label: t('menu.users') }}>
      <DataTable
        caption={t('token.all')}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('token.empty')} />}
      />
    </Page>
  );
};
