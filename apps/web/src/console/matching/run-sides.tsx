import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { matching } from '../../api/console';
import type { MatchingRun } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { Section } from '../kit/page';

const Bars = ({ rows }: { rows: { key: string; name: string; whole: number; part: number }[] }): ReactNode => {
  const language = useLanguage();
  return (
    <ol className="bars calm">
      {rows.map(({ key, name, whole, part }) => (
        <li key={key}>
          <span>{name}</span>
          <span className="bar" aria-hidden="true">
            <span style={{ inlineSize: `${whole ? (part / whole) * 100 : 0}%` }} />
          </span>
          <b className="num">
            {number(part, language)} / {number(whole, language)}
          </b>
        </li>
      ))}
    </ol>
  );
};

const Empty = ({ run, all, n }: { run: MatchingRun; all: number; n: number }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const [limit, setLimit] = useState(10);
  const { data } = useQuery({
    queryKey: ['runs', run.id, 'empty', limit],
    queryFn: () => matching.empty(run.id, { limit }),
    enabled: n > 0,
  });
  return (
    <div className="card">
      <h3 className="card-title">{t('run.emptyEnterprises')}</h3>
      <p className="faint">{n ? t('run.emptyCount', { n: number(n, language), all: number(all, language) }) : t('run.emptyNone')}</p>
      <ul className="plain-list">
        {data?.items.map((one) => (
          <li key={one.enterpriseId}>
            <span>{one.enterpriseName}</span>
            <b className="num">{t('run.lacks', { people: number(one.people, language) })}</b>
          </li>
        ))}
      </ul>
      {data?.next && limit < 200 ? <Button onClick={() => setLimit(200)}>{t('list.next')}</Button> : null}
    </div>
  );
};

/** A run seen from each side: counties, stations, and the enterprises that get nobody. */
export const RunSides = ({ run }: { run: MatchingRun }): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['runs', run.id, 'summary'], queryFn: () => matching.summary(run.id) });
  if (!data) return null;
  return (
    <Section
      title={t('run.sides')}
      extra={
        data.locked + data.excluded > 0 ? (
          <span className="faint">{t('run.rulesUsed', { locked: data.locked, excluded: data.excluded })}</span>
        ) : null
      }
    >
      <div className="run-sides">
        <div className="card">
          <h3 className="card-title">{t('run.byCounty')}</h3>
          <p className="faint">{t('run.byCountyFigures')}</p>
          <Bars rows={data.counties.map((one) => ({ key: one.nodeId, name: one.nodeName, whole: one.asked, part: one.placed }))} />
        </div>
        <div className="card">
          <h3 className="card-title">{t('run.bySupplier')}</h3>
          <p className="faint">{t('run.bySupplierFigures')}</p>
          <Bars
            rows={data.suppliers
              .slice(0, 20)
              .map((one) => ({ key: one.supplierId, name: one.supplierName, whole: one.people, part: one.placed }))}
          />
        </div>
        <Empty run={run} all={data.enterprises} n={data.emptyEnterprises} />
      </div>
    </Section>
  );
};
