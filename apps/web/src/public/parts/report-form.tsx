import { useState, type FormEvent, type ReactNode } from 'react';
import { networkProblem, ProblemError } from '../../api/problem';
import { reportPost } from '../../api/public';
import { useT } from '../../i18n';
import { Trouble } from './bits';

export const ReportForm = ({ id }: { id: string }): ReactNode => {
  const t = useT('public');
  const [state, setState] = useState<'closed' | 'open' | 'sending' | 'done'>('closed');
  const [problem, setProblem] = useState<ProblemError>();
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = fields.get('note');
    const note = typeof text === 'string' ? text.trim() : '';
    setState('sending');
    reportPost(id, { kind: fields.get('kind') === 'filled' ? 'filled' : 'untrue', ...(note ? { note } : {}) }).then(
      () => setState('done'),
      (error: unknown) => {
        setProblem(error instanceof ProblemError ? error : networkProblem());
        setState('open');
      },
    );
  };
  if (state === 'done')
    return (
      <p className="notice good" role="status">
        {t('post.reportDone')}
      </p>
    );
  if (state === 'closed')
    return (
      <button type="button" className="quiet" onClick={() => setState('open')}>
        {t('post.report')}
      </button>
    );
  return (
    <form className="report" onSubmit={send}>
      <fieldset>
        <legend>{t('post.report')}</legend>
        <p className="faint small">{t('post.reportIntro')}</p>
        <label className="radio">
          <input type="radio" name="kind" value="filled" required />
          {t('post.reportFilled')}
        </label>
        <label className="radio">
          <input type="radio" name="kind" value="untrue" required />
          {t('post.reportUntrue')}
        </label>
        <label className="field">
          <span>{t('post.reportNote')}</span>
          <textarea name="note" rows={3} maxLength={300} />
        </label>
      </fieldset>
      {problem ? <Trouble problem={problem} /> : null}
      <p className="row">
        <button type="submit" className="button primary" disabled={state === 'sending'}>
          {t('post.reportSend')}
        </button>
        <button type="button" className="button" onClick={() => setState('closed')}>
          {t('post.reportCancel')}
        </button>
      </p>
    </form>
  );
};
