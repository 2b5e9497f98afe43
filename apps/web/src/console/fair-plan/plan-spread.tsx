import type { ReactNode } from 'react';
import type { FairPlan } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { Section } from '../kit/page';

type Counties = NonNullable<FairPlan['figures']>['counties'];

/** How a plan's fairs are spread: each county's shortage, its least and what it gets. */
export const PlanSpread = ({ counties }: { counties: Counties }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const n = (value: number): string => number(value, language);
  return (
    <Section title={t('fairPlan.spread')}>
      <p className="faint">{t('fairPlan.spreadHelp')}</p>
      <div className="table-box">
        <table className="table" role="table">
          <caption className="visually-hidden">{t('fairPlan.spread')}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                {t('fairPlan.county')}
              </th>
              {(['countyShort', 'covers', 'countyLeast', 'countyFairs'] as const).map((key) => (
                <th key={key} scope="col" role="columnheader" className="numeric">
                  {t(`fairPlan.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {counties.map(({ nodeId, name, short, covers, least, fairs }) => (
              <tr key={nodeId} role="row">
                <th scope="row" role="rowheader">
                  {name}
                  {fairs < least ? <small>{t('fairPlan.countyLess', { n: n(least - fairs) })}</small> : null}
                </th>
                {(
                  [
                    ['countyShort', short],
                    ['covers', covers],
                    ['countyLeast', least],
                    ['countyFairs', fairs],
                  ] as const
                ).map(([key, value]) => (
                  <td key={key} role="cell" className="numeric" data-label={t(`fairPlan.${key}`)}>
                    {n(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
};
