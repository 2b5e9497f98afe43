import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { ProblemError } from '../../api/problem';
import { groupAtGate, receiveGroup } from '../../api/public';
import type { GroupAtGate } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment } from '../../lib/format';
import { Trouble, Waiting } from '../parts/bits';
import { problemIn } from '../parts/ticket-form';
import { usePageTitle } from '../use-page-title';
import { textOf } from '../parts/form-text';

const codeInAddress = (): string | null => /^#([0-9a-f]{64}\.[\w-]{43})$/.exec(window.location.hash)?.[1] ?? null;

const Confirm = ({ code, group, confirmed }: { code: string; group: GroupAtGate; confirmed: (group: GroupAtGate) => void }): ReactNode => {
  const t = useT('public');
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const present = group.expected.length - missing.size;
  const mark = (lineId: string, isMissing: boolean): void => {
    const next = new Set(missing);
    if (isMissing) next.add(lineId);
    else next.delete(lineId);
    setMissing(next);
  };
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    const receivedBy = textOf(new FormData(event.currentTarget), 'receivedBy');
    receiveGroup({ code, receivedBy, missing: [...missing] })
      .then(confirmed, (error: unknown) => setProblem(problemIn(error)))
      .finally(() => setSending(false));
  };
  return (
    <form className="ticket-form" onSubmit={send}>
      <fieldset className="consents">
        <legend>{t('received.missing')}</legend>
        {group.expected.map(({ lineId, name }) => (
          <label key={lineId} className="row">
            <input type="checkbox" checked={missing.has(lineId)} onChange={({ currentTarget }) => mark(lineId, currentTarget.checked)} />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <label>
        <span>{t('received.who')}</span>
        <input name="receivedBy" required maxLength={60} autoComplete="name" />
      </label>
      <p role="status">{t('received.present', { n: present, m: missing.size })}</p>
      {problem ? <Trouble problem={problem} /> : null}
      <p>
        <button type="submit" className="button primary" disabled={sending}>
          {t('received.confirm', { n: present })}
        </button>
      </p>
      <p className="faint">{t('received.help')}</p>
    </form>
  );
};

/** At the factory gate: somebody of the enterprise scans, counts, and says who is there. Once. */
export const ReceivedPage = (): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  usePageTitle(t('received.title'));
  const [code, setCode] = useState<string | null>();
  const [group, setGroup] = useState<GroupAtGate>();
  const [problem, setProblem] = useState<ProblemError>();
  useEffect(() => {
    const found = codeInAddress();
    setCode(found);
    if (found) groupAtGate(found).then(setGroup, (error: unknown) => setProblem(problemIn(error)));
  }, []);
  return (
    <div className="wrap page">
      <header className="page-head">
        <h1>{t('received.title')}</h1>
      </header>
      {code === null ? <p>{t('received.none')}</p> : null}
      {problem ? <Trouble problem={problem} /> : null}
      {code && !group && !problem ? <Waiting rows={5} /> : null}
      {code && group ? (
        <section className="card">
          <h2>{group.enterpriseName}</h2>
          <p>
            {t('received.group', { station: group.stationName, n: group.people })}
            <br />
            {t('received.way', { from: group.fromPlace, to: group.toPlace })} · {moment(group.arriveAt, language)}
          </p>
          {group.done ? (
            <div className="notice good" role="status">
              <strong>{t('received.done', { n: group.done.present, m: group.done.missing })}</strong>
              <p>
                {group.done.receivedBy ? t('received.doneBy', { name: group.done.receivedBy }) : null} {moment(group.done.at, language)}
              </p>
              <p>{t('received.thanks')}</p>
            </div>
          ) : (
            <Confirm code={code} group={group} confirmed={setGroup} />
          )}
        </section>
      ) : null}
    </div>
  );
};
