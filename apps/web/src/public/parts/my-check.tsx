import { useState, type ReactNode } from 'react';
import type { ProblemError } from '../../api/problem';
import { myCheck, sayOfCheck } from '../../api/public';
import type { MyCheck as Check } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble } from './bits';
import { problemIn } from './ticket-form';

type Says = NonNullable<Check['says']>;

/** Whether somebody is still there, asked of themselves: two large buttons, and what was said. */
export const MyCheck = ({
  code,
  ask,
}: {
  code: string;
  ask: (open: (lastFour: string) => void, problem: ProblemError | undefined) => ReactNode;
}): ReactNode => {
  const t = useT('public');
  const [check, setCheck] = useState<Check>();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const failed = (error: unknown): void => setProblem(problemIn(error));
  if (!check)
    return ask((lastFour) => {
      setTyped(lastFour);
      myCheck(code, lastFour).then(setCheck, failed);
    }, problem);
  const say = (says: Says): void => void sayOfCheck(code, typed, says).then(setCheck, failed);
  return (
    <section>
      <h2>{t('my.check.title', { enterprise: check.enterpriseName })}</h2>
      {problem ? <Trouble problem={problem} /> : null}
      {check.says ? (
        <p className="notice" role="status">
          {t(`my.check.said_${check.says}`)}
        </p>
      ) : (
        <>
          <p>{t('my.check.intro', { days: check.days })}</p>
          <p className="actions">
            <button type="button" className="button primary" onClick={() => say('stayed')}>
              {t('my.check.stayed')}
            </button>
            <button type="button" className="button" onClick={() => say('left')}>
              {t('my.check.left')}
            </button>
          </p>
        </>
      )}
    </section>
  );
};
