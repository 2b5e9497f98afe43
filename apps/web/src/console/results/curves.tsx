import type { ReactNode } from 'react';
import { useT } from '../../i18n';

export interface Curve {
  key: string;
  name: string;
  points: { days: number; rate: number | null }[];
}

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 68;
const RIGHT = 16;
const TOP = 16;
const FOOT = 36;
const LAST = 180;

export const percent = (rate: number | null): string => (rate === null ? '—' : `${Math.round(rate * 1000) / 10}%`);

const x = (days: number): number => LEFT + (days / LAST) * (WIDTH - LEFT - RIGHT);
const y = (rate: number): number => TOP + (1 - rate) * (HEIGHT - TOP - FOOT);

/** Lines differ by their dashes and marks as well: in print, and for whoever sees no colours. */
const DASHES = ['', '7 4', '2 4', '10 3 2 3', '1 5', '12 6'];
const MARKS = ['circle', 'square', 'diamond', 'triangle', 'cross', 'bar'] as const;

const Mark = ({ at, cx, cy }: { at: number; cx: number; cy: number }): ReactNode => {
  const kind = MARKS[at % MARKS.length];
  if (kind === 'circle') return <circle cx={cx} cy={cy} r={5} />;
  const d = {
    square: `M${cx - 4.5} ${cy - 4.5}h9v9h-9z`,
    diamond: `M${cx} ${cy - 6}l6 6-6 6-6-6z`,
    triangle: `M${cx} ${cy - 6}l5.5 10h-11z`,
    cross: `M${cx - 5} ${cy - 5}l10 10M${cx + 5} ${cy - 5}l-10 10`,
    bar: `M${cx - 6} ${cy - 2}h12v4h-12z`,
  }[kind ?? 'square'];
  return <path d={d} />;
};

/** Everybody who signed is there on day 0; a line ends where nothing is known. */
const known = ({ points }: Curve): { days: number; rate: number }[] => [
  { days: 0, rate: 1 },
  ...points.flatMap(({ days, rate }) => (rate === null ? [] : [{ days, rate }])),
];

/** Shares of people who are still there, by days after signing. The same figures stand in the table below. */
export const Curves = ({ curves }: { curves: readonly Curve[] }): ReactNode => {
  const t = useT('console');
  const said = curves
    .map(({ name, points }) => t('curve.said', { name, shares: points.map(({ rate }) => percent(rate)).join(' / ') }))
    .join('; ');
  return (
    <figure className="curves">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('curve.picture', { said })}>
        {[0, 0.25, 0.5, 0.75, 1].map((rate) => (
          <g key={rate} className="curve-grid">
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(rate)} y2={y(rate)} />
            <text x={LEFT - 8} y={y(rate) + 5} textAnchor="end">
              {rate * 100}%
            </text>
          </g>
        ))}
        {[0, 30, 90, 180].map((days) => (
          <g key={days} className="curve-grid">
            <line x1={x(days)} x2={x(days)} y1={TOP} y2={HEIGHT - FOOT} />
            <text x={x(days)} y={HEIGHT - FOOT + 22} textAnchor={days === LAST ? 'end' : 'middle'}>
              {t('curve.day', { days })}
            </text>
          </g>
        ))}
        {curves.map((curve, at) => (
          <g key={curve.key} className={`curve curve-${at % DASHES.length}`}>
            <polyline
              points={known(curve)
                .map(({ days, rate }) => `${x(days)},${y(rate)}`)
                .join(' ')}
              strokeDasharray={DASHES[at % DASHES.length]}
            />
            {known(curve)
              .slice(1)
              .map(({ days, rate }) => (
                <Mark key={days} at={at} cx={x(days)} cy={y(rate)} />
              ))}
          </g>
        ))}
      </svg>
      <figcaption>
        <ul className="curve-legend">
          {curves.map(({ key, name }, at) => (
            <li key={key}>
              <svg viewBox="0 0 44 14" width="44" height="14" aria-hidden="true" className={`curve curve-${at % DASHES.length}`}>
                <polyline points="1,7 43,7" strokeDasharray={DASHES[at % DASHES.length]} />
                <Mark at={at} cx={22} cy={7} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
};
