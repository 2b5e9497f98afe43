import type { ReactNode } from 'react';
import type { OccupationTrend } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { WhatIsThis } from './bits';
import { Frozen } from './frozen';

type Point = OccupationTrend['points'][number];
interface Drawn {
  x: number;
  y: number;
  low: number;
  high: number;
}

const WIDTH = 640;
const HEIGHT = 200;
const EDGE = { left: 62, right: 18, top: 14, bottom: 26 };

/** A round number at or above the most, that divides well. */
const ceiling = (most: number): number => {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].map((n) => n * step).find((n) => n >= most) ?? most;
};

const Chart = ({ trend }: { trend: OccupationTrend }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const top = ceiling(Math.max(1, ...trend.points.map(({ line }) => line?.high ?? 0)));
  const y = (people: number): number => EDGE.top + (HEIGHT - EDGE.top - EDGE.bottom) * (1 - people / top);
  const step = (WIDTH - EDGE.left - EDGE.right) / trend.points.length;
  const x = (place: number): number => EDGE.left + step * (place + 0.5);
  const drawn = trend.points.map(({ line }, place): Drawn | null =>
    line && line.estimate !== null
      ? { x: x(place), y: y(line.estimate), low: y(line.low ?? line.estimate), high: y(line.high ?? line.estimate) }
      : null,
  );
  return (
    <svg className="trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('catalogue.trendChart', { name: trend.name })}>
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(top * part)} y2={y(top * part)} className="trend-grid" />
          <text x={EDGE.left - 6} y={y(top * part) + 4} textAnchor="end">
            {number(top * part, language)}
          </text>
        </g>
      ))}
      {drawn.map((point, place) => {
        const before = drawn[place - 1];
        return point && before ? <line key={place} x1={before.x} y1={before.y} x2={point.x} y2={point.y} className="trend-line" /> : null;
      })}
      {drawn.map((point, place) =>
        point ? (
          <g key={place}>
            <path
              d={`M${point.x} ${point.low}V${point.high}M${point.x - 6} ${point.low}h12M${point.x - 6} ${point.high}h12`}
              className="trend-interval"
            />
            <circle cx={point.x} cy={point.y} r="4.5" className="trend-point" />
          </g>
        ) : null,
      )}
      {trend.points.map(({ quarter }, place) => (
        <text key={quarter} x={x(place)} y={HEIGHT - 8} textAnchor="middle">
          {quarter}
        </text>
      ))}
    </svg>
  );
};

/** In a table X is enough, as the catalogue has it, with what it means beside it. */
const Grade = ({ grade }: { grade: string }): ReactNode => {
  const words = lookup('public', `catalogue.grade.${grade}`, grade);
  return grade === 'X' ? <abbr title={words}>X</abbr> : words;
};

const Row = ({ quarter, line }: Point): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const n = (value: number | null | undefined): string => (value === null || value === undefined ? '' : number(value, language));
  return (
    <tr>
      <th scope="row" className="num">
        {quarter}
      </th>
      <td className="num">{!line ? t('catalogue.absent') : line.withheld ? t('catalogue.withheld') : n(line.estimate)}</td>
      <td className="num">{line && line.low !== null ? `${n(line.low)}–${n(line.high)}` : ''}</td>
      <td className="num">{n(line?.rank)}</td>
      <td>{line && !line.withheld ? <Grade grade={line.grade} /> : ''}</td>
    </tr>
  );
};

/** The quarters of one occupation as a chart and as the table of the same figures. */
export const Trend = ({ trend }: { trend: OccupationTrend }): ReactNode => {
  const t = useT('public');
  if (!trend.points.some(({ line }) => line)) return <p className="empty">{t('catalogue.noTrend')}</p>;
  return (
    <>
      <p>
        <Frozen />
      </p>
      <Chart trend={trend} />
      <div className="table-wrap" role="group" tabIndex={0} aria-label={t('catalogue.trend')}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('catalogue.quarterHead')}</th>
              <th scope="col">{t('catalogue.estimate')}</th>
              <th scope="col">{t('catalogue.intervalHead')}</th>
              <th scope="col">{t('catalogue.rankHead')}</th>
              <th scope="col">{t('catalogue.gradeHead')}</th>
            </tr>
          </thead>
          <tbody>
            {trend.points.map((point) => (
              <Row key={point.quarter} {...point} />
            ))}
          </tbody>
        </table>
      </div>
      <WhatIsThis>
        <p>{t('catalogue.how1')}</p>
        <p>{t('catalogue.how3')}</p>
      </WhatIsThis>
    </>
  );
};
