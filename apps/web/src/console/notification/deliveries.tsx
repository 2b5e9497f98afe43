import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '../../api/console';
import type { Delivery } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment, StateTag, TechnicalNote } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';

const Again = ({ one }: { one: Delivery }): ReactNode => {
  const t = useT('console');
  const resend = useAct(() => messages.resend(one.id), { done: t('delivery.again'), renew: ['deliveries'] });
  return one.state === 'failed' || one.state === 'no_provider' ? (
    <Button loading={resend.isPending} onClick={() => resend.mutate()}>
      {t('delivery.resend')}
    </Button>
  ) : null;
};

export const DeliveriesPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['deliveries', at],
    queryFn: () => messages.deliveries({ state: at['state'], cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Delivery>[] = [
    { key: 'what', title: t('delivery.message'), main: true, cell: (one) => one.messageTitle },
    {
      key: 'to',
      title: t('delivery.to'),
      cell: (one) => (
        <span>
          {one.recipient}
          <small>{lookup('console', `channel.${one.channel}`, one.channel)}</small>
        </span>
      ),
    },
    { key: 'at', title: t('job.created'), cell: (one) => <Moment value={one.sentAt ?? one.createdAt} /> },
    { key: 'attempts', title: t('job.attempts'), numeric: true, cell: (one) => one.attempts },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (one) => (
        <span>
          <StateTag kind="delivery" state={one.state} />
          <TechnicalNote text={one.lastError} />
        </span>
      ),
    },
    { key: 'act', title: '', cell: (one) => <Again one={one} /> },
  ];
  const states: Filter = {
    name: 'state',
    label: t('needs.state'),
    options: [
      { value: '', label: t('list.all') },
      ...(['failed', 'no_provider', 'no_address', 'queued', 'sent'] as const).map((state) => ({
        value: state,
        label: t(`state.delivery.${state}`),
      })),
    ],
  };
  return (
    <Page title={t('menu.deliveries')} intro={t('delivery.intro')}>
      <Toolbar filters={[states]} />
      <DataTable
        caption={t('menu.deliveries')}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('delivery.empty')} />}
      />
    </Page>
  );
};
