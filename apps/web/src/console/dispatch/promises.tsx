import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { promises } from '../../api/console';
import type { LabourPromise } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Moment, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { EnterpriseLink } from '../kit/enterprise-link';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { sideOf, useMe } from '../kit/use-me';
import { Phone } from './phone';

const renew = ['promises', 'needs', 'proposals', 'batches', 'board'];

const Answer = ({ one }: { one: LabourPromise }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const ask = useAsk();
  const accept = useAct(() => promises.accept(one.id), { done: t('promise.accepted', { n: one.people }), renew });
  const decline = useAct((reason: string) => promises.decline(one.id, reason), { done: t('promise.declined'), renew });
  if (one.state !== 'held') return null;
  const yes = async (): Promise<void> => {
    if (
      await ask({
        title: t('promise.acceptTitle', { n: one.people, title: one.needTitle }),
        consequence: t('promise.acceptWhat', { n: one.people, who: one.supplierName }),
        ok: t('promise.accept'),
      })
    )
      accept.mutate();
  };
  const no = async (): Promise<void> => {
    const answer = await ask({
      title: t('promise.declineTitle', { n: one.people, who: one.supplierName }),
      consequence: t('promise.declineWhat', { who: one.supplierName, at: moment(one.expiresAt, language) }),
      ok: t('promise.decline'),
      danger: true,
      reason: { label: t('ask.reasonTold'), required: true },
    });
    if (answer) decline.mutate(answer.reason);
  };
  return (
    <span className="row">
      <Button type="primary" loading={accept.isPending} onClick={() => void yes()}>
        {t('promise.accept')}
      </Button>
      <Button loading={decline.isPending} onClick={() => void no()}>
        {t('promise.decline')}
      </Button>
    </span>
  );
};

const Withdraw = ({ one }: { one: LabourPromise }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const withdraw = useAct((reason: string) => promises.withdraw(one.id, reason), { done: t('promise.withdrawn'), renew });
  if (one.state !== 'held' && !(one.state === 'accepted' && one.outstanding > 0)) return null;
  const go = async (): Promise<void> => {
    const answer = await ask({
      title: t('promise.withdrawTitle', { n: one.people, title: one.needTitle }),
      consequence: t('promise.withdrawWhat', { who: one.enterpriseName }),
      ok: t('promise.withdraw'),
      danger: true,
      reason: { label: t('ask.reasonTold'), required: true },
    });
    if (answer) withdraw.mutate(answer.reason);
  };
  return (
    <Button loading={withdraw.isPending} onClick={() => void go()}>
      {t('promise.withdraw')}
    </Button>
  );
};

const useColumns = (side: string): Column<LabourPromise>[] => {
  const t = useT('console');
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
    { key: 'people', title: t('promise.people'), sort: (one) => one.people, numeric: true, cell: (one) => one.people },
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
      cell: (one) => (one.state === 'held' ? <Moment value={one.expiresAt} /> : '—'),
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
    ...(side === 'bureau'
      ? []
      : [{ key: 'act', title: '', cell: (one: LabourPromise) => (side === 'enterprise' ? <Answer one={one} /> : <Withdraw one={one} />) }]),
  ];
};

export const PromisesPage = (): ReactNode => {
  const t = useT('console');
  const side = sideOf(useMe());
  const { at } = useAddress();
  const found = { state: at['state'] };
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
        ) : null
      }
    >
      <Toolbar filters={[states]} />
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
