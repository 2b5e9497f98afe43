import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { ProblemError } from '../../api/problem';
import { changeTicket, myTicket, removeTicket } from '../../api/public';
import type { MyTicket } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { shortDay } from '../../lib/format';
import { forgetTicket, keepTicket, keptTicket, type KeptTicket } from '../kept-ticket';
import { Trouble, Waiting } from '../parts/bits';
import { OnlineTalks } from '../parts/my-turns';
import { DetailFields, detailsOf, problemIn } from '../parts/ticket-form';
import { Link } from '../router';
import { ticketCalendar, ticketPicture } from '../ticket-files';
import { usePageTitle } from '../use-page-title';

const linkInAddress = (): string | null => /^#([\w-]{43})$/.exec(window.location.hash)?.[1] ?? null;

const CalendarLink = ({ ticket }: { ticket: MyTicket }): ReactNode => {
  const t = useT('public');
  const save = (): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([ticketCalendar(ticket)], { type: 'text/calendar' }));
    link.download = `${ticket.number}.ics`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <button type="button" className="button" onClick={save}>
      {t('ticket.calendar')}
    </button>
  );
};

const Shown = ({ ticket }: { ticket: MyTicket }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const when = `${shortDay(ticket.day, language)} ${ticket.opensAt}–${ticket.closesAt}`;
  const picture = ticketPicture(ticket, when);
  return (
    <div className="card ticket">
      {ticket.cancelled ? (
        <p className="notice">{t('ticket.cancelled')}</p>
      ) : (
        <p className="faint">{t(ticket.mode === 'online' ? 'ticket.online' : 'ticket.show')}</p>
      )}
      <img
        src={picture}
        width={360}
        height={447}
        alt={`${t('ticket.title')} ${ticket.number} · ${ticket.fairName} · ${when} · ${ticket.place}`}
      />
      <p className="row">
        <a className="button primary" href={picture} download={`${ticket.number}.png`}>
          {t('ticket.picture')}
        </a>
        <CalendarLink ticket={ticket} />
      </p>
      <p className="faint small">
        {t('ticket.pictureHelp')} {t('ticket.kept')}
      </p>
    </div>
  );
};

const Change = ({ kept, changed }: { kept: KeptTicket; changed: (ticket: MyTicket) => void }): ReactNode => {
  const t = useT('public');
  const [said, setSaid] = useState<'saved' | ProblemError | null>(null);
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    changeTicket({ link: kept.link, ...detailsOf(new FormData(event.currentTarget)) }).then(
      (ticket) => {
        setSaid('saved');
        changed(ticket);
      },
      (error: unknown) => setSaid(problemIn(error)),
    );
  };
  return (
    <details className="section">
      <summary>{t('ticket.change')}</summary>
      <form className="ticket-form" onSubmit={save}>
        <DetailFields known={kept.ticket} />
        {said === 'saved' ? (
          <p className="notice good" role="status">
            {t('ticket.saved')}
          </p>
        ) : said ? (
          <Trouble problem={said} />
        ) : null}
        <p>
          <button type="submit" className="button primary">
            {t('ticket.save')}
          </button>
        </p>
      </form>
    </details>
  );
};

const Remove = ({ link, removed }: { link: string; removed: () => void }): ReactNode => {
  const t = useT('public');
  const [problem, setProblem] = useState<ProblemError>();
  const remove = (): void => {
    removeTicket(link).then(removed, (error: unknown) => setProblem(problemIn(error)));
  };
  return (
    <details className="section">
      <summary>{t('ticket.remove')}</summary>
      <p>{t('ticket.removeSure')}</p>
      {problem ? <Trouble problem={problem} /> : null}
      <button type="button" className="button" onClick={remove}>
        {t('ticket.removeYes')}
      </button>
    </details>
  );
};

const None = ({ removed }: { removed: boolean }): ReactNode => {
  const t = useT('public');
  return (
    <>
      {removed ? (
        <p className="notice good" role="status">
          {t('ticket.removed')}
        </p>
      ) : null}
      <p>
        <strong>{t('ticket.none')}</strong>
      </p>
      <p>{t('ticket.noneHelp')}</p>
      <p>
        <Link className="button" href="/fairs">
          {t('ticket.fairs')}
        </Link>
      </p>
    </>
  );
};

type State = 'waiting' | 'none' | 'removed' | KeptTicket;

/** The ticket of this phone: as it was kept at once, and then as the server has it. */
const useTicket = () => {
  const [state, setState] = useState<State>('waiting');
  const [problem, setProblem] = useState<ProblemError>();
  const keep = (link: string, ticket: MyTicket): void => {
    keepTicket(link, ticket);
    setState({ link, ticket });
  };
  const forget = (next: 'none' | 'removed'): void => {
    forgetTicket();
    setState(next);
  };
  useEffect(() => {
    const kept = keptTicket();
    const link = linkInAddress() ?? kept?.link;
    if (!link) return setState('none');
    if (kept?.link === link) setState(kept);
    myTicket(link).then(
      (ticket) => keep(link, ticket),
      (error: unknown) => {
        const found = problemIn(error);
        if (found.status === 404) forget('none');
        else setProblem(found);
      },
    );
  }, []);
  return { state, problem, keep, forget };
};

export const TicketPage = (): ReactNode => {
  const t = useT('public');
  usePageTitle(t('ticket.mine'));
  const { state, problem, keep, forget } = useTicket();
  const kept = typeof state === 'object' ? state : null;
  const online = kept && !kept.ticket.cancelled && kept.ticket.mode !== 'on_site';
  return (
    <div className="wrap page">
      <header className="page-head">
        <h1>{t('ticket.mine')}</h1>
      </header>
      {problem && kept ? <p className="notice">{t('ticket.offline')}</p> : null}
      {problem && !kept ? <Trouble problem={problem} /> : null}
      {state === 'waiting' && !problem ? <Waiting rows={6} /> : null}
      {state === 'none' || state === 'removed' ? <None removed={state === 'removed'} /> : null}
      {kept ? (
        <>
          {online ? <OnlineTalks fairId={kept.ticket.fairId} link={kept.link} /> : null}
          <Shown ticket={kept.ticket} />
          <Change kept={kept} changed={(ticket) => keep(kept.link, ticket)} />
          <Remove link={kept.link} removed={() => forget('removed')} />
        </>
      ) : null}
    </div>
  );
};
