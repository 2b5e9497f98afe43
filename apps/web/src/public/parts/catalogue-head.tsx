import type { ReactNode } from 'react';
import { catalogueFile } from '../../api/public';
import type { CatalogueDetail } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { WhatIsThis } from './bits';
import { Figure, Frozen, percent, quarterName } from './frozen';

const Downloads = ({ quarter }: { quarter: string }): ReactNode => {
  const t = useT('public');
  const files = [
    ['catalogue.pdf', t('catalogue.pdf')],
    ['catalogue.xlsx', t('catalogue.excel')],
    ['data.csv', t('catalogue.csv')],
    ['data.json', t('catalogue.json')],
  ] as const;
  return (
    <nav className="downloads" aria-label={t('catalogue.downloads')}>
      {files.map(([file, name]) => (
        <a key={file} className="button" href={catalogueFile(quarter, file)} download>
          {name}
        </a>
      ))}
      <a href="/api/catalogues/schema" className="faint">
        {t('catalogue.schema')}
      </a>
    </nav>
  );
};

/** What the quarter is, what it rests on, and its documents. */
export const Head = ({ of }: { of: CatalogueDetail }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const { total, response } = of;
  const n = (value: number): string => number(value, language);
  return (
    <section className="catalogue-head" aria-label={quarterName(t, of.quarter)}>
      <div>
        <h2>{quarterName(t, of.quarter)}</h2>
        <p className="faint">{t('catalogue.total')}</p>
        <p>
          <Figure of={total} large />
          {total.low === null || total.high === null ? null : (
            <span className="faint num"> {t('catalogue.interval', { low: n(total.low), high: n(total.high) })}</span>
          )}
        </p>
        {total.low === null ? null : <WhatIsThis>{t('catalogue.how1')}</WhatIsThis>}
      </div>
      <div>
        <p>
          <Frozen asOf={of.asOf} />
          <span className="faint"> {t('catalogue.version', { n: of.version })}</span>
        </p>
        <p className="faint">
          <span>{t('catalogue.from', { responded: n(response.responded), population: n(response.population) })}</span>
          <span>{t('catalogue.response', { rate: percent(response.responseRate) })}</span>
          <span>{t('catalogue.coverage', { rate: percent(response.coverage) })}</span>
        </p>
        <Downloads quarter={of.quarter} />
      </div>
    </section>
  );
};

/** The whole city by skill level, with posts per seeker where seekers were counted. */
export const Levels = ({ of }: { of: CatalogueDetail }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const rows = of.sides.filter(({ table }) => table === 'level').sort((a, b) => (a.level ?? 0) - (b.level ?? 0));
  const n = (value: number | null): string => (value === null ? '—' : number(value, language));
  if (!rows.length) return null;
  return (
    <section className="section" aria-labelledby="levels">
      <div className="section-head">
        <h2 id="levels">{t('catalogue.byLevel')}</h2>
        <Frozen asOf={of.asOf} />
      </div>
      <div className="table-wrap" role="group" tabIndex={0} aria-labelledby="levels">
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('catalogue.level')}</th>
              <th scope="col">{t('catalogue.figure')}</th>
              <th scope="col" title={t('catalogue.ratioHelp')}>
                {t('catalogue.ratioHead')}
              </th>
              <th scope="col">{t('catalogue.intervalHead')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.level}>
                <th scope="row">{lookup('common', `level.${row.level ?? 0}`, '')}</th>
                <td className="num">{row.withheld ? t('catalogue.withheld') : n(row.estimate)}</td>
                <td className="num">{n(row.ratio)}</td>
                <td className="num">{row.low === null || row.high === null ? '—' : `${n(row.low)}–${n(row.high)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

/** How the figures are made, and what left the list. */
export const How = ({ of }: { of: CatalogueDetail }): ReactNode => {
  const t = useT('public');
  return (
    <details className="how">
      <summary>{t('catalogue.how')}</summary>
      <ul>
        <li>{t('catalogue.how1')}</li>
        <li>{t('catalogue.withheldHelp', { n: of.withholdBelow })}</li>
        <li>{t('catalogue.how2', { gap: of.rankWeights.gap, divisions: of.rankWeights.divisions })}</li>
        <li>{t('catalogue.how3')}</li>
        <li>{t('catalogue.how4')}</li>
        <li>{t('catalogue.how5')}</li>
      </ul>
      {of.left.length ? (
        <p>
          {t('catalogue.left')}: {of.left.map(({ id, name }) => `${name} (${id})`).join(' · ')}
        </p>
      ) : null}
    </details>
  );
};
