import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { performance } from '../../api/dispatch';
import type { Performance } from '../../api/types';
import { useT } from '../../i18n';
import { useAddress } from '../kit/address';
import { Num } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page, WhatIsThis } from '../kit/page';
import { Toolbar, type Filter } from '../kit/toolbar';
import { sideOf, useMe } from '../kit/use-me';
import { percent } from './curves';

const SIDES = ['supplier', 'enterprise'] as const;

const rate = (one: Performance, days: number): number | null => one.points.find((point) => point.days === days)?.rate ?? null;

const useColumns = (): Column<Performance>[] => {
  const t = useT('console');
  const people = (key: 'promised' | 'committed' | 'boarded' | 'arrived' | 'signed', of?: 'promised' | 'committed' | 'arrived') => ({
    key,
    title: t(`results.${key}`),
    numeric: true,
    sort: (one: Performance) => one[key],
    cell: (one: Performance) => (
      <>
        <Num value={one[key]} />
        {of && one[of] > 0 ? <small>{percent(one[key] / one[of])}</small> : null}
      </>
    ),
  });
  return [
    {
      key: 'name',
      title: t('results.who'),
      main: true,
      cell: (one) => (
        <>
          {one.name}
          <small>{t('results.promises', { count: one.promises })}</small>
        </>
      ),
    },
    {
      key: 'answer',
      title: t('results.answer'),
      numeric: true,
      sort: (one) => one.answerHours ?? Infinity,
      cell: (one) => (one.answerHours === null ? '—' : t('results.hours', { n: one.answerHours })),
    },
    people('promised'),
    people('committed', 'promised'),
    people('boarded', 'committed'),
    people('arrived', 'committed'),
    people('signed', 'arrived'),
    ...[30, 90, 180].map((days) => ({
      key: `stayed${days}`,
      title: t('curve.after', { days }),
      numeric: true,
      sort: (one: Performance) => rate(one, days) ?? -1,
      cell: (one: Performance) => {
        const point = one.points.find((each) => each.days === days);
        if (!point || point.due === null) return <span className="faint">{t('curve.tooFew')}</span>;
        return (
          <>
            {percent(point.rate)}
            <small>{t('results.ofDue', { said: (point.stayed ?? 0) + (point.left ?? 0), due: point.due })}</small>
          </>
        );
      },
    })),
  ];
};

/** What became of promises: suppliers compared, and enterprises; each side sees its own people alone. */
export const ResultsPage = (): ReactNode => {
  const t = useT('console');
  const side = sideOf(useMe());
  const { at } = useAddress();
  const by = SIDES.find((one) => one === at['by']) ?? (side === 'supplier' ? 'enterprise' : 'supplier');
  const found = { by, from: at['from'], to: at['to'] };
  const columns = useColumns();
  const query = useQuery({
    queryKey: ['performance', found, at['cursor']],
    queryFn: () => performance.list({ ...found, cursor: at['cursor'], limit: 50 }),
    placeholderData: keepPreviousData,
  });
  const first = side === 'supplier' ? (['enterprise', 'supplier'] as const) : SIDES;
  const sides: Filter = {
    name: 'by',
    label: t('curve.by'),
    options: first.map((value, i) => ({ value: i === 0 ? '' : value, label: t(`results.by_${value}`) })),
  };
  return (
    <Page
      title={t(side === 'bureau' ? 'results.compared' : 'menu.results')}
      intro={t(`results.intro_${side === 'nobody' ? 'bureau' : side}`)}
      actions={
        <>
          <Link to="/results/retention">{t('curve.title')}</Link>
          {side === 'supplier' ? null : <Link to="/results/flows">{t('flows.title')}</Link>}
        </>
      }
    >
      <Toolbar filters={[sides]} />
      <DataTable
        caption={t('menu.results')}
        columns={columns}
        query={query}
        take={() => performance.take(found)}
        rowKey={(one) => one.key}
        empty={<Empty title={t('results.empty')} help={t('results.emptyHelp')} />}
      />
      <WhatIsThis>
        <p>{t('results.how')}</p>
        <p>{t('curve.how')}</p>
        <p>{t('curve.fewHow')}</p>
      </WhatIsThis>
    </Page>
  );
};
