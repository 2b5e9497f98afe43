import type { ReactNode } from 'react';
import { catalogueOccupation } from '../../api/public';
import { lookup, useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { useResource } from '../use-resource';
import { Waiting } from './bits';
import { Frozen } from './frozen';

/** One occupation of one quarter: counties down, skill levels across. */
export const Matrix = ({ quarter, code }: { quarter: string; code: string }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const { data, problem } = useResource(`matrix ${quarter} ${code}`, () => catalogueOccupation(quarter, code));
  if (problem && !data) return <p className="empty">{t('catalogue.noFigures')}</p>;
  if (!data) return <Waiting rows={6} />;
  const fine = data.figures.filter(({ table }) => table === 'occupation_county_level');
  const cells = fine.length > 0 ? fine : data.figures.filter(({ table }) => table === 'occupation_county');
  const shown = (figure: (typeof cells)[number] | undefined): string =>
    !figure ? '—' : figure.withheld || figure.estimate === null ? '∗' : number(figure.estimate, language);
  const levels = [...new Set(cells.map(({ level }) => level))].sort((a, b) => (a ?? 0) - (b ?? 0));
  const counties = [...new Map(cells.map(({ county, countyName }) => [county, countyName]))];
  const sums = new Map(data.figures.filter(({ table }) => table === 'occupation_county').map((figure) => [figure.county, figure]));
  return (
    <>
      <p>
        <Frozen asOf={data.asOf} />
      </p>
      <div className="table-wrap" role="group" tabIndex={0} aria-label={t('catalogue.matrix', { quarter })}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('catalogue.divisions')}</th>
              <th scope="col">{t('catalogue.anyLevel')}</th>
              {fine.length > 0
                ? levels.map((level) => (
                    <th scope="col" key={level}>
                      {lookup('common', `level.${level ?? 0}`, String(level))}
                    </th>
                  ))
                : null}
            </tr>
          </thead>
          <tbody>
            {counties.map(([county, name]) => (
              <tr key={county}>
                <th scope="row">{name}</th>
                <td className="num">{shown(sums.get(county))}</td>
                {fine.length > 0
                  ? levels.map((level) => (
                      <td key={level} className="num">
                        {shown(cells.find((one) => one.county === county && one.level === level))}
                      </td>
                    ))
                  : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {cells.some(({ withheld }) => withheld) ? <p className="faint small">∗ {t('catalogue.withheldHelp', { n: 3 })}</p> : null}
    </>
  );
};
