import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '../../api/console';
import type { Delivery, DeliveryFailure } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Moment, StateTag, TechnicalNote } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page, Section } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { Channels } from './channels';

const Again = ({ one }: { one: Delivery }): ReactNode => {
  const t = useT('console');
  const resend = useAct(() => messages.resend(one.id), { done: t('delivery.again'), renew: ['deliveries'] });
  return one.state === 'failed' || one.state === 'no_provider' ? (
    <Button loading={resend.isPending} onClick={() => resend.mutate()}>
      {t('delivery.resend')}
    </Button>
  ) : null;
};

const reasonOf = (failure: DeliveryFailure): string => lookup('console', `deliveryFailure.${failure}`, failure);

const AllAgain = ({ failure, count }: { failure: DeliveryFailure; count: number }): ReactNode => {
  const t = useT('console');
  const { change } = useAddress();
  const resend = useAct(() => messages.resendFailed(failure), { done: t('delivery.again'), renew: ['deliveries'] });
  return (
    <li className="row">
      <Button type="link" onClick={() => change({ failure, state: undefined })}>
        {reasonOf(failure)} <span className="num">{count}</span>
      </Button>
      <Button loading={resend.isPending} onClick={() => resend.mutate()} aria-label={`${t('delivery.resendAll')} ${reasonOf(failure)}`}>
        {t('delivery.resendAll')}
      </Button>
    </li>
  );
};

/** Why things did not arrive: what was mended is sent again at one press. */
const Failures = (): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['deliveries', 'failures'], queryFn: messages.failures });
  if (!data?.length) return null;
  return (
    <Section title={t('delivery.failures')}>
      <ul className="failures">
        {data.map(({ failure, deliveries }) => (
          <AllAgain key={failure} failure={failure} count={deliveries} />
        ))}
      </ul>
    </Section>
  );
};

const How = ({ one }: { one: Delivery }): ReactNode => {
  const t = useT('console');
  const [reason, said] = [one.failure ? reasonOf(one.failure) : null, one.lastError];
  return (
    <span>
      <StateTag kind="delivery" state={one.state} />
      {reason ? <small>{reason}</small> : null}
      <TechnicalNote text={said} />
      {one.unsure ? <small>{t('delivery.unsure')}</small> : null}
    </span>
  );
};

const STATES = [
  ...(['failed', 'queued', 'sent', 'delivered', 'no_address', 'no_provider'] as const),
  ...(['spare', 'digest', 'digested', 'paused', 'late', 'dropped'] as const),
];

export const DeliveriesPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const found = { state: at['state'], failure: at['failure'] };
  const query = useQuery({
    queryKey: ['deliveries', at],
    queryFn: () => messages.deliveries({ ...found, cursor: at['cursor'], limit: 25 }),
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
          <small>
            {lookup('console', `channel.${one.channel}`, one.channel)}
            {one.parts && one.parts > 1 ? ` · ${t('delivery.parts', { count: one.parts })}` : ''}
          </small>
        </span>
      ),
    },
    { key: 'at', title: t('job.created'), cell: (one) => <Moment value={one.arrivedAt ?? one.sentAt ?? one.goAt ?? one.createdAt} /> },
    { key: 'attempts', title: t('job.attempts'), numeric: true, cell: (one) => one.attempts },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (one) => <How one={one} />,
    },
    { key: 'act', title: '', cell: (one) => <Again one={one} /> },
  ];
  const states: Filter = {
    name: 'state',
    label: t('needs.state'),
    options: [
      { value: '', label: t('list.all') },
      ...STATES.map((state) => ({
        value: state,
        label: t(`state.delivery.${state}`),
      })),
    ],
  };
  return (
    <Page
      title={t('menu.deliveries')}
      intro={t('delivery.intro')}
      actions={
        <span className="row">
          <Link to="/message-rules">{t('messageRule.title')}</Link>
          <Link to="/message-costs">{t('messageCost.title')}</Link>
          <Link to="/sms-templates">{t('smsTemplate.title')}</Link>
        </span>
      }
    >
      <Channels />
      <Failures />
      <Toolbar filters={[states]} />
      <DataTable
        caption={t('menu.deliveries')}
        columns={columns}
        take={() => messages.takeDeliveries(found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('delivery.empty')} />}
      />
    </Page>
  );
};
