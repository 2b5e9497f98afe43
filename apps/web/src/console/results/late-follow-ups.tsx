import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { lateFollowUps } from '../../api/dispatch';
import type { LateFollowUps } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Day, Num } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page } from '../kit/page';

const daysSince = (day: string): number => Math.round((Date.parse(todayPlus()) - Date.parse(day)) / 86_400_000);

/** Enterprises that did not answer checks in time, the longest first, with who asks them and since when. */
export const LateFollowUpsPage = (): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['retention', 'late', at['cursor']],
    queryFn: () => lateFollowUps.list({ cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<LateFollowUps>[] = [
    {
      key: 'enterprise',
      title: t('late.enterprise'),
      main: true,
      cell: (one) => (
        <Link to="/retention" search={{ which: 'late', enterprise: one.enterpriseId } as never}>
          {one.enterpriseName}
        </Link>
      ),
    },
    { key: 'checks', title: t('late.checks'), numeric: true, sort: (one) => one.checks, cell: (one) => <Num value={one.checks} /> },
    {
      key: 'since',
      title: t('late.since'),
      sort: (one) => one.oldest,
      cell: (one) => (
        <span>
          <span className="tag bad">{t('late.days', { count: daysSince(one.answerBy) })}</span>
          <small>
            {t('late.due')} <Day value={one.oldest} /> · {t('late.answerBy')} <Day value={one.answerBy} />
          </small>
        </span>
      ),
    },
    { key: 'owner', title: t('late.owner'), cell: (one) => one.owners.join('、') || t('late.nobody') },
  ];
  return (
    <Page title={t('late.title')} intro={t('late.intro')} back={{ to: '/retention', label: t('menu.retention') }}>
      <DataTable
        caption={t('late.title')}
        take={() => lateFollowUps.take({})}
        columns={columns}
        query={query}
        rowKey={(one) => one.enterpriseId}
        empty={<Empty title={t('late.empty')} help={t('late.emptyHelp')} />}
      />
    </Page>
  );
};
