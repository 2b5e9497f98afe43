import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { promises } from '../../api/console';
import type { LabourPromise } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Day, Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { EnterpriseLink } from '../kit/enterprise-link';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { may, sideOf, useMe } from '../kit/use-me';
import { Phone } from './phone';
import { PromiseAnswer } from './promise-answer';
import { PromiseWithdraw } from './promise-withdraw';

/** What a promise wants from somebody now, and by when. */
const Clock = ({ one }: { one: LabourPromise }): ReactNode => {
  const t = useT('console');
  if (one.state === 'held')
    return (
      <span>
        <Moment value={one.expiresAt} />
        {one.warning === 'lapsing' ? <small className="tag bad">{t('promise.lapsing')}</small> : null}
      </span>
    );
  if (one.state !== 'accepted') return <>—</>;
  return (
    <span>
      <Day value={one.lastStart} />
      {one.trips > 0 ? <small>{t('promise.trips', { n: one.trips })}</small> : null}
      {one.warning === 'no_trip' ? <small className="tag bad">{t('promise.noTrip')}</small> : null}
    </span>
  );
};

const useColumns = (side: string): Column<LabourPromise>[] => {
  const t = useT('console');
  const withdraws = may(useMe(), 'dispatch.withdraw');
  return [
    {
      key: 'need',
      title: t('promise.need'),
      main: true,
      cell: (one) => (
        <>
          {side === 'supplier' ? (
            <a href={`/post/${one.needId}`}>{one.needTitle}</a>
          ) : (
            <Link to="/needs/$id" params={{ id: one.needId }}>
              {one.needTitle}
            </Link>
          )}
          <small>
            {side === 'enterprise' ? one.supplierName : <EnterpriseLink id={one.enterpriseId} name={one.enterpriseName} />}
            {side === 'enterprise' && one.supplierPhone ? (
              <>
                {' '}
                <Phone number={one.supplierPhone} name={one.supplierName} />
              </>
            ) : null}
          </small>
        </>
      ),
    },
    ...(side === 'bureau' ? [{ key: 'supplier', title: t('promise.supplier'), cell: (one: LabourPromise) => one.supplierName }] : []),
    {
      key: 'people',
      title: t('promise.people'),
      sort: (one) => one.people,
      numeric: true,
      cell: (one) => (
        <span>
          {one.people}
          {one.notTaken > 0 ? <small>{t('promise.notTaken', { n: one.notTaken })}</small> : null}
        </span>
      ),
    },
    { key: 'signed', title: t('trips.signed'), numeric: true, cell: (one) => (one.state === 'accepted' ? one.signed : '—') },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (one) => (
        <span>
          <StateTag kind="promise" state={one.state} />
          {one.reason ? <small>{one.reason}</small> : null}
        </span>
      ),
    },
    {
      key: 'until',
      title: t('promise.until'),
      sort: (one) => one.expiresAt,
      cell: (one) => <Clock one={one} />,
    },
    ...(side !== 'nobody'
      ? [
          {
            key: 'outstanding',
            title: t('promise.outstanding'),
            numeric: true,
            cell: (one: LabourPromise) => (one.state === 'accepted' ? one.outstanding : '—'),
          },
        ]
      : []),
    {
      key: 'act',
      title: '',
      cell: (one) => (
        <span className="row">
          {side === 'enterprise' ? <PromiseAnswer one={one} /> : null}
          {withdraws && (side === 'supplier' || one.state === 'accepted') ? <PromiseWithdraw one={one} /> : null}
        </span>
      ),
    },
  ];
};

export const PromisesPage = (): ReactNode => {
  const t = useT('console');
  const side = sideOf(useMe());
  const { at } = useAddress();
  const found = { state: at['state'], warned: at['warned'] };
  const query = useQuery({
    queryKey: ['promises', at],
    queryFn: () => promises.list({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns(side);
  const states: Filter = {
    name: 'state',
    label: t('needs.state'),
    options: [
      { value: '', label: t('list.all') },
      ...(['held', 'accepted', 'declined', 'lapsed', 'withdrawn'] as const).map((state) => ({
        value: state,
        label: t(`state.promise.${state}`),
      })),
    ],
  };
  const clocks: Filter = {
    name: 'warned',
    label: t('promise.clocks'),
    options: [
      { value: '', label: t('list.all') },
      { value: 'true', label: t('promise.warned') },
    ],
  };
  const own = side === 'bureau' ? 'bureau' : side === 'supplier' ? 'supplier' : 'enterprise';
  return (
    <Page
      title={t('menu.promises')}
      intro={t(`promise.intro_${own}`)}
      actions={
        side === 'supplier' ? (
          <Link to="/trips/new">
            <Button type="primary" tabIndex={-1}>
              {t('trips.new')}
            </Button>
          </Link>
        ) : side === 'bureau' ? (
          <Link to="/dispatch-rules">{t('dispatchRule.title')}</Link>
        ) : null
      }
    >
      <Toolbar filters={[states, clocks]} />
      <DataTable
        caption={t('menu.promises')}
        columns={columns}
        take={() => promises.take(found)}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('promise.empty')} help={t(`promise.empty_${own}`)} />}
      />
    </Page>
  );
};
