import { useState, type FormEvent, type ReactNode } from 'react';
import { networkProblem, ProblemError } from '../../api/problem';
import { privacyNotice, takeTicket, ticketCode, ticketWays } from '../../api/public';
import type { MyTicket, TicketReach } from '../../api/types';
import { useT } from '../../i18n';
import { keepTicket } from '../kept-ticket';
import { navigate } from '../router';
import { useResource } from '../use-resource';
import { Trouble } from './bits';
import { textOf } from './form-text';

const CONSENTS = ['name', 'phone', 'occupation', 'experience'] as const;

export interface Details {
  name: string;
  occupation: string | null;
  experience: string | null;
  consents: string[];
}

export const detailsOf = (form: FormData): Details => ({
  name: textOf(form, 'name'),
  occupation: textOf(form, 'occupation') || null,
  experience: textOf(form, 'experience') || null,
  consents: CONSENTS.filter((one) => form.get(`consent.${one}`) !== null),
});

export const problemIn = (error: unknown): ProblemError => (error instanceof ProblemError ? error : networkProblem());

/** What somebody says of themselves, and what of it an enterprise may see: nothing is ticked beforehand. */
export const DetailFields = ({ known }: { known?: MyTicket }): ReactNode => {
  const t = useT('public');
  return (
    <>
      <label className="field">
        <span>{t('ticket.name')}</span>
        <input name="name" required maxLength={40} autoComplete="name" defaultValue={known?.name ?? ''} />
      </label>
      <label className="field">
        <span>{t('ticket.occupation')}</span>
        <input name="occupation" maxLength={60} defaultValue={known?.occupation ?? ''} />
      </label>
      <label className="field">
        <span>{t('ticket.experience')}</span>
        <textarea name="experience" rows={2} maxLength={300} defaultValue={known?.experience ?? ''} />
      </label>
      <fieldset className="consents">
        <legend>{t('ticket.consents')}</legend>
        {CONSENTS.map((one) => (
          <label key={one} className="radio">
            <input type="checkbox" name={`consent.${one}`} defaultChecked={known?.consents.includes(one) ?? false} />
            {t(`ticket.consent.${one}`)}
          </label>
        ))}
        <p className="faint small">{t('ticket.consentHelp')}</p>
      </fieldset>
    </>
  );
};

const Reach = ({ fairId, sms, sent }: { fairId: string; sms: boolean; sent: (reach: TicketReach) => void }): ReactNode => {
  const t = useT('public');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const to = textOf(new FormData(event.currentTarget), 'reach');
    const reach = sms ? { phone: to } : { email: to };
    setSending(true);
    ticketCode(fairId, reach).then(
      () => sent(reach),
      (error: unknown) => {
        setProblem(problemIn(error));
        setSending(false);
      },
    );
  };
  return (
    <form className="ticket-form" onSubmit={send}>
      {sms ? null : <p className="faint">{t('ticket.emailOnly')}</p>}
      <label className="field">
        <span>{t(sms ? 'ticket.phone' : 'ticket.email')}</span>
        <input name="reach" required type={sms ? 'tel' : 'email'} maxLength={120} autoComplete={sms ? 'tel' : 'email'} />
      </label>
      {problem ? <Trouble problem={problem} /> : null}
      <p>
        <button type="submit" className="button primary" disabled={sending}>
          {t('ticket.sendCode')}
        </button>
      </p>
    </form>
  );
};

const Taking = ({ fairId, reach, again }: { fairId: string; reach: TicketReach; again: () => void }): ReactNode => {
  const t = useT('public');
  const notice = useResource('privacy', privacyNotice).data;
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const take = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { ...reach, ...detailsOf(form), code: textOf(form, 'code'), privacyVersion: notice?.version ?? '' };
    setSending(true);
    takeTicket(fairId, body).then(
      (taken) => {
        keepTicket(taken.link, taken);
        navigate('/ticket');
      },
      (error: unknown) => {
        setProblem(problemIn(error));
        setSending(false);
      },
    );
  };
  return (
    <form className="ticket-form" onSubmit={take}>
      <p className="notice good" role="status">
        {t('ticket.sent', { to: reach.phone ?? reach.email ?? '' })}{' '}
        <button type="button" className="quiet" onClick={again}>
          {t('ticket.sendAgain')}
        </button>
      </p>
      <label className="field">
        <span>{t('ticket.code')}</span>
        <input name="code" required inputMode="numeric" autoComplete="one-time-code" pattern="\d{6}" maxLength={6} />
      </label>
      <DetailFields />
      {notice ? (
        <details>
          <summary>{t('ticket.readPrivacy', { version: notice.version })}</summary>
          {notice.sections.map(({ heading, text }) => (
            <p key={heading}>
              <b>{heading}</b> {text}
            </p>
          ))}
        </details>
      ) : null}
      <label className="radio">
        <input type="checkbox" required />
        {t('ticket.privacy')}
      </label>
      {problem ? <Trouble problem={problem} /> : null}
      <p>
        <button type="submit" className="button primary" disabled={sending || !notice}>
          {t('ticket.take')}
        </button>
      </p>
    </form>
  );
};

/** A ticket in two steps: where a code is sent, and what it says. */
export const TicketForm = ({ fairId, online }: { fairId: string; online: boolean }): ReactNode => {
  const t = useT('public');
  const ways = useResource(`ticket ways ${fairId}`, () => ticketWays(fairId)).data;
  const [open, setOpen] = useState(false);
  const [reach, setReach] = useState<TicketReach | null>(null);
  return (
    <section className="section" aria-labelledby="ticket">
      <div className="section-head">
        <h2 id="ticket">{t('ticket.title')}</h2>
      </div>
      <p>{t(online ? 'ticket.introOnline' : 'ticket.intro')}</p>
      {!open ? (
        <p>
          <button type="button" className="button primary" onClick={() => setOpen(true)}>
            {t('ticket.get')}
          </button>
        </p>
      ) : reach ? (
        <Taking fairId={fairId} reach={reach} again={() => setReach(null)} />
      ) : (
        <Reach fairId={fairId} sms={ways?.sms ?? false} sent={setReach} />
      )}
    </section>
  );
};
