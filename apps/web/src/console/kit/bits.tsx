import type { ReactNode } from 'react';
import type { Need } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { day, moment, number, wage } from '../../lib/format';

const tones: Record<string, 'good' | 'bad' | 'wait' | 'calm' | 'live'> = {
  published: 'live',
  active: 'good',
  accepted: 'good',
  done: 'good',
  delivered: 'good',
  approved: 'good',
  submitted: 'wait',
  no_provider: 'bad',
  sent: 'live',
  signed: 'good',
  filled: 'good',
  handed_over: 'good',
  confirmed: 'good',
  open: 'live',
  arrived: 'live',
  pending: 'wait',
  checking: 'wait',
  held: 'wait',
  queued: 'wait',
  running: 'live',
  boarding: 'wait',
  under_way: 'live',
  waiting: 'wait',
  draft: 'calm',
  proposed: 'calm',
  ready: 'wait',
  staging: 'live',
  saving: 'live',
  conflict: 'bad',
  boarded: 'live',
  failed: 'bad',
  refused: 'bad',
  declined: 'bad',
  stale: 'bad',
  cancelled: 'bad',
  no_show: 'bad',
  lost: 'bad',
  disabled: 'bad',
};

/** A state in words; the colour only helps. */
export const StateTag = ({ kind, state }: { kind: string; state: string }): ReactNode => {
  useLanguage();
  return <span className={`tag ${tones[state] ?? 'calm'}`}>{lookup('console', `state.${kind}.${state}`, state)}</span>;
};

/** What a program said, for whoever looks after the system: out of the way until it is asked for. */
export const TechnicalNote = ({ text }: { text: string | null }): ReactNode => {
  const t = useT('console');
  return text ? (
    <details>
      <summary>{t('job.note')}</summary>
      <code>{text}</code>
    </details>
  ) : null;
};

export const Level = ({ value }: { value: number }): ReactNode => {
  useLanguage();
  return <>{lookup('common', `level.${value}`, String(value))}</>;
};
export const Day = ({ value }: { value: string | null | undefined }): ReactNode => {
  const language = useLanguage();
  return value ? (
    <time className="num" dateTime={value}>
      {day(value, language)}
    </time>
  ) : (
    <>—</>
  );
};
export const Moment = ({ value }: { value: string | null | undefined }): ReactNode => {
  const language = useLanguage();
  return value ? (
    <time className="num" dateTime={value}>
      {moment(value, language)}
    </time>
  ) : (
    <>—</>
  );
};
export const Num = ({ value }: { value: number | null | undefined }): ReactNode => {
  const language = useLanguage();
  return <span className="num">{value === null || value === undefined ? '—' : number(value, language)}</span>;
};
export const Wage = ({ from, to, text }: { from: number | null; to: number | null; text?: string | null }): ReactNode => {
  const language = useLanguage();
  const none = useT('common')('wage.none');
  return <span className="num">{wage(from, to, language) ?? text ?? none}</span>;
};

/** The places of a need, left to right: at work, committed, promised, open. Together they are what was short. */
export const Places = ({
  need,
  legend,
}: {
  need: Pick<Need, 'short' | 'filled' | 'committed' | 'promised'>;
  legend?: boolean;
}): ReactNode => {
  const t = useT('console');
  const open = Math.max(0, need.short - need.filled - need.committed - need.promised);
  const parts = [
    ['filled', need.filled],
    ['committed', need.committed],
    ['promised', need.promised],
    ['open', open],
  ] as const;
  const words = parts.map(([kind, n]) => `${t(`places.${kind}`)} ${n}`).join(' · ');
  return (
    <div className="places">
      <div className="places-bar" role="img" aria-label={words}>
        {parts.map(([kind, n]) => (n > 0 ? <span key={kind} className={kind} style={{ flexGrow: n }} /> : null))}
      </div>
      {legend ? (
        <ul className="places-legend">
          {parts.map(([kind, n]) => (
            <li key={kind}>
              <i className={kind} />
              {t(`places.${kind}`)} <b className="num">{n}</b>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};

export const Live = ({ asOf }: { asOf?: string }): ReactNode => {
  const t = useT('common');
  const language = useLanguage();
  return (
    <span className="live-chip" title={t('figure.liveHelp')}>
      {t('figure.live')}
      {asOf ? ` · ${t('figure.asOf', { at: moment(asOf, language) })}` : ''}
    </span>
  );
};
