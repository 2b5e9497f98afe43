import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { ProblemError } from '../../api/problem';
import { myTrip, workerLink } from '../../api/public';
import type { MyTrip, WorkerLinkState } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble, Waiting } from '../parts/bits';
import { MyCheck } from '../parts/my-check';
import { MyTripCard } from '../parts/my-trip';
import { problemIn } from '../parts/ticket-form';
import { usePageTitle } from '../use-page-title';
import { textOf } from '../parts/form-text';

const codeInAddress = (): string | null => /^#([0-9a-f]{32}\.[\w-]{43})$/.exec(window.location.hash)?.[1] ?? null;

/** Nothing of anybody is asked for before these four signs are typed. */
const LastFour = ({ open, problem }: { open: (lastFour: string) => void; problem: ProblemError | undefined }): ReactNode => {
  const t = useT('public');
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    open(textOf(new FormData(event.currentTarget), 'lastFour'));
  };
  return (
    <form className="ticket-form" onSubmit={send}>
      <p>{t('my.intro')}</p>
      {problem ? <Trouble problem={problem} /> : null}
      <label>
        <span>{t('my.lastFour')}</span>
        <input name="lastFour" required minLength={4} maxLength={4} autoComplete="off" autoCapitalize="characters" />
      </label>
      <p>
        <button type="submit" className="button primary">
          {t('my.open')}
        </button>
      </p>
    </form>
  );
};

/** What each purpose of a link shows once it is open. */
const Trip = ({ code }: { code: string }): ReactNode => {
  const [trip, setTrip] = useState<MyTrip>();
  const [problem, setProblem] = useState<ProblemError>();
  const open = (lastFour: string): void => {
    myTrip(code, lastFour).then(setTrip, (error: unknown) => setProblem(problemIn(error)));
  };
  return trip ? <MyTripCard trip={trip} /> : <LastFour open={open} problem={problem} />;
};

const purposes: Record<WorkerLinkState['purpose'], (code: string) => ReactNode> = {
  trip: (code) => <Trip code={code} />,
  retention: (code) => <MyCheck code={code} ask={(open, problem) => <LastFour open={open} problem={problem} />} />,
};

/** For who has no account: what stands behind the # opens one thing, for whoever knows the last four signs of the ID number. */
export const WorkerLinkPage = (): ReactNode => {
  const t = useT('public');
  usePageTitle(t('my.title'));
  const [code, setCode] = useState<string | null>();
  const [link, setLink] = useState<WorkerLinkState>();
  const [problem, setProblem] = useState<ProblemError>();
  useEffect(() => {
    const found = codeInAddress();
    setCode(found);
    if (found) workerLink(found).then(setLink, (error: unknown) => setProblem(problemIn(error)));
  }, []);
  const body = (): ReactNode => {
    if (code === null) return <p>{t('my.none')}</p>;
    if (problem) return <Trouble problem={problem} />;
    if (!code || !link) return <Waiting rows={4} />;
    if (link.refusal && link.refusal !== 'used') return <p className="notice">{t(`my.${link.refusal}`)}</p>;
    return purposes[link.purpose](code);
  };
  return (
    <div className="wrap page">
      <header className="page-head">
        <h1>{t('my.title')}</h1>
      </header>
      {body()}
    </div>
  );
};
