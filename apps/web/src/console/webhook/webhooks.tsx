import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { hooks } from '../../api/hooks';
import type { Webhook } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { hostOf } from './hook-words';
import { NewHook } from './hook-form';

/** Other systems that are told of what happens. */
export const WebhooksPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['webhooks', at],
    queryFn: () => hooks.list({ cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Webhook>[] = [
    {
      key: 'name',
      title: t('webhook.name'),
      main: true,
      cell: (one) => (
        <>
          <Link to="/webhooks/$id" params={{ id: one.id }}>
            {one.name}
          </Link>
          <small translate="no">{hostOf(one.url)}</small>
        </>
      ),
    },
    { key: 'kinds', title: t('webhook.kinds'), numeric: true, cell: (one) => one.kinds.length },
    { key: 'worked', title: t('webhook.worked'), cell: (one) => <Moment value={one.workedAt} /> },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="webhook" state={one.state} /> },
  ];
  return (
    <Page title={t('webhook.title')} intro={t('webhook.intro')} back={{ to: '/account', label: t('menu.account') }} actions={<NewHook />}>
      <DataTable
        caption={t('webhook.title')}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('webhook.empty')} />}
      />
    </Page>
  );
};
