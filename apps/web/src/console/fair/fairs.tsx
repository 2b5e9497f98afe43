import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fairs } from '../../api/fairs';
import type { Fair } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { shortDay, todayPlus } from '../../lib/format';
import { useAddress } from '../kit/address';
import { StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { NodeName, useNodeFilter } from '../kit/node';
import { Empty, Page } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { may, sideOf, useMe } from '../kit/use-me';

const PLACES = [
  ['/fair-table', 'fairTable.title'],
  ['/fair-plans', 'fairPlan.title'],
  ['/fair-year', 'fair.year'],
  ['/fair-calendar', 'fair.calendar'],
  ['/venues', 'fair.venues'],
  ['/fair-rules', 'fair.rules'],
] as const;

const OfficeActions = ({ add }: { add: ReactNode }): ReactNode => {
  const t = useT('console');
  return (
    <>
      {PLACES.map(([to, name]) => (
        <Link key={to} to={to}>
          <Button tabIndex={-1}>{t(name)}</Button>
        </Link>
      ))}
      {add}
    </>
  );
};

const OwnFairs = (): ReactNode => {
  const t = useT('console');
  return (
    <Link to="/my-fairs">
      <Button type="primary" tabIndex={-1}>
        {t('fair.myFairs')}
      </Button>
    </Link>
  );
};

export const FairsPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const bureau = sideOf(me) === 'bureau';
  const booths = useQuery({ queryKey: ['fairs', 'mine'], queryFn: fairs.mine, enabled: sideOf(me) === 'enterprise' });
  const numbersAt = (fairId: string): string[] => (booths.data ?? []).flatMap((one) => (one.fairId === fairId ? [one.number] : []));
  const { at } = useAddress();
  const found = {
    q: at['q'],
    state: at['state'],
    node: at['node'],
    from: at['from'] ?? (at['past'] ? undefined : todayPlus()),
    ...{ to: at['to'], series: at['series'], campaign: at['campaign'], theme: at['theme'] },
  };
  const query = useQuery({
    queryKey: ['fairs', at],
    queryFn: () => fairs.list({ ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<Fair>[] = [
    {
      key: 'name',
      title: t('fair.name'),
      main: true,
      cell: (fair) => (
        <>
          <Link to="/fairs/$id" params={{ id: fair.id }}>
            {fair.name}
          </Link>
          <small>{fair.place}</small>
          {numbersAt(fair.id).map((number) => (
            <span key={number} className="tag good">
              {t('fair.mine', { n: number })}
            </span>
          ))}
        </>
      ),
    },
    {
      key: 'day',
      title: t('fair.day'),
      sort: (fair) => fair.day,
      cell: (fair) => (
        <span className="num">
          {shortDay(fair.day, language)}
          <small>
            {fair.opensAt}–{fair.closesAt}
          </small>
        </span>
      ),
    },
    { key: 'node', title: t('place.label'), cell: (fair) => <NodeName id={fair.nodeId} /> },
    {
      key: 'booths',
      title: t('fair.booths'),
      sort: (fair) => fair.booked,
      numeric: true,
      cell: (fair) => `${fair.booked} / ${fair.boothCount}`,
    },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (fair) => (
        <span>
          <StateTag kind="fair" state={fair.state} />
          {fair.state === 'planned' && fair.filing.gaps.length ? <small>{t('fair.missing', { n: fair.filing.gaps.length })}</small> : null}
        </span>
      ),
    },
  ];
  const states: Filter = {
    name: 'state',
    label: t('needs.state'),
    options: [
      { value: '', label: t('list.all') },
      ...(['planned', 'filed', 'open', 'closed', 'running', 'ended', 'results_in', 'cancelled'] as const).map((state) => ({
        value: state,
        label: t(`state.fair.${state}`),
      })),
    ],
  };
  const when: Filter = {
    name: 'past',
    label: t('fair.when'),
    options: [
      { value: '', label: t('fair.coming') },
      { value: '1', label: t('list.all') },
    ],
  };
  const campaigns: Filter = {
    name: 'campaign',
    label: t('fair.campaign'),
    options: [
      { value: '', label: t('list.all') },
      ...(['spring-breeze', 'hundred-days', 'private-enterprises', 'graduates', 'none'] as const).map((campaign) => ({
        value: campaign,
        label: lookup('common', `campaign.${campaign}`, campaign),
      })),
    ],
  };
  const node = useNodeFilter();
  const manages = may(me, 'fair.manage');
  const add = manages ? (
    <Link to="/fairs/new">
      <Button type="primary" tabIndex={-1}>
        {t('fair.new')}
      </Button>
    </Link>
  ) : undefined;
  return (
    <Page
      title={t('menu.fairs')}
      intro={bureau ? null : t('fair.bookIntro')}
      actions={manages ? <OfficeActions add={add} /> : may(me, 'booth.book') ? <OwnFairs /> : undefined}
    >
      <Toolbar search={t('fair.search')} filters={bureau ? [when, states, campaigns, node] : [node]} />
      <DataTable
        caption={t('menu.fairs')}
        columns={columns}
        take={() => fairs.take(found)}
        query={query}
        rowKey={(fair) => fair.id}
        empty={<Empty title={t('fair.empty')} help={t(bureau ? 'fair.emptyBureau' : 'fair.emptyOwn')} action={add} />}
      />
    </Page>
  );
};
