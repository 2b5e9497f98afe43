import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { venues } from '../../api/fairs';
import type { BoothPlace, NewRoom, Room, Venue } from '../../api/types';
import { useT } from '../../i18n';
import { Page } from '../kit/page';
import { Loaded, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';
import { BoothPlan } from './booth-plan';

/** What stands on a square. */
type Mark = 'empty' | 'booth' | 'power';
const NEXT: Record<Mark, Mark> = { empty: 'booth', booth: 'power', power: 'empty' };
const MOST = 40;

interface Grid {
  rows: number;
  columns: number;
  widthCm: number;
  depthCm: number;
  /** By 'row column'. */
  marks: Record<string, Mark>;
}

const gridOf = (places: readonly BoothPlace[]): Grid => ({
  rows: Math.max(2, ...places.map(({ gridRow }) => gridRow)),
  columns: Math.max(5, ...places.map(({ gridColumn }) => gridColumn)),
  widthCm: places[0]?.widthCm ?? 300,
  depthCm: places[0]?.depthCm ?? 300,
  marks: Object.fromEntries(places.map(({ gridRow, gridColumn, power }) => [`${gridRow} ${gridColumn}`, power ? 'power' : 'booth'])),
});

const squaresOf = ({ rows, columns }: Grid) =>
  Array.from({ length: rows * columns }, (_, i) => ({ gridRow: Math.floor(i / columns) + 1, gridColumn: (i % columns) + 1 }));

/** A letter for the row and a number along it; rows without a booth have no letter. */
const placesOf = (grid: Grid): BoothPlace[] => {
  const places: BoothPlace[] = [];
  let letter = -1;
  let [row, along] = [0, 0];
  for (const { gridRow, gridColumn } of squaresOf(grid)) {
    const mark = grid.marks[`${gridRow} ${gridColumn}`] ?? 'empty';
    if (mark === 'empty') continue;
    if (gridRow !== row) [letter, row, along] = [letter + 1, gridRow, 0];
    along += 1;
    const name = (letter < 26 ? '' : String.fromCharCode(64 + Math.floor(letter / 26))) + String.fromCharCode(65 + (letter % 26));
    const number = `${name}${String(along).padStart(2, '0')}`;
    places.push({ number, gridRow, gridColumn, widthCm: grid.widthCm, depthCm: grid.depthCm, power: mark === 'power' });
  }
  return places;
};

const GridField = ({ grid, change }: { grid: Grid; change: (grid: Grid) => void }): ReactNode => {
  const t = useT('console');
  const numbers = new Map(placesOf(grid).map((place) => [`${place.gridRow} ${place.gridColumn}`, place.number]));
  const words: Record<Mark, string> = { empty: t('venue.squareEmpty'), booth: t('venue.squareBooth'), power: t('venue.squarePower') };
  const sizes = [
    ['rows', 1, MOST],
    ['columns', 1, MOST],
    ['widthCm', 50, 10_000],
    ['depthCm', 50, 10_000],
  ] as const;
  const labels = { rows: t('venue.rows'), columns: t('venue.columns'), widthCm: t('venue.width'), depthCm: t('venue.depth') };
  return (
    <section className="section">
      <h2>{t('venue.grid')}</h2>
      <p className="faint">{t('venue.gridHelp')}</p>
      <div className="form-grid">
        {sizes.map(([name, min, max]) => (
          <label key={name}>
            <span>{labels[name]}</span>
            <WholeNumber
              alone
              min={min}
              max={max}
              value={grid[name]}
              onChange={(value) => value !== null && value >= min && value <= max && change({ ...grid, [name]: value })}
            />
          </label>
        ))}
      </div>
      <p className="row">
        <Button
          onClick={() =>
            change({
              ...grid,
              marks: Object.fromEntries(
                squaresOf(grid).map(({ gridRow, gridColumn }) => {
                  const key = `${gridRow} ${gridColumn}`;
                  return [key, grid.marks[key] === 'power' ? 'power' : 'booth'];
                }),
              ),
            })
          }
        >
          {t('venue.fill')}
        </Button>
        <Button onClick={() => change({ ...grid, marks: {} })}>{t('venue.clear')}</Button>
        <span className="faint num">{t('venue.boothCount', { count: numbers.size })}</span>
      </p>
      <BoothPlan
        label={t('venue.grid')}
        squares={squaresOf(grid)}
        keyOf={({ gridRow, gridColumn }) => `${gridRow} ${gridColumn}`}
        classOf={({ gridRow, gridColumn }) => (numbers.has(`${gridRow} ${gridColumn}`) ? 'free' : 'empty-square')}
        draw={({ gridRow, gridColumn }) => {
          const key = `${gridRow} ${gridColumn}`;
          const mark = grid.marks[key] ?? 'empty';
          return (
            <button
              type="button"
              aria-label={t('venue.square', { row: gridRow, column: gridColumn, what: words[mark] })}
              onClick={() => change({ ...grid, marks: { ...grid.marks, [key]: NEXT[mark] } })}
            >
              <b className="num">{numbers.get(key) ?? '·'}</b>
              {mark === 'power' ? <span aria-hidden="true">⚡</span> : null}
            </button>
          );
        }}
      />
    </section>
  );
};

const Editor = ({ venue, room }: { venue: Venue; room: Room | undefined }): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const whole = useWholeNumberRule();
  const [form] = Form.useForm<Pick<NewRoom, 'name' | 'capacity'>>();
  const [grid, setGrid] = useState(() => gridOf(room?.places ?? []));
  const save = useFormAct(
    form,
    (fields: Pick<NewRoom, 'name' | 'capacity'>) => {
      const body = { ...fields, places: placesOf(grid) };
      return room ? venues.changeRoom(room.id, room.version, body) : venues.addRoom(venue.id, body);
    },
    {
      done: t('venue.saved'),
      renew: ['venues'],
      then: () => void navigate({ to: '/venues/$id', params: { id: venue.id } }),
    },
  );
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  return (
    <Form
      form={form}
      layout="vertical"
      scrollToFirstError={{ focus: true }}
      onFinish={save.send}
      initialValues={room ?? { capacity: venue.capacity }}
    >
      {save.problem ? <Trouble error={save.problem} /> : null}
      {room ? <p className="faint">{t('venue.roomKept')}</p> : null}
      <div className="form-grid">
        <Form.Item name="name" label={t('venue.roomName')} rules={need(t('venue.roomName'))}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="capacity" label={t('venue.capacity')} rules={[...need(t('venue.capacity')), whole({ min: 1, max: 1_000_000 })]}>
          <WholeNumber min={1} max={1_000_000} />
        </Form.Item>
      </div>
      <GridField grid={grid} change={setGrid} />
      <Button type="primary" htmlType="submit" size="large" loading={save.isPending}>
        {t('venue.save')}
      </Button>
    </Form>
  );
};

/** A room of a venue, with its places on a grid; `new` stands for one that is added. */
export const RoomPage = (): ReactNode => {
  const t = useT('console');
  const { id = '', room: which = '' } = useParams({ strict: false });
  const query = useQuery({ queryKey: ['venues', id], queryFn: () => venues.one(id), refetchOnWindowFocus: false });
  const room = query.data?.rooms.find((one) => one.id === which);
  return (
    <Loaded of={query}>
      {(venue) => (
        <Page title={room ? room.name : t('venue.roomNew')} back={{ to: `/venues/${id}`, label: venue.name }}>
          <Editor venue={venue} room={room} />
        </Page>
      )}
    </Loaded>
  );
};
