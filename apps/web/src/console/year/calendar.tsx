import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type DragEvent, type ReactNode } from 'react';
import type { Fair } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { shortDay, todayPlus } from '../../lib/format';
import { useAddress } from '../kit/address';
import { useNodeFilter } from '../kit/node';
import { Page } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { Toolbar, type Filter } from '../kit/toolbar';
import { daysShown, fairsBetween, monthOf, monthPlus, plus } from './days';
import { FeedsSection } from './feeds';
import { MoveDialog } from './move-dialog';

const MOVABLE: readonly Fair['state'][] = ['planned', 'filed', 'open', 'closed'];
/** So many stand in a square of the month; the others are one tap away in its week. */
const SHOWN = 4;
const KIND: Record<string, string> = { planned: 'planned', filed: 'planned', ended: 'held', results_in: 'held', cancelled: 'cancelled' };

const Chip = ({ fair, drag, move }: { fair: Fair; drag: (fair: Fair | undefined) => void; move: (fair: Fair) => void }): ReactNode => {
  const t = useT('console');
  const movable = MOVABLE.includes(fair.state);
  return (
    <div
      className={`chip ${KIND[fair.state] ?? 'announced'}`}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', fair.id);
        event.dataTransfer.effectAllowed = 'move';
        drag(fair);
      }}
      onDragEnd={() => drag(undefined)}
    >
      <Link to="/fairs/$id" params={{ id: fair.id }} title={`${fair.name} · ${fair.place}`} draggable={false}>
        <span className="num">{fair.opensAt}</span> {fair.name}
      </Link>
      {movable ? (
        <button type="button" onClick={() => move(fair)} aria-label={t('year.moveTitle', { name: fair.name })} title={t('year.move')}>
          ⇄
        </button>
      ) : null}
    </div>
  );
};

interface DayProps {
  day: string;
  fairs: readonly Fair[];
  outside: boolean;
  all: boolean;
  over: boolean;
  drag: (fair: Fair | undefined) => void;
  enter: () => void;
  drop: (event: DragEvent) => void;
  move: (fair: Fair) => void;
}

const DaySquare = ({ day, fairs, outside, all, over, drag, enter, drop, move }: DayProps): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const shown = all ? fairs : fairs.slice(0, SHOWN);
  const names = [outside ? 'outside' : '', over ? 'over' : '', day === todayPlus() ? 'today' : '', fairs.length === 0 ? 'bare' : ''];
  return (
    <li
      className={names.filter(Boolean).join(' ')}
      onDragOver={(event) => {
        event.preventDefault();
        enter();
      }}
      onDrop={drop}
    >
      <h3>
        <time dateTime={day}>
          <span className="num" aria-hidden="true">
            {Number(day.slice(8))}
          </span>
          <span className="full-day">{shortDay(day, language)}</span>
        </time>
        {day < todayPlus() ? null : (
          <Link to="/fairs/new" search={{ day } as never} aria-label={t('year.planOn', { day: shortDay(day, language) })}>
            ＋
          </Link>
        )}
      </h3>
      {shown.map((fair) => (
        <Chip key={fair.id} fair={fair} drag={drag} move={move} />
      ))}
      {fairs.length > shown.length ? (
        <Link to="/fair-calendar" search={{ view: 'week', day } as never} className="more">
          {t('year.moreOnDay', { n: fairs.length - shown.length })}
        </Link>
      ) : null}
    </li>
  );
};

const Grid = ({ view, day, fairs }: { view: 'month' | 'week'; day: string; fairs: readonly Fair[] }): ReactNode => {
  const language = useLanguage();
  const [dragged, setDragged] = useState<Fair>();
  const [over, setOver] = useState<string>();
  const [moving, setMoving] = useState<{ fair: Fair; to: string }>();
  const days = daysShown(view, day);
  const byDay = new Map<string, Fair[]>();
  for (const fair of fairs) byDay.set(fair.day, [...(byDay.get(fair.day) ?? []), fair]);
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' });
  const drop = (to: string) => (event: DragEvent) => {
    event.preventDefault();
    if (dragged && dragged.day !== to) setMoving({ fair: dragged, to });
    setOver(undefined);
    setDragged(undefined);
  };
  return (
    <>
      <div className="calendar-head" aria-hidden="true">
        {days.slice(0, 7).map((one) => (
          <span key={one}>{weekday.format(new Date(`${one}T00:00:00Z`))}</span>
        ))}
      </div>
      <ul className={`calendar ${view}`}>
        {days.map((one) => (
          <DaySquare
            key={one}
            day={one}
            fairs={byDay.get(one) ?? []}
            outside={view === 'month' && monthOf(one) !== monthOf(day)}
            all={view === 'week'}
            over={dragged !== undefined && over === one}
            drag={setDragged}
            enter={() => setOver(one)}
            drop={drop(one)}
            move={(fair) => setMoving({ fair, to: fair.day })}
          />
        ))}
      </ul>
      {moving ? (
        <MoveDialog key={`${moving.fair.id} ${moving.to}`} fair={moving.fair} to={moving.to} close={() => setMoving(undefined)} />
      ) : null}
    </>
  );
};

/** Fairs by month or week: dragged to another day, or moved by the button beside them. */
export const FairCalendarPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { at, change } = useAddress();
  const view = at['view'] === 'week' ? 'week' : 'month';
  const day = /^\d{4}-\d{2}-\d{2}$/.test(at['day'] ?? '') ? (at['day'] as string) : todayPlus();
  const days = daysShown(view, day);
  const [from, to] = [days[0] ?? day, days.at(-1) ?? day];
  const query = useQuery({
    queryKey: ['fairs', 'calendar', from, to, at['node']],
    queryFn: () => fairsBetween(from, to, at['node']),
    placeholderData: keepPreviousData,
  });
  const step = (by: number): void => change({ day: view === 'week' ? plus(day, 7 * by) : monthPlus(day, by) });
  const month = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const title = view === 'week' ? `${shortDay(from, language)} – ${shortDay(to, language)}` : month.format(new Date(`${day}T00:00:00Z`));
  const views: Filter = {
    name: 'view',
    label: t('year.view'),
    options: [
      { value: '', label: t('year.monthView') },
      { value: 'week', label: t('year.weekView') },
    ],
  };
  return (
    <Page title={t('year.calendar')} intro={t('year.calendarIntro')} back={{ to: '/fair-year', label: t('year.back') }}>
      <Toolbar filters={[views, useNodeFilter()]} />
      <div className="calendar-bar">
        <Button onClick={() => step(-1)} aria-label={t('year.before')}>
          ‹
        </Button>
        <h2 aria-live="polite">{title}</h2>
        <Button onClick={() => step(1)} aria-label={t('year.after')}>
          ›
        </Button>
        <Button onClick={() => change({ day: undefined })}>{t('year.today')}</Button>
      </div>
      {query.error && !query.data ? <Trouble error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data?.length === 0 ? <p className="faint">{t('year.noFairs')}</p> : null}
      <Grid view={view} day={day} fairs={query.data ?? []} />
      <FeedsSection />
    </Page>
  );
};
