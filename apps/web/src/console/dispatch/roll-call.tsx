import { App, Button, Input } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { trips, type LineMark, type RollStep as Step } from '../../api/console';
import type { LineState, ManifestLine, RollCallVerdict, Trip } from '../../api/types';
import { useT } from '../../i18n';
import { forgetNames, keepRoll, marksKey } from '../../lib/kept-roll';
import { remember, remembered } from '../../lib/storage';
import { Phone } from './phone';
import { useAsk } from '../kit/ask';
import { Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useOnline } from '../kit/use-online';
import { useMe, type Side } from '../kit/use-me';

/** Whom a step is about, and what each of them may be. */
const marksOf: Record<Step, { of: LineState[]; yes: LineState; no: LineState | null }> = {
  depart: { of: ['listed'], yes: 'boarded', no: 'no_show' },
  arrive: { of: ['boarded'], yes: 'arrived', no: 'lost' },
  'hand-over': { of: ['arrived'], yes: 'arrived', no: null },
  confirm: { of: ['arrived'], yes: 'signed', no: 'refused' },
};

/** The step that is due next and is this side's to take. */
export const stepOf = (trip: Trip, lines: ManifestLine[], side: Side): Step | null => {
  const waiting = (step: Step): boolean => lines.some((line) => marksOf[step].of.includes(line.state));
  if (side === 'supplier') {
    if ((trip.state === 'planned' || trip.state === 'boarding') && waiting('depart')) return 'depart';
    if (trip.state === 'under_way') return 'arrive';
    return trip.state === 'arrived' ? 'hand-over' : null;
  }
  return side === 'enterprise' && (trip.state === 'arrived' || trip.state === 'handed_over') && waiting('confirm') ? 'confirm' : null;
};

type Marks = Record<string, { state: LineState; at: string; reason?: string }>;
const now = (): string => new Date().toISOString();
const kept = (key: string): Marks => {
  try {
    return JSON.parse(remembered(key) ?? '{}') as Marks;
  } catch {
    return {};
  }
};

/** Ticked off name by name. What is ticked stays on this phone until it is sent: networks on the way are thin. */
export const RollCall = ({ trip, all, step }: { trip: Trip; all: ManifestLine[]; step: Step }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const { modal } = App.useApp();
  const { of, yes, no } = marksOf[step];
  const lines = all.filter((line) => of.includes(line.state));
  const key = marksKey(trip.id, step);
  const [marks, setMarks] = useState<Marks>(() => kept(key));
  const put = (next: Marks): void => {
    setMarks(next);
    remember(key, JSON.stringify(next));
  };
  const mark = (id: string, state: LineState): void => put({ ...marks, [id]: { ...marks[id], state, at: now() } });
  const count = (state: LineState | null): number => lines.filter((line) => marks[line.id]?.state === state).length;
  const waiting = lines.filter((line) => marks[line.id]).length;
  const me = useMe();
  const [opensOffline, setOpensOffline] = useState(() => 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null);
  useEffect(() => {
    let here = true;
    if (navigator.onLine) void keepRoll({ me, trip, lines: all }).then((done) => here && setOpensOffline(done));
    return () => {
      here = false;
    };
  }, [me, trip, all]);
  const online = useOnline();
  const left = no ? lines.filter((line) => !marks[line.id]).length : 0;
  const then = ({ verdicts }: { verdicts: RollCallVerdict[] }): void => {
    remember(key, null);
    forgetNames(trip.id);
    tellLeftOut(verdicts);
  };
  /** The step is taken by then, and this list is gone: what of it did not count stays on screen until it is read. */
  const tellLeftOut = (verdicts: RollCallVerdict[]): void => {
    const leftOut = verdicts.filter(({ verdict }) => verdict !== 'applied' && verdict !== 'same');
    if (leftOut.length === 0) return;
    modal.warning({
      title: t('roll.leftOut', { count: leftOut.length }),
      content: (
        <ul>
          {leftOut.map(({ lineId, verdict }) => (
            <li key={lineId}>
              {lines.find(({ id }) => id === lineId)?.name ?? t('roll.somebody')}：{t(`roll.verdict.${verdict}` as 'roll.verdict.older')}
            </li>
          ))}
        </ul>
      ),
      okText: t('roll.leftOutRead'),
    });
  };
  const send = useAct(
    () =>
      trips.step(
        trip.id,
        step,
        lines.map((line): LineMark => {
          const made = marks[line.id] ?? { state: yes, at: now() };
          return { lineId: line.id, state: made.state, at: made.at, ...(made.reason && made.state !== yes ? { reason: made.reason } : {}) };
        }),
      ),
    { done: t(`roll.done_${step}`), renew: ['trips', 'needs', 'promises', 'board'], quiet: true, then },
  );
  const go = async (): Promise<void> => {
    const answer = await ask({
      title: t(`roll.title_${step}`),
      consequence: no ? t(`roll.what_${step}`, { yes: count(yes), no: count(no) }) : t('roll.what_hand-over', { yes: lines.length, no: 0 }),
      ok: t(`roll.ok_${step}`),
    });
    if (answer) send.mutate();
  };
  return (
    <Section
      title={t(`roll.title_${step}`)}
      extra={
        <span className="faint num" role="status">
          {no ? t('roll.count', { done: lines.length - left, all: lines.length }) : null}
        </span>
      }
    >
      {no ? (
        <>
          <p>
            <Button onClick={() => put(Object.fromEntries(lines.map((line) => [line.id, marks[line.id] ?? { state: yes, at: now() }])))}>
              {t(`roll.all_${step}`)}
            </Button>
          </p>
          <ul className="roll">
            {lines.map((line) => {
              const made = marks[line.id];
              return (
                <li key={line.id}>
                  <span className="roll-name">
                    {line.name}
                    <small>{trip.stops.find((stop) => stop.promiseId === line.promiseId)?.enterpriseName}</small>
                    {line.phone ? (
                      <small className="num">
                        <Phone number={line.phone} name={line.name} />
                      </small>
                    ) : null}
                  </span>
                  <span className="roll-choice" role="radiogroup" aria-label={line.name ?? ''}>
                    {[yes, no].map((state) => (
                      <button
                        key={state}
                        type="button"
                        role="radio"
                        aria-checked={made?.state === state}
                        className={state === yes ? 'yes' : 'no'}
                        onClick={() => mark(line.id, state)}
                      >
                        {t(`state.line.${state}` as 'state.line.boarded')}
                      </button>
                    ))}
                  </span>
                  {made && made.state === no ? (
                    <Input
                      className="roll-reason"
                      aria-label={t('roll.reasonOf', { name: line.name ?? '' })}
                      placeholder={t('roll.reason')}
                      maxLength={100}
                      value={made.reason ?? ''}
                      onChange={(event) => put({ ...marks, [line.id]: { ...made, state: no, reason: event.target.value } })}
                    />
                  ) : null}
                </li>
              );
            })}
          </ul>
        </>
      ) : null}
      {waiting > 0 ? (
        <p className={online ? 'faint' : 'notice'} role="status">
          {t(online ? 'roll.kept' : 'roll.keptOffline', { n: waiting })}
          {online || opensOffline ? null : ` ${t('roll.stayHere')}`}
        </p>
      ) : null}
      {opensOffline ? <p className="faint">{t('roll.opensOffline')}</p> : null}
      {send.error ? <Trouble error={send.error} /> : null}
      <div className="sticky-action">
        <Button type="primary" size="large" block disabled={left > 0 || !lines.length} loading={send.isPending} onClick={() => void go()}>
          {left > 0 ? t('roll.left', { n: left }) : t(`roll.ok_${step}`)}
        </Button>
      </div>
    </Section>
  );
};
