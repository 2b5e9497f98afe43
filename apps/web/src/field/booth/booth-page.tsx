import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useLanguage, useT } from '../../i18n';
import { clockTime } from '../contact';
import type { Field, FieldView } from '../field';
import { Camera } from '../gate/camera';
import { listenToWedge } from '../gate/scanner';
import type { Refusal } from '../gate/ticket-check';
import { Typed } from '../gate/typed';
import { Booth, boothFacts, OUTCOMES, REASONS, type BoothFacts, type BoothView, type Outcome, type Visitor } from './booth';

const SHOWN = 8;
const REFUSALS = ['unknown_ticket', 'cancelled_ticket', 'other_need', 'no_way'] as const;

/** What is said of an entry that took no effect. */
const objectionKey = (code: string) => {
  const known = REFUSALS.find((one) => one === code);
  return known ? (`booth.objection.${known}` as const) : ('objection.refused' as const);
};

const Person = ({ visitor, booth }: { visitor: Visitor; booth: Booth }): ReactNode => {
  const t = useT('field');
  const { number, name, occupation, experience, said } = visitor;
  return (
    <section className="card person" role="status">
      <div className="row">
        <b className="grow">
          <span className="num">{number}</span> {name}
        </b>
        <button type="button" onClick={() => booth.leave()}>
          {t('booth.leave')}
        </button>
      </div>
      {occupation || experience ? <p>{[occupation, experience].filter(Boolean).join(' · ')}</p> : null}
      {said ? <p className="faint">{t('booth.before', { said: t(`booth.said.${said}`) })}</p> : null}
      <div className="outcomes">
        {OUTCOMES.map((kind) => (
          <button key={kind} type="button" className={`outcome ${kind}`} onClick={() => booth.say(kind)}>
            {t(`booth.said.${kind}`)}
          </button>
        ))}
      </div>
      <fieldset className="reasons">
        <legend>{t('booth.unsuitable')}</legend>
        {REASONS.map((reason) => (
          <button key={reason} type="button" onClick={() => booth.say('unsuitable', reason)}>
            {t(`booth.reason.${reason}`)}
          </button>
        ))}
      </fieldset>
    </section>
  );
};

const Result = ({ view: { done, refused } }: { view: BoothView }): ReactNode => {
  const t = useT('field');
  if (refused)
    return (
      <div className="result bad" role="alert">
        <b>{refused.why === 'storage' ? t('booth.storage') : t(`gate.refused.${refused.why}`)}</b>
        <span className="num">{refused.number}</span>
      </div>
    );
  if (!done) return <div className="result idle">{t('booth.ready')}</div>;
  return (
    <div className="result good" role="status">
      <b>{t(`booth.said.${done.kind}`)}</b>
      <span className="num">{done.number}</span>
    </div>
  );
};

const Posts = ({ facts, chosen, booth }: { facts: BoothFacts; chosen: string; booth: Booth }): ReactNode => {
  const t = useT('field');
  const [only] = facts.posts;
  if (facts.posts.length === 1) return <p className="faint">{t('booth.onePost', { title: only?.title ?? '' })}</p>;
  if (facts.posts.length === 0) return null;
  return (
    <label className="post">
      <span>{t('booth.post')}</span>
      <select value={chosen} onChange={({ target }) => booth.setPost(target.value)}>
        <option value="">{t('booth.noPost')}</option>
        {facts.posts.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
};

const Recent = ({ view }: { view: FieldView }): ReactNode => {
  const t = useT('field');
  const language = useLanguage();
  const last = view.seen.slice(-SHOWN).reverse();
  return (
    <section className="card">
      <h2>{t('gate.recent')}</h2>
      {last.length === 0 ? <p className="faint">{t('gate.none')}</p> : null}
      <ul className="recent">
        {last.map(({ n, at, kind, subject, detail }) => {
          const objection = view.objections.get(n);
          return (
            <li key={n}>
              <span className="num faint">{clockTime(at, language)}</span>
              <span>
                {kind === 'denied' ? t(`gate.refused.${(detail?.['code'] ?? 'no_ticket') as Refusal}`) : t(`booth.said.${kind as Outcome}`)}
              </span>
              <span className="num">{subject}</span>
              {objection ? <span className="tag">{t(objectionKey(objection.code))}</span> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

/** Who comes to an enterprise's booth, and what comes of it: a ticket, one tap; with a network or without. */
export const BoothPage = ({ field, view }: { field: Field; view: FieldView }): ReactNode => {
  const t = useT('field');
  const [booth] = useState(() => new Booth(field));
  const now = useSyncExternalStore(booth.subscribe, () => booth.view);
  const facts = boothFacts(view.facts);
  const met = new Set(view.seen.filter(({ kind }) => kind !== 'denied').map(({ subject }) => subject)).size;
  useEffect(() => listenToWedge(booth.found), [booth]);
  return (
    <>
      <Posts facts={facts} chosen={now.post} booth={booth} />
      {now.visitor ? <Person visitor={now.visitor} booth={booth} /> : <Result view={now} />}
      <Camera found={booth.seenByCamera} />
      <Typed found={booth.found} />
      <p className="faint">{t('booth.met', { n: met })}</p>
      <Recent view={view} />
    </>
  );
};
