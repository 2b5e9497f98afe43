import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { massMessages, messages } from '../../api/office';
import type { MassRecipient } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Section } from '../kit/page';
import { Toolbar } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

const RENEW_MS = 3_000;
const STATES = ['told', 'failed', 'nobody', 'unsubscribed'] as const;

const Way = ({ way }: { way: MassRecipient['ways'][number] }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const again = useAct(() => messages.resend(way.deliveryId), { done: t('delivery.again'), renew: ['mass-recipients', 'mass-message'] });
  const failed = way.state === 'failed' || way.state === 'no_provider';
  return (
    <span className="row">
      {lookup('console', `channel.${way.channel}`, way.channel)} <StateTag kind="delivery" state={way.state} />
      {way.failure ? <small>{lookup('console', `deliveryFailure.${way.failure}`, way.failure)}</small> : null}
      <Moment value={way.at} />
      {failed && may(me, 'deliveries.retry') ? (
        <Button size="small" loading={again.isPending} onClick={() => again.mutate()}>
          {t('delivery.resend')}
        </Button>
      ) : null}
    </span>
  );
};

/** Each of whom it concerns, and what became of it. */
export const MassRecipients = ({ id, live }: { id: string; live: boolean }): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['mass-recipients', id, at],
    queryFn: () => massMessages.recipients(id, { state: at['state'], cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? RENEW_MS : false,
  });
  const columns: Column<MassRecipient>[] = [
    { key: 'who', title: t('needs.enterprise'), main: true, cell: (one) => one.enterpriseName },
    { key: 'name', title: t('mass.reader'), cell: (one) => one.name ?? '—' },
    { key: 'state', title: t('needs.state'), cell: (one) => <StateTag kind="massRecipient" state={one.state} /> },
    {
      key: 'ways',
      title: t('mass.channels'),
      cell: (one) => (
        <>
          {one.ways.map((way) => (
            <Way key={way.deliveryId} way={way} />
          ))}
        </>
      ),
    },
  ];
  return (
    <Section title={t('mass.recipients')}>
      <Toolbar
        filters={[
          {
            name: 'state',
            label: t('needs.state'),
            options: [
              { value: '', label: t('list.all') },
              ...STATES.map((state) => ({ value: state, label: t(`state.massRecipient.${state}`) })),
            ],
          },
        ]}
      />
      <DataTable
        caption={t('mass.recipients')}
        columns={columns}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('mass.nobodyYet')} />}
      />
    </Section>
  );
};
