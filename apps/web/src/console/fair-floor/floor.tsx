import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { fairPapers } from '../../api/fair-papers';
import { venues } from '../../api/fairs';
import type { Floor, PlacedBooth, Venue } from '../../api/types';
import { useT } from '../../i18n';
import { useAsk } from '../kit/ask';
import { Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { WholeNumber } from '../kit/whole-number';
import { FloorPicture } from './floor-plan';

type Room = Venue['rooms'][number];
const renew = ['floors', 'venues'];
const SIZE = { widthCm: 300, depthCm: 250, power: false };
const PICTURES = 'image/png,image/jpeg';

const UploadButton = ({ room, primary }: { room: string; primary: boolean }): ReactNode => {
  const t = useT('console');
  const input = useRef<HTMLInputElement>(null);
  const send = useAct((file: File) => fairPapers.setFloor(room, file), { done: t('floor.uploaded'), renew });
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={PICTURES}
        aria-label={t('floor.choose')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) send.mutate(file);
          event.target.value = '';
        }}
      />
      <Button type={primary ? 'primary' : 'default'} loading={send.isPending} onClick={() => input.current?.click()}>
        {t(primary ? 'floor.choose' : 'floor.replace')}
      </Button>
    </>
  );
};

/** What comes after the last number of its kind: A07 after A06. */
const following = (numbers: readonly string[]): string => {
  const last = [...numbers].sort().at(-1) ?? 'A00';
  const [, head = '', digits = ''] = /^(.*?)(\d+)$/.exec(last) ?? [];
  return digits ? `${head}${String(Number(digits) + 1).padStart(digits.length, '0')}`.slice(0, 8) : `${last.slice(0, 6)}01`;
};

const BoothFields = ({
  booth,
  change,
  remove,
}: {
  booth: PlacedBooth;
  change: (booth: PlacedBooth) => void;
  remove: () => void;
}): ReactNode => {
  const t = useT('console');
  return (
    <div className="card floor-fields">
      <label>
        <span>{t('floor.number')}</span>
        <Input maxLength={8} value={booth.number} onChange={(event) => change({ ...booth, number: event.target.value.trim() })} />
      </label>
      <label>
        <span>{t('floor.width')}</span>
        <WholeNumber alone min={50} max={5_000} value={booth.widthCm} onChange={(n) => change({ ...booth, widthCm: n ?? SIZE.widthCm })} />
      </label>
      <label>
        <span>{t('floor.depth')}</span>
        <WholeNumber alone min={50} max={5_000} value={booth.depthCm} onChange={(n) => change({ ...booth, depthCm: n ?? SIZE.depthCm })} />
      </label>
      <Checkbox checked={booth.power} onChange={(event) => change({ ...booth, power: event.target.checked })}>
        {t('fair.power')}
      </Checkbox>
      <Button onClick={remove}>{t('floor.takeOff')}</Button>
    </div>
  );
};

const Placing = ({ room, floor }: { room: Room; floor: Floor }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const known = new Map(room.places.map((place) => [place.number, place]));
  const [booths, setBooths] = useState<PlacedBooth[]>(
    floor.spots.map((spot) => {
      const { widthCm, depthCm, power } = known.get(spot.number) ?? SIZE;
      return { ...spot, widthCm, depthCm, power };
    }),
  );
  const [chosen, setChosen] = useState<number>();
  const [next, setNext] = useState<string>();
  const save = useAct(() => fairPapers.placeBooths(room.id, floor.version, booths), { done: t('floor.saved'), renew });
  const remove = useAct(() => fairPapers.removeFloor(room.id), { done: t('floor.removed'), renew });
  const placed = new Set(booths.map(({ number }) => number));
  const waiting = room.places.filter(({ number }) => !placed.has(number));
  const number = next ?? waiting[0]?.number ?? following([...placed, ...known.keys()]);
  const tap = (x: number, y: number): void => {
    if (chosen !== undefined) {
      setBooths(booths.map((booth, at) => (at === chosen ? { ...booth, x, y } : booth)));
      return setChosen(undefined);
    }
    const { widthCm, depthCm, power } = known.get(number) ?? booths.at(-1) ?? SIZE;
    setBooths([...booths, { number, x, y, widthCm, depthCm, power }]);
    setNext(undefined);
  };
  const sure = async (): Promise<void> => {
    if (await ask({ title: t('floor.removeTitle'), consequence: t('floor.removeWhat'), ok: t('floor.remove'), danger: true }))
      remove.mutate();
  };
  const booth = chosen === undefined ? undefined : booths[chosen];
  return (
    <Section
      title={t('floor.placing')}
      extra={
        <span className="row">
          <Button danger loading={remove.isPending} onClick={() => void sure()}>
            {t('floor.remove')}
          </Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {t('floor.save')}
          </Button>
        </span>
      }
    >
      <p role="status">{booth ? t('floor.move', { number: booth.number }) : t('floor.tap', { number })}</p>
      <label className="row">
        <span className="faint">{t('floor.next')}</span>
        <select className="select" value={number} onChange={(event) => setNext(event.target.value)}>
          {[...new Set([number, ...waiting.map((place) => place.number)])].map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        <span className="faint num">{t('floor.count', { placed: booths.length, waiting: waiting.length })}</span>
      </label>
      {booth && chosen !== undefined ? (
        <BoothFields
          booth={booth}
          change={(changed) => setBooths(booths.map((one, at) => (at === chosen ? changed : one)))}
          remove={() => {
            setBooths(booths.filter((_, at) => at !== chosen));
            setChosen(undefined);
          }}
        />
      ) : null}
      <FloorPicture
        floor={{ ...floor, spots: booths }}
        label={t('floor.label', { name: room.name })}
        classOf={(one) => (booths[chosen ?? -1]?.number === one ? 'mine' : 'free')}
        draw={(one) => (
          <button
            type="button"
            onClick={() => setChosen(booths.findIndex((each) => each.number === one))}
            aria-label={t('floor.choosePick', { number: one })}
          >
            <b className="num">{one}</b>
            {booths.find((each) => each.number === one)?.power ? <span aria-hidden="true"> ⚡</span> : null}
          </button>
        )}
        tap={tap}
      />
    </Section>
  );
};

/** A room's floor plan: its picture, and booths put on it by tapping. */
export const FloorPage = (): ReactNode => {
  const t = useT('console');
  const { id = '', room: roomId = '' } = useParams({ strict: false });
  const venue = useQuery({ queryKey: ['venues', id], queryFn: () => venues.one(id) });
  const floor = useQuery({ queryKey: ['floors', roomId], queryFn: () => fairPapers.floor(roomId), retry: false });
  const error = venue.error ?? floor.error;
  if (error)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void venue.refetch()} />
      </div>
    );
  const room = venue.data?.rooms.find((one) => one.id === roomId);
  if (!venue.data || !room || floor.isPending) return <PageLoading />;
  return (
    <Page
      title={t('floor.label', { name: room.name })}
      intro={t('floor.intro')}
      back={{ to: `/venues/${id}`, label: venue.data.name }}
      actions={<UploadButton room={roomId} primary={!floor.data} />}
    >
      {floor.data ? (
        <Placing key={floor.data.version} room={room} floor={floor.data} />
      ) : (
        <div className="card">
          <p>{t('floor.none')}</p>
          <p className="faint">{t('floor.bounds')}</p>
        </div>
      )}
    </Page>
  );
};
