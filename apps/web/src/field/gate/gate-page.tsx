import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useLanguage, useT } from '../../i18n';
import { clockTime } from '../contact';
import type { Field, FieldView } from '../field';
import { Camera } from './camera';
import { Gate, gateFacts, type Outcome } from './gate';
import { countOf, type Way } from './gate-log';
import { listenToWedge } from './scanner';
import type { Refusal } from './ticket-check';
import { Typed } from './typed';

const NEARLY_FULL = 0.9;
const SHOWN = 8;

const Result = ({ outcome, letIn }: { outcome: Outcome | null; letIn: (number: string) => void }): ReactNode => {
  const t = useT('field');
  const language = useLanguage();
  if (!outcome) return <div className="result idle">{t('gate.ready')}</div>;
  if (outcome.kind === 'let')
    return (
      <div className="result good" role="status">
        <b>{t(`gate.let.${outcome.way}`)}</b>
        <span className="num">
          {outcome.number} {outcome.name}
        </span>
      </div>
    );
  if (outcome.kind === 'again')
    return (
      <div className="result warn" role="alert">
        <b>{t('gate.again', { time: clockTime(outcome.at, language) })}</b>
        <span className="num">
          {outcome.number} {outcome.name}
        </span>
        <button type="button" onClick={() => letIn(outcome.number)}>
          {t('gate.letInAgain')}
        </button>
      </div>
    );
  return (
    <div className="result bad" role="alert">
      <b>{t(`gate.refused.${outcome.why}`)}</b>
      <span className="num">{outcome.number}</span>
    </div>
  );
};

const Recent = ({ view }: { view: FieldView }): ReactNode => {
  const t = useT('field');
  const language = useLanguage();
  const last = view.seen.slice(-SHOWN).reverse();
  const conflicts = [...view.objections.values()].filter(({ verdict }) => verdict === 'conflict').length;
  return (
    <section className="card">
      <h2>{t('gate.recent')}</h2>
      {conflicts > 0 ? <p className="notice warn">{t('gate.conflicts', { count: conflicts })}</p> : null}
      {last.length === 0 ? <p className="faint">{t('gate.none')}</p> : null}
      <ul className="recent">
        {last.map(({ n, at, kind, subject, detail }) => {
          const objection = view.objections.get(n);
          return (
            <li key={n}>
              <span className="num faint">{clockTime(at, language)}</span>
              <span>
                {kind === 'denied' ? t(`gate.refused.${(detail?.['code'] ?? 'no_ticket') as Refusal}`) : t(`gate.let.${kind as Way}`)}
              </span>
              <span className="num">{subject}</span>
              {objection ? <span className="tag">{t(`objection.${objection.verdict as 'conflict' | 'refused'}`)}</span> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

/** Tickets at a door of a fair: scanned, typed or read by a scanner that acts as a keyboard; with a network or without. */
export const GatePage = ({ field, view }: { field: Field; view: FieldView }): ReactNode => {
  const t = useT('field');
  const [gate] = useState(() => new Gate(field));
  const { way, outcome } = useSyncExternalStore(gate.subscribe, () => gate.view);
  const counts = useMemo(() => countOf(view.seen), [view.seen]);
  const { limit, inside } = gateFacts(view.facts);
  useEffect(() => listenToWedge(gate.found), [gate]);
  return (
    <>
      <div className="ways" role="group" aria-label={t('gate.way')}>
        {(['in', 'out'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={way === one} onClick={() => gate.setWay(one)}>
            {t(`gate.ways.${one}`)} <span className="num">{counts[one]}</span>
          </button>
        ))}
      </div>
      {limit !== null ? (
        <p className={`notice ${inside >= limit * NEARLY_FULL ? 'bad' : ''}`}>
          {t(inside >= limit ? 'gate.full' : 'gate.inside', { n: inside, limit })}
        </p>
      ) : null}
      <Result outcome={outcome} letIn={(number) => gate.letInAgain(number)} />
      <Camera found={gate.seenByCamera} />
      <Typed found={gate.found} />
      <p className="faint">{t('gate.walkIn')}</p>
      <Recent view={view} />
    </>
  );
};
