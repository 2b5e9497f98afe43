import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { isFinal, networkProblem, ProblemError } from '../../api/problem';
import { useLanguage, useT } from '../../i18n';
import { problemText } from '../../lib/problem-text';

export const Trouble = ({ error, retry }: { error: unknown; retry?: (() => void) | undefined }): ReactNode => {
  useLanguage();
  const t = useT('common');
  const problem = error instanceof ProblemError ? error : networkProblem();
  const { title, detail } = problemText(problem);
  const loose = problem.errors.filter((one) => one.message);
  return (
    <div className="trouble" role="alert">
      <strong>{title}</strong>
      {detail ? <p>{detail}</p> : null}
      {loose.length ? (
        <ul>
          {loose.map((one) => (
            <li key={one.path + one.code}>{one.message}</li>
          ))}
        </ul>
      ) : null}
      {problem.requestId && problem.status >= 500 ? <p className="faint">{t('problem.requestId', { id: problem.requestId })}</p> : null}
      {retry && !isFinal(problem) ? <Button onClick={retry}>{t('problem.retry')}</Button> : null}
    </div>
  );
};

export const PageLoading = (): ReactNode => {
  const t = useT('console');
  return (
    <div className="page-loading" role="status">
      <span className="visually-hidden">{t('loading')}</span>
    </div>
  );
};

export const PageFailed = ({ error, reset }: { error: unknown; reset?: () => void }): ReactNode => (
  <div className="page">
    <Trouble error={error} retry={reset} />
  </div>
);

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** A page about something that is asked for: until it is there the page says so, or why it cannot be shown. */
export const Loaded = <T,>({ of: { data, error, refetch }, children }: { of: Asked<T>; children: (data: T) => ReactNode }): ReactNode => {
  if (data !== undefined) return children(data);
  return error ? <PageFailed error={error} reset={() => void refetch()} /> : <PageLoading />;
};

export const NotFound = (): ReactNode => {
  const t = useT('console');
  return (
    <main className="page">
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.text')}</p>
      <p>
        <Link to="/">{t('notFound.home')}</Link>
      </p>
    </main>
  );
};
