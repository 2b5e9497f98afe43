import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { ProblemError } from '../../api/problem';
import { answerHire, lookAtHire } from '../../api/public';
import type { HireQuestion } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { shortDay } from '../../lib/format';
import { Trouble } from '../parts/bits';
import { problemIn } from '../parts/ticket-form';
import { usePageTitle } from '../use-page-title';
import { textOf } from '../parts/form-text';

const linkInAddress = (): string | null => /^#([\w-]{43})$/.exec(window.location.hash)?.[1] ?? null;

/** Nothing is said of anybody before the last four digits are. */
const Digits = ({ send }: { send: (lastFour: string) => void }): ReactNode => {
  const t = useT('public');
  const look = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    send(textOf(new FormData(event.currentTarget), 'lastFour'));
  };
  return (
    <form className="card ticket-form" onSubmit={look}>
      <p>{t('hired.intro')}</p>
      <label>
        <span>{t('hired.lastFour')}</span>
        <input name="lastFour" inputMode="numeric" autoComplete="off" pattern="\d{4}" maxLength={4} required />
        <small className="faint">{t('hired.lastFourHelp')}</small>
      </label>
      <p>
        <button type="submit" className="button primary">
          {t('hired.go')}
        </button>
      </p>
    </form>
  );
};

const Question = ({ question, answer }: { question: HireQuestion; answer: (says: 'yes' | 'no') => void }): ReactNode => {
  const t = useT('public');
  const language = useLanguage();
  const { enterpriseName, needTitle, fairName, day, days } = question;
  return (
    <section className="card">
      <h2>{days === 0 ? t('hired.ask', { name: enterpriseName }) : t('hired.askLater', { name: enterpriseName })}</h2>
      <p>
        {[needTitle, fairName, shortDay(day, language)].filter(Boolean).join(' · ')}
        {days > 0 ? ` · ${t('hired.after', { n: days })}` : ''}
      </p>
      <p className="row">
        <button type="button" className="button primary" onClick={() => answer('yes')}>
          {t(days === 0 ? 'hired.yes' : 'hired.there')}
        </button>
        <button type="button" className="button" onClick={() => answer('no')}>
          {t(days === 0 ? 'hired.no' : 'hired.gone')}
        </button>
      </p>
      <p className="faint small">{t('hired.once')}</p>
    </section>
  );
};

/** Whoever was said to be hired says whether they were; without an account, by a link that is good once. */
export const HiredPage = (): ReactNode => {
  const t = useT('public');
  usePageTitle(t('hired.title'));
  const [link, setLink] = useState<string | null>(null);
  const [lastFour, setLastFour] = useState('');
  const [question, setQuestion] = useState<HireQuestion>();
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  useEffect(() => setLink(linkInAddress()), []);
  const failed = (error: unknown): void => setProblem(problemIn(error));
  const look = (given: string): void => {
    if (!link) return;
    setProblem(undefined);
    setLastFour(given);
    lookAtHire({ link, lastFour: given }).then(setQuestion, failed);
  };
  const answer = (says: 'yes' | 'no'): void => {
    if (!link) return;
    setProblem(undefined);
    answerHire({ link, lastFour, says }).then(() => setDone(true), failed);
  };
  return (
    <div className="wrap page">
      <header className="page-head">
        <h1>{t('hired.title')}</h1>
      </header>
      {problem ? <Trouble problem={problem} /> : null}
      {done ? (
        <p className="notice good" role="status">
          {t('hired.thanks')}
        </p>
      ) : question ? (
        <Question question={question} answer={answer} />
      ) : link ? (
        <Digits send={look} />
      ) : (
        <p>{t('hired.none')}</p>
      )}
    </div>
  );
};
