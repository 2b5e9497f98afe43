import { useState, type ReactNode } from 'react';
import type { ProblemError } from '../../api/problem';
import { unsubscribe } from '../../api/public';
import { useT } from '../../i18n';
import { Trouble } from '../parts/bits';
import { problemIn } from '../parts/ticket-form';
import { Link } from '../router';
import { usePageTitle } from '../use-page-title';

/** One press, without an account. Opening the page alone changes nothing: mail programs look at links by themselves. */
export const UnsubscribePage = ({ token }: { token: string }): ReactNode => {
  const t = useT('public');
  usePageTitle(t('unsubscribe.title'));
  const [said, setSaid] = useState<'done' | ProblemError | null>(null);
  const go = (): void => {
    unsubscribe(token).then(
      () => setSaid('done'),
      (error: unknown) => setSaid(problemIn(error)),
    );
  };
  return (
    <div className="wrap page empty-page">
      <h1>{t('unsubscribe.title')}</h1>
      {said === 'done' ? (
        <p className="notice good" role="status">
          {t('unsubscribe.done')}
        </p>
      ) : (
        <>
          <p>{t('unsubscribe.text')}</p>
          {said ? <Trouble problem={said} /> : null}
          <p>
            <button type="button" className="button primary" onClick={go}>
              {t('unsubscribe.yes')}
            </button>
          </p>
        </>
      )}
      <p>
        <Link href="/">{t('unsubscribe.home')}</Link>
      </p>
    </div>
  );
};
