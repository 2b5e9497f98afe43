import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { catalogues } from '../../api/console';
import type { Trace } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Num } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { useNodeFilter } from '../kit/node';
import { OccupationField } from '../kit/occupation-field';
import { Empty, Facts, Page, WhatIsThis } from '../kit/page';
import { Toolbar } from '../kit/toolbar';

type Row = Trace['items'][number] & { key: string };

const columnsOf = (t: ReturnType<typeof useT<'console'>>): Column<Row>[] => [
  {
    key: 'enterprise',
    title: t('survey.enterprise'),
    main: true,
    cell: (one) => (
      <>
        {one.enterpriseName}
        <small>{one.countyName}</small>
      </>
    ),
  },
  {
    key: 'occupation',
    title: t('need.occupation'),
    cell: (one) => (
      <span>
        {one.occupationName}
        <small className="num">{one.occupation}</small>
      </span>
    ),
  },
  { key: 'level', title: t('need.level'), cell: (one) => lookup('common', `level.${one.level}`, String(one.level)) },
  { key: 'short', title: t('needs.shortage'), numeric: true, sort: (one) => one.short, cell: (one) => <Num value={one.short} /> },
  { key: 'weight', title: t('catalogue.weight'), numeric: true, sort: (one) => one.weight, cell: (one) => one.weight.toFixed(2) },
  { key: 'adds', title: t('catalogue.adds'), numeric: true, sort: (one) => one.adds, cell: (one) => one.adds.toFixed(1) },
  {
    key: 'need',
    title: '',
    cell: (one) =>
      one.needId ? (
        <Link to="/needs/$id" params={{ id: one.needId }}>
          {t('catalogue.need')}
        </Link>
      ) : null,
  },
];

/** The answers behind a figure of a frozen catalogue, as far as one's own counties go. */
export const CatalogueTracePage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const { at, change } = useAddress();
  const node = useNodeFilter();
  const asked = { occupation: at['occupation'], county: at['node'], level: at['level'], cursor: at['cursor'], limit: 25 };
  const query = useQuery({
    queryKey: ['catalogues', id, 'trace', asked],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const trace = await catalogues.trace(id, asked);
      return { ...trace, items: trace.items.map((row, i): Row => ({ ...row, key: `${asked.cursor ?? ''}:${i}` })) };
    },
  });
  const levels = {
    name: 'level',
    label: t('need.level'),
    options: [
      { value: '', label: t('catalogue.anyLevel') },
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ value: String(n), label: lookup('common', `level.${n}`, String(n)) })),
    ],
  };
  const { data } = query;
  return (
    <Page
      title={data ? t('catalogue.traceTitle', { quarter: data.quarter, n: data.version }) : t('catalogue.trace')}
      back={{ to: '/surveys', label: t('survey.title') }}
      intro={t('catalogue.traceIntro')}
    >
      {data ? (
        <Facts
          items={[
            [t('catalogue.sum'), number(Math.round(data.sum), language)],
            [t('catalogue.answers'), number(data.total, language)],
            [t('survey.enterprise'), number(data.enterprises, language)],
            [t('catalogue.reach'), t(data.whole ? 'catalogue.reachAll' : 'catalogue.reachOwn')],
          ]}
        />
      ) : null}
      <WhatIsThis>{t('catalogue.weightHelp')}</WhatIsThis>
      <label className="choice" htmlFor="traced">
        <span>{t('need.occupation')}</span>
      </label>
      <OccupationField
        id="traced"
        key={at['occupation'] ?? ''}
        value={at['occupation'] ?? ''}
        name={data?.items[0]?.occupationName ?? at['occupation'] ?? ''}
        onChange={(code) => change({ occupation: code })}
      />
      <Toolbar filters={[node, levels]} />
      <DataTable
        caption={t('catalogue.trace')}
        columns={columnsOf(t)}
        query={query}
        rowKey={(one) => one.key}
        empty={<Empty title={t('catalogue.noAnswers')} />}
      />
    </Page>
  );
};
