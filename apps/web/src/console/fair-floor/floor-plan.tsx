import { useQuery } from '@tanstack/react-query';
import { useState, type CSSProperties, type ReactNode } from 'react';
import { fairPapers } from '../../api/fair-papers';
import type { Booth, Floor } from '../../api/types';
import { useT } from '../../i18n';

/** Thousandths of the picture from a booth to the next one beside it: as wide it may be drawn. */
const widthAt = (spots: readonly { x: number; y: number }[], x: number, y: number): number =>
  spots.reduce((least, one) => (Math.abs(one.y - y) < BESIDE && one.x !== x ? Math.min(least, Math.abs(one.x - x)) : least), 1_000);
/** Booths whose middles are nearer to each other in height stand beside each other. */
const BESIDE = 60;

/** The picture of a room with something on each spot; tapping beside them says where. */
export const FloorPicture = ({
  floor,
  label,
  classOf,
  draw,
  tap,
}: {
  floor: Floor;
  label: string;
  classOf: (number: string) => string;
  draw: (number: string) => ReactNode;
  /** Thousandths of width and height. */
  tap?: (x: number, y: number) => void;
}): ReactNode => (
  <div className="floor-box" tabIndex={0} role="region" aria-label={label}>
    <div className={tap ? 'floor tappable' : 'floor'}>
      <img
        src={floor.picture}
        width={floor.width}
        height={floor.height}
        alt={label}
        draggable={false}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const part = (at: number, from: number, size: number): number => Math.round(Math.min(1, Math.max(0, (at - from) / size)) * 1_000);
          tap?.(part(event.clientX, box.left, box.width), part(event.clientY, box.top, box.height));
        }}
      />
      {floor.spots.map(({ number, x, y }) => (
        <span
          key={number}
          className={`floor-spot ${classOf(number)}`}
          style={
            { '--spot-x': `${x / 10}%`, '--spot-y': `${y / 10}%`, '--spot-room': `${widthAt(floor.spots, x, y) / 10}%` } as CSSProperties
          }
        >
          {draw(number)}
        </span>
      ))}
    </div>
  </div>
);

/** The booths of a fair on the picture of its room, with the grid as the other way to look. */
export const FairFloor = ({
  roomId,
  booths,
  label,
  classOf,
  draw,
  grid,
}: {
  roomId: string | null;
  booths: readonly Booth[];
  label: string;
  classOf: (booth: Booth) => string;
  draw: (booth: Booth) => ReactNode;
  grid: ReactNode;
}): ReactNode => {
  const t = useT('console');
  const [asGrid, setAsGrid] = useState(false);
  const { data: floor } = useQuery({
    queryKey: ['floors', roomId],
    queryFn: () => fairPapers.floor(roomId ?? ''),
    enabled: roomId !== null,
    retry: false,
  });
  const byNumber = new Map(booths.map((booth) => [booth.number, booth]));
  const spots = (floor?.spots ?? []).filter(({ number }) => byNumber.has(number));
  if (!floor || spots.length === 0) return grid;
  const of = (number: string): Booth => byNumber.get(number) as Booth;
  const left = booths.length - spots.length;
  return (
    <>
      <p className="row" role="group" aria-label={t('floor.view')}>
        <button type="button" className="link-button" aria-pressed={!asGrid} onClick={() => setAsGrid(false)}>
          {t('floor.asPicture')}
        </button>
        <button type="button" className="link-button" aria-pressed={asGrid} onClick={() => setAsGrid(true)}>
          {t('floor.asGrid')}
        </button>
        {left > 0 && !asGrid ? <span className="faint">{t('floor.onlyInGrid', { n: left })}</span> : null}
      </p>
      {asGrid ? (
        grid
      ) : (
        <FloorPicture
          floor={{ ...floor, spots }}
          label={label}
          classOf={(number) => classOf(of(number))}
          draw={(number) => draw(of(number))}
        />
      )}
    </>
  );
};
