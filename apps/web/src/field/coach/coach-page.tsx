import { useMemo, useState, type ReactNode } from 'react';
import { useLanguage, useT } from '../../i18n';
import { Qr } from '../../lib/qr';
import { clockTime } from '../contact';
import type { Field, FieldView } from '../field';
import {
  callKey,
  callsOf,
  coachFacts,
  openConflicts,
  personOf,
  wordOf,
  type Call,
  type CoachConflict,
  type CoachFacts,
  type Person,
  type Says,
  type Told,
} from './coach-roll';

const SAYS: readonly Says[] = ['here', 'absent'];

const Row = ({ person, says, say }: { person: Person; says: Says | null; say: (says: Says) => void }): ReactNode => {
  const t = useT('field');
  return (
    <li>
      <span className="grow">
        <b>{person.name}</b>
        {person.flags.map((flag) => (
          <span key={flag} className="tag">
            {t(`coach.flag.${flag as 'minor'}`)}
          </span>
        ))}
        <small className="faint">
          {[person.pickup, person.enterprise].filter(Boolean).join(' · ')}{' '}
          {person.phone ? (
            <a className="num" href={`tel:${person.phone}`}>
              {person.phone}
            </a>
          ) : null}
        </small>
      </span>
      <span className="said" role="group" aria-label={person.name}>
        {SAYS.map((one) => (
          <button key={one} type="button" className={one} aria-pressed={says === one} onClick={() => say(one)}>
            {t(`coach.says.${one}`)}
          </button>
        ))}
      </span>
    </li>
  );
};

const By = ({ told, device }: { told: Told; device: string }): ReactNode => {
  const t = useT('field');
  const language = useLanguage();
  const whose = t(told.device === device ? 'coach.here' : 'coach.other');
  return (
    <span>
      {whose} <span className="num">{clockTime(Date.parse(told.at), language)}</span> {t(`coach.says.${told.says}`)}
    </span>
  );
};

/** Two phones say different things of somebody: the leader knows. */
const Conflicts = ({ list, people, device, decide }: ConflictsProps): ReactNode => {
  const t = useT('field');
  if (list.length === 0) return null;
  return (
    <section className="card" role="alert">
      <h2>{t('coach.conflicts', { count: list.length })}</h2>
      <ul className="recent">
        {list.map((conflict) => {
          const { entry, line, call, waits, counts } = conflict;
          return (
            <li key={entry} className="conflict">
              <b>{people.get(line)?.name}</b> {t(`coach.call.${call}`)}
              <br />
              {counts ? <By told={counts} device={device} /> : null} / <By told={waits} device={device} />
              <div className="said">
                {SAYS.map((says) => (
                  <button key={says} type="button" className={says} onClick={() => decide(conflict, waits.says === says)}>
                    {t(`coach.decide.${says}`)}
                  </button>
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
interface ConflictsProps {
  list: readonly CoachConflict[];
  people: ReadonlyMap<string, Person>;
  device: string;
  decide: (conflict: CoachConflict, stands: boolean) => void;
}

/** What is shown at each factory gate; it opens on the phone of whoever takes the group over. */
const Gates = ({ gates }: { gates: CoachFacts['gates'] }): ReactNode => {
  const t = useT('field');
  if (gates.length === 0) return null;
  return (
    <details className="card">
      <summary>{t('coach.gates')}</summary>
      {gates.map(({ enterpriseId, name, people, code, done }) => (
        <div key={enterpriseId} className="gate-code">
          <b>{name}</b> <span className="num">{people}</span>
          {done ? (
            <p className="notice">{t('coach.taken', { n: done.present, m: done.missing })}</p>
          ) : code ? (
            <Qr text={`${location.origin}/received#${code}`} label={t('coach.qrOf', { name })} />
          ) : null}
        </div>
      ))}
    </details>
  );
};

/** The roll of a coach: with a network or without, whatever is ticked stays. */
export const CoachPage = ({ field, view }: { field: Field; view: FieldView }): ReactNode => {
  const t = useT('field');
  const facts = useMemo(() => coachFacts(view.facts), [view.facts]);
  const calls = callsOf(facts.legs);
  const [chosen, setChosen] = useState('board:0');
  const [openOnly, setOpenOnly] = useState(false);
  const [broken, setBroken] = useState(false);
  const call = calls.find((one) => callKey(one) === chosen) ?? { kind: 'board' as const, leg: 0 };
  const rows = field.kit.rows;
  const people = useMemo(
    () =>
      facts.people
        .map((id) => personOf(id, rows.get(id) ?? []))
        .filter(({ name }) => name)
        .sort((a, b) => a.position - b.position),
    [facts.people, rows],
  );
  const told = people.map((person) => ({ person, word: wordOf(person, call, view.seen, view.waits) }));
  const say = async (of: { person: Person; word: ReturnType<typeof wordOf> }, says: Says): Promise<void> => {
    const detail = { says, ...(call.kind === 'transfer' ? { leg: call.leg } : {}), ...(of.word?.over ? { over: of.word.over } : {}) };
    await field.see({ kind: call.kind, subject: of.person.id, detail });
  };
  const write = (work: () => Promise<unknown>): void => {
    work().then(
      () => setBroken(false),
      () => setBroken(true),
    );
  };
  const left = told.filter(({ word }) => word === null);
  const rest = async (): Promise<void> => {
    for (const one of left) await say(one, 'here');
  };
  const decide = (conflict: CoachConflict, stands: boolean): void =>
    write(() => field.see({ kind: 'settle', subject: conflict.entry, detail: { stands } }));
  const count = (says: Says): number => told.filter(({ word }) => word?.says === says).length;
  const callName = (one: Call): string =>
    one.kind === 'transfer' ? t('coach.transferAt', { place: facts.legs[one.leg]?.from ?? '' }) : t(`coach.call.${one.kind}`);
  return (
    <>
      {facts.leader ? (
        <Conflicts
          list={openConflicts(facts.conflicts, view.seen)}
          people={new Map(people.map((one) => [one.id, one]))}
          device={view.self?.device ?? ''}
          decide={decide}
        />
      ) : null}
      <div className="ways" role="group" aria-label={t('coach.which')}>
        {calls.map((one) => (
          <button key={callKey(one)} type="button" aria-pressed={callKey(one) === callKey(call)} onClick={() => setChosen(callKey(one))}>
            {callName(one)}
          </button>
        ))}
      </div>
      <p className="notice" role="status">
        {t('coach.count', { here: count('here'), absent: count('absent'), left: left.length })}
      </p>
      {broken ? (
        <p className="notice bad" role="alert">
          {t('coach.storage')}
        </p>
      ) : null}
      <div className="row">
        <label className="row">
          <input type="checkbox" checked={openOnly} onChange={({ target }) => setOpenOnly(target.checked)} />
          <span>{t('coach.openOnly')}</span>
        </label>
        {left.length > 0 ? (
          <button type="button" onClick={() => write(rest)}>
            {t('coach.rest', { n: left.length })}
          </button>
        ) : null}
      </div>
      <ul className="roll">
        {told
          .filter(({ word }) => !openOnly || word === null)
          .map((one) => (
            <Row key={one.person.id} person={one.person} says={one.word?.says ?? null} say={(says) => write(() => say(one, says))} />
          ))}
      </ul>
      {facts.leader ? <Gates gates={facts.gates} /> : null}
    </>
  );
};
