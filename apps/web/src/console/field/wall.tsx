import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { fairDay, fairs } from '../../api/fairs';
import type { Fair, Wall } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { PageLoading } from '../kit/page-states';

const NEARLY_FULL = 0.9;
/** While the line is broken the page looks by itself. */
const LOOK_MS = 10_000;

/** The counts as they come, and whether they still do. */
const useWall = (fairId: string): { counts: Wall | undefined; live: boolean; at: number } => {
  const [told, setTold] = useState<{ counts: Wall; at: number }>();
  const [live, setLive] = useState(false);
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['field', fairId, 'wall'],
    queryFn: () => fairDay.wall(fairId),
    refetchInterval: live ? false : LOOK_MS,
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;
    const open = (): void => {
      source = new EventSource(`/api/fair-wall/live?of=${encodeURIComponent(fairId)}`);
      source.addEventListener('open', () => setLive(true));
      source.addEventListener('counts', ({ data: text }: MessageEvent<string>) => {
        setTold({ counts: JSON.parse(text) as Wall, at: Date.now() });
      });
      source.addEventListener('error', () => {
        setLive(false);
        // A refusal ends it; otherwise the browser tries again by itself.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, LOOK_MS);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [fairId]);
  const newer = told && told.at >= dataUpdatedAt ? told.counts : (data ?? told?.counts);
  return { counts: newer, live, at: Math.max(told?.at ?? 0, dataUpdatedAt) };
};

const Figure = ({ value, label, note, wide }: { value: number; label: string; note?: string; wide?: boolean }): ReactNode => (
  <div className={wide ? 'wall-figure wide' : 'wall-figure'}>
    <b className="num">{value.toLocaleString()}</b>
    <span>
      {label}
      {note ? <small> {note}</small> : null}
    </span>
  </div>
);

/** A fair online has nobody inside, and one on site nobody in a queue. */
const Figures = ({ counts, mode }: { counts: Wall; mode: Fair['mode'] }): ReactNode => {
  const t = useT('console');
  const online = (
    <Figure value={counts.talkingOnline} label={t('wall.online')} note={t('wall.waitingOnline', { n: counts.waitingOnline })} />
  );
  return (
    <div className={mode === 'hybrid' ? 'wall-figures both' : 'wall-figures'}>
      {mode === 'online' ? null : <Figure wide value={counts.inside} label={t('wall.inside')} />}
      {mode === 'on_site' ? null : online}
      <Figure value={counts.entered} label={t(mode === 'on_site' ? 'wall.entered' : 'wall.tookPart')} />
      {mode === 'online' ? (
        <Figure value={counts.enterprises} label={t('wall.enterprises')} />
      ) : (
        <Figure value={counts.arrived} label={t('wall.arrived')} note={t('wall.ofEnterprises', { n: counts.enterprises })} />
      )}
      <Figure value={counts.talks} label={t('wall.talks')} />
      <Figure value={counts.intents} label={t('wall.intents')} />
      <Figure value={counts.hired} label={t('wall.hired')} />
    </div>
  );
};

/** A screen on the wall of the hall: counts, readable from ten metres, and nobody by name. */
export const FairWallPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const { data: fair } = useQuery({ queryKey: ['fairs', id], queryFn: () => fairs.one(id) });
  const { counts, live, at } = useWall(id);
  if (!fair || !counts) return <PageLoading />;
  const time = new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hour12: false });
  return (
    <div className="wall">
      <header>
        <h1>{fair.name}</h1>
        <span className={live ? 'wall-live' : 'wall-live off'} role="status">
          {live ? t('wall.live') : t('wall.waits', { time })}
        </span>
      </header>
      <Figures counts={counts} mode={fair.mode} />
      <ul className="wall-rooms">
        {counts.rooms
          .filter(({ limit }) => limit !== null)
          .map(({ name, inside, limit }) => {
            const full = limit !== null && inside >= limit * NEARLY_FULL;
            return (
              <li key={name ?? ''} className={full ? 'full' : undefined}>
                <span>{name ?? t('wall.house')}</span>
                <b className="num">{inside.toLocaleString()}</b>
                <small>
                  {t('wall.limit', { n: limit ?? 0 })}
                  {full ? ` · ${t('wall.nearlyFull')}` : ''}
                </small>
              </li>
            );
          })}
      </ul>
      <Link className="wall-back" to="/fairs/$id/day" params={{ id }}>
        {t('wall.back')}
      </Link>
    </div>
  );
};
