import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { performance } from '../../api/dispatch';
import type { Performance } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Num } from '../kit/bits';
import { Empty, Page, WhatIsThis } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { Choice } from '../kit/toolbar';
import { sideOf, useMe } from '../kit/use-me';
import { Curves, percent, type Curve } from './curves';

const GROUPINGS = ['cohort', 'supplier', 'enterprise', 'occupation'] as const;
type Grouping = (typeof GROUPINGS)[number];

/** So many lines can be told apart in one picture; the table has all. */
const DRAWN = 5;

const rateOf = (one: Performance, days: number): number | null => one.points.find((point) => point.days === days)?.rate ?? null;

const StayTable = ({ rows, heading }: { rows: { name: string; one: Performance }[]; heading: string }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const said = (n: number | null): string => (n === null ? '—' : number(n, language));
  return (
    <div className="table-box">
      <table className="table" role="table">
        <caption className="visually-hidden">{t('curve.title')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {heading}
            </th>
            <th scope="col" role="columnheader" className="numeric">
              {t('results.signed')}
            </th>
            {[30, 90, 180].map((days) => (
              <th key={days} scope="col" role="columnheader" className="numeric">
                {t('curve.after', { days })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ name, one }) => (
            <tr role="row" key={one.key || 'all'}>
              <th scope="row" role="rowheader">
                {name}
              </th>
              <td role="cell" className="numeric num" data-label={t('results.signed')}>
                <Num value={one.signed} />
              </td>
              {one.points.map((point) => (
                <td key={point.days} role="cell" className="numeric num" data-label={t('curve.after', { days: point.days })}>
                  {point.due === null ? (
                    <span className="faint">{t('curve.tooFew')}</span>
                  ) : (
                    <>
                      <b>{percent(point.rate)}</b>
                      <small>
                        {t('curve.counts', { stayed: said(point.stayed), left: said(point.left), due: said(point.due) })}
                        <br />
                        {t('curve.others', { insured: said(point.insured), confirmed: said(point.confirmed) })}
                      </small>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Who is still there after 30, 90 and 180 days: as a curve, with its table. */
export const RetentionCurvePage = (): ReactNode => {
  const t = useT('console');
  const side = sideOf(useMe());
  const { at, change } = useAddress();
  const by: Grouping = GROUPINGS.find((one) => one === at['by']) ?? 'cohort';
  const { data, error, refetch } = useQuery({ queryKey: ['performance', 'curve', by], queryFn: () => performance.curve({ by }) });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const name = (one: Performance): string => one.name || t('curve.all');
  const drawn = by === 'cohort' ? data.groups.slice(-DRAWN) : data.groups.slice(0, DRAWN);
  const curves: Curve[] = [data.all, ...drawn].map((one) => ({
    key: one.key || 'all',
    name: name(one),
    points: [30, 90, 180].map((days) => ({ days, rate: rateOf(one, days) })),
  }));
  const options = GROUPINGS.filter((one) => one !== side).map((value) => ({ value, label: t(`curve.by_${value}`) }));
  return (
    <Page title={t('curve.title')} intro={t('curve.intro')} back={{ to: '/results', label: t('menu.results') }}>
      <div className="toolbar">
        <Choice filter={{ name: 'by', label: t('curve.by'), options }} value={by} change={(value) => change({ by: value })} />
      </div>
      {data.groups.length === 0 ? (
        <Empty title={t('curve.empty')} help={t('curve.emptyHelp')} />
      ) : (
        <>
          <Curves curves={curves} />
          <StayTable
            heading={t(`curve.by_${by}`)}
            rows={[...data.groups.map((one) => ({ name: name(one), one })), { name: t('curve.all'), one: data.all }]}
          />
        </>
      )}
      <WhatIsThis>
        <p>{t('curve.how')}</p>
        <p>{t('curve.fewHow')}</p>
      </WhatIsThis>
    </Page>
  );
};
