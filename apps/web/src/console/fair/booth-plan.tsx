import type { CSSProperties, ReactNode } from 'react';

interface Square {
  gridRow: number;
  gridColumn: number;
}

/** Things on the squares of a room, where they stand. On a narrow screen it is moved sideways. */
export const BoothPlan = <S extends Square>({
  label,
  squares,
  keyOf,
  classOf,
  draw,
}: {
  label: string;
  squares: readonly S[];
  keyOf: (square: S) => string;
  classOf: (square: S) => string;
  draw: (square: S) => ReactNode;
}): ReactNode => {
  const columns = Math.max(1, ...squares.map(({ gridColumn }) => gridColumn));
  return (
    <div className="plan-box" tabIndex={0} role="region" aria-label={label}>
      <ul className="booths plan" style={{ '--plan-columns': columns } as CSSProperties}>
        {squares.map((square) => (
          <li key={keyOf(square)} className={classOf(square)} style={{ gridRow: square.gridRow, gridColumn: square.gridColumn }}>
            {draw(square)}
          </li>
        ))}
      </ul>
    </div>
  );
};
