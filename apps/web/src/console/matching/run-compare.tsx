import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { matching } from '../../api/console';
import type { ChangedNeed, Comparison } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { moment, number } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Num } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';

type Row = Comparison['reasons'][number];

const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '±0');

const Sides = ({ caption, rows, name }: { caption: string; rows: Row[]; name: (row: Row) => string }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const differ = rows.filter((row) => row.a !== row.b);
  if (!rows.length) return null;
  if (!differ.length)
    return (
      <Section title={caption}>
        <p className="faint">{t('run.sameAll')}</p>
      </Section>
    );
  return (
    <Section title={caption}>
      <div className="table-box">
        <table className="table compared" role="table">
          <caption className="visually-hidden">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                <span className="visually-hidden">{caption}</span>
              </th>
              {[t('run.first'), t('run.second'), t('run.difference')].map((title) => (
                <th key={title} scope="col" role="columnheader" className="numeric">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {differ.map((row) => (
              <tr role="row" key={row.key}>
                <th scope="row" role="rowheader">
                  {name(row)}
                </th>
                <td role="cell" data-label={t('run.first')} className="numeric num">
                  {number(row.a, language)}
                </td>
                <td role="cell" data-label={t('run.second')} className="numeric num">
                  {number(row.b, language)}
                </td>
                <td role="cell" data-label={t('run.difference')} className="numeric num">
                  {signed(row.b - row.a)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {differ.length < rows.length ? <p className="faint">{t('run.sameRows', { n: rows.length - differ.length })}</p> : null}
    </Section>
  );
};

const Weights = ({ a, b }: Pick<Comparison, 'a' | 'b'>): ReactNode => {
  const t = useT('console');
  const [one, two] = [a.weights as Record<string, unknown>, b.weights as Record<string, unknown>];
  const differ = Object.keys(one).filter((name) => JSON.stringify(one[name]) !== JSON.stringify(two[name]));
  if (!differ.length) return <p className="faint">{t('run.weightsSame')}</p>;
  const words = (value: unknown): string =>
    Array.isArray(value) ? value.map((tier: { worth: number }) => tier.worth).join(' / ') : String(value);
  return (
    <>
      <h2 className="card-title">{t('run.weightsDiffer')}</h2>
      <ul className="reason-list">
        {differ.map((name) => (
          <li key={name} className="num">
            {lookup('console', name === 'tiers' ? 'run.tiers' : `weight.${name}`, name)}：{words(one[name])} → {words(two[name])}
          </li>
        ))}
      </ul>
    </>
  );
};

const Changed = ({ a, b, n }: { a: string; b: string; n: number }): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['runs', 'compare', a, b, at['cursor']],
    queryFn: () => matching.changedNeeds({ a, b, cursor: at['cursor'], limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<ChangedNeed>[] = [
    {
      key: 'need',
      title: t('promise.need'),
      main: true,
      cell: (row) => (
        <>
          <Link to="/needs/$id" params={{ id: row.needId }}>
            {row.needTitle}
          </Link>
          <small>{row.enterpriseName}</small>
        </>
      ),
    },
    { key: 'first', title: t('run.first'), numeric: true, cell: (row) => <Num value={row.a} /> },
    { key: 'second', title: t('run.second'), numeric: true, cell: (row) => <Num value={row.b} /> },
    {
      key: 'difference',
      title: t('run.difference'),
      numeric: true,
      cell: (row) => (row.a === row.b ? <small>{t('run.otherBatches')}</small> : signed(row.b - row.a)),
    },
  ];
  if (n === 0) return <p className="notice good">{t('run.changedNone')}</p>;
  const title = t('run.changedNeeds', { n });
  return (
    <Section title={title}>
      <DataTable caption={title} columns={columns} query={query} rowKey={(row) => row.needId} empty={null} />
    </Section>
  );
};

export const CompareRunsPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { at } = useAddress();
  const { a = '', b = '' } = at;
  const { data, error, refetch } = useQuery({
    queryKey: ['runs', 'compare', a, b],
    queryFn: () => matching.compare(a, b),
    enabled: a !== '' && b !== '',
  });
  if (!a || !b)
    return (
      <Page title={t('run.compareTitle')} back={{ to: '/runs', label: t('menu.runs') }}>
        <p className="notice">{t('run.compareHint')}</p>
      </Page>
    );
  if (error)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  return (
    <Page title={t('run.compareTitle')} back={{ to: '/runs', label: t('menu.runs') }}>
      <div className="compare">
        {(
          [
            ['run.first', data.a],
            ['run.second', data.b],
          ] as const
        ).map(([label, run]) => (
          <div key={label} className="card overview-figure">
            <p>
              {t(label)} ·{' '}
              <Link to="/runs/$id" params={{ id: run.id }}>
                {moment(run.startedAt, language)}
              </Link>
            </p>
            <p className="big-number calm num">
              {number(run.placed, language)} <small>/ {number(run.asked, language)}</small>
            </p>
            <p className="faint">{t('run.used', { needs: number(run.needs, language), batches: number(run.batches, language) })}</p>
          </div>
        ))}
        <div className="card">
          <Weights a={data.a} b={data.b} />
        </div>
      </div>
      <Sides caption={t('run.compareReasons')} rows={data.reasons} name={(row) => lookup('console', `unfilled.${row.key}`, row.key)} />
      <Sides caption={t('run.compareCounties')} rows={data.counties} name={(row) => row.name ?? row.key} />
      <Sides caption={t('run.compareSuppliers')} rows={data.suppliers} name={(row) => row.name ?? row.key} />
      <Changed a={a} b={b} n={data.changedNeeds} />
    </Page>
  );
};
