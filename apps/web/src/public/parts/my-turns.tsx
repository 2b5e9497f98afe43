import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { ProblemError } from '../../api/problem';
import { comeIn, joinQueue, leaveQueue, myTurns, talkRooms } from '../../api/public';
import type { MyTurn, MyTurns, OpenRoom } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { time } from '../../lib/format';
import { useMore } from '../use-more';
import { Trouble } from './bits';
import { problemIn } from './ticket-form';

type Steps = Record<'come' | 'leave' | 'join', (id: string) => void>;

/** While the network is gone, in seconds. */
const RETRY_S = 5;

const isOn = ({ state }: MyTurn): boolean => state === 'called' || state === 'talking';

/** How it stands, looked at as often as the server says that there may be news; what fails is tried again. */
const useTurns = (link: string) => {
  const [mine, setMine] = useState<MyTurns>();
  const [problem, setProblem] = useState<ProblemError>();
  const [stale, setStale] = useState(false);
  const [busy, setBusy] = useState(false);
  const look = useRef<() => void>(() => undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lookIn = useCallback((seconds: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => look.current(), seconds * 1_000);
  }, []);
  const took = useCallback(
    (news: MyTurns): void => {
      setMine(news);
      setStale(false);
      lookIn(news.againIn);
    },
    [lookIn],
  );
  useEffect(() => {
    let gone = false;
    look.current = () => {
      if (gone) return;
      myTurns(link).then(
        (news) => {
          if (!gone) took(news);
        },
        () => {
          if (gone) return;
          setStale(true);
          lookIn(RETRY_S);
        },
      );
    };
    const seen = (): void => {
      if (!document.hidden) look.current();
    };
    look.current();
    document.addEventListener('visibilitychange', seen);
    return () => {
      gone = true;
      clearTimeout(timer.current);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [link, took, lookIn]);
  const step = (work: Promise<MyTurns>): void => {
    setBusy(true);
    setProblem(undefined);
    work.then(took, (error: unknown) => setProblem(problemIn(error))).finally(() => setBusy(false));
  };
  const steps: Steps = {
    come: (id) => step(comeIn(link, id)),
    leave: (id) => step(leaveQueue(link, id)),
    join: (id) => step(joinQueue(link, id)),
  };
  return { mine, problem, stale, busy, steps };
};

/** Whoever looks elsewhere notices that it is their turn: the phone shakes, and the tab says so. */
const useCall = (called: string | null): void => {
  const t = useT('public');
  useEffect(() => {
    if (!called) return undefined;
    const before = document.title;
    document.title = `● ${t('turn.state.called')}`;
    // Safari has none.
    (navigator as { vibrate?: (pattern: number[]) => boolean }).vibrate?.([300, 150, 300]);
    return () => {
      document.title = before;
    };
  }, [called, t]);
};

const Turn = ({ turn, busy, steps, open }: { turn: MyTurn; busy: boolean; steps: Steps; open: boolean }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const { id, state, ahead } = turn;
  const on = isOn(turn);
  return (
    <li className={on ? 'turn on' : 'turn'}>
      <p className="turn-head">
        <strong>{turn.enterpriseName}</strong> <span className="turn-state">{t(`turn.state.${state}`)}</span>
      </p>
      {state === 'waiting' ? (
        <p>
          {ahead === 0 ? t('turn.next') : t('turn.ahead', { n: ahead })}
          {turn.expectedAt ? (
            <> · {t('turn.expected', { time: time(turn.expectedAt, language) })}</>
          ) : (
            <span className="faint"> · {t('turn.paused')}</span>
          )}
        </p>
      ) : null}
      {state === 'called' && turn.comeBy ? <p>{t('turn.comeBy', { time: time(turn.comeBy, language) })}</p> : null}
      {on && turn.calledAt && turn.slotUntil ? (
        <p className="num">{t('turn.slot', { from: time(turn.calledAt, language), until: time(turn.slotUntil, language) })}</p>
      ) : null}
      <p className="row">
        {on && turn.meetingLink ? (
          <a
            className="button primary"
            href={turn.meetingLink}
            target="_blank"
            rel="noopener noreferrer"
            onClick={() => state === 'called' && steps.come(id)}
          >
            {t(state === 'called' ? 'turn.enter' : 'turn.back')}
          </a>
        ) : null}
        {state === 'waiting' || on ? (
          <button type="button" className="button" disabled={busy} onClick={() => steps.leave(id)}>
            {t(state === 'talking' ? 'turn.end' : 'turn.leave')}
          </button>
        ) : null}
        {open && turn.roomState !== 'closed' && (state === 'missed' || state === 'left') ? (
          <button type="button" className="button" disabled={busy} onClick={() => steps.join(turn.roomId)}>
            {t('turn.again')}
          </button>
        ) : null}
      </p>
    </li>
  );
};

const Room = ({ room, busy, steps, open }: { room: OpenRoom; busy: boolean; steps: Steps; open: boolean }): ReactNode => {
  const t = useT('public');
  return (
    <li className="turn-room">
      <span>
        {room.enterpriseName}
        <small className="faint">
          {room.state === 'closed'
            ? t('turn.closed')
            : room.waiting === 0
              ? t('turn.nobodyWaits')
              : `${t('turn.waits', { n: room.waiting })} · ${t('turn.minutes', { n: room.minutes })}`}
        </small>
      </span>
      {open && room.state !== 'closed' ? (
        <button
          type="button"
          className="button"
          disabled={busy}
          aria-label={t('turn.joinAt', { name: room.enterpriseName })}
          onClick={() => steps.join(room.id)}
        >
          {t('turn.join')}
        </button>
      ) : null}
    </li>
  );
};

/** Queues of enterprises at an online fair: where one waits, when it is one's turn, and which ones there are. */
export const OnlineTalks = ({ fairId, link }: { fairId: string; link: string }): ReactNode => {
  const t = useT('public');
  const { mine, problem, stale, busy, steps } = useTurns(link);
  const rooms = useMore(`talk rooms ${fairId}`, (cursor) => talkRooms(fairId, cursor));
  const turns = mine?.turns ?? [];
  useCall(turns.find(({ state }) => state === 'called')?.id ?? null);
  const joined = new Set(turns.map(({ roomId }) => roomId));
  const others = rooms.pages.flatMap(({ items }) => items).filter(({ id }) => !joined.has(id));
  const open = mine?.open ?? false;
  return (
    <section className="section" aria-labelledby="talks">
      <div className="section-head">
        <h2 id="talks">{t('turn.title')}</h2>
      </div>
      <p>{t(open || !mine ? 'turn.intro' : 'turn.notNow')}</p>
      {stale ? <p className="notice">{t('turn.stale')}</p> : null}
      {problem ? <Trouble problem={problem} /> : null}
      <ul className="turns" aria-live="polite">
        {[...turns]
          .sort((a, b) => Number(isOn(b)) - Number(isOn(a)))
          .map((turn) => (
            <Turn key={turn.id} turn={turn} busy={busy} steps={steps} open={open} />
          ))}
      </ul>
      <ul className="turns">
        {others.map((room) => (
          <Room key={room.id} room={room} busy={busy} steps={steps} open={open} />
        ))}
      </ul>
      {!rooms.loading && !others.length && !turns.length ? <p className="empty">{t('turn.none')}</p> : null}
      {rooms.next ? (
        <p>
          <button type="button" className="button" disabled={rooms.loading} onClick={rooms.more}>
            {t('board.more')}
          </button>
        </p>
      ) : null}
    </section>
  );
};
