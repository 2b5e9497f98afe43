import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { surveys } from '../../api/console';
import { ProblemError } from '../../api/problem';
import type { SurveyAnswer, SurveyDraftAnswer, SurveyForm } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble } from '../kit/page-states';
import { whole } from './use-survey-draft';
import { SurveyQuestions } from './survey-questions';
import { useAct } from '../kit/use-act';

/** What the server found wrong, under the paths of the form. */
export const faultsIn = (error: unknown, known: SurveyForm['faults']): SurveyForm['faults'] =>
  error instanceof ProblemError && error.errors.length
    ? error.errors.map(({ path, code, message }) => ({ path: path.replace(/^\/?(answer[./])?/, '').replaceAll('/', '.'), code, message }))
    : known;

/** A reviewer puts right what was handed in, and says why. Of a closed round it makes a new version; what was published stays as it was. */
export const SurveyCorrection = ({ form, leave, done }: { form: SurveyForm; leave: () => void; done: () => void }): ReactNode => {
  const t = useT('console');
  const [answer, setAnswer] = useState<SurveyDraftAnswer>(form.final ?? form.answer);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const missing = error === 'reason';
  const faults = missing ? [] : faultsIn(error, []);
  const send = useAct(
    ({ rows, employees }: SurveyAnswer) =>
      surveys.correct(form.id, { rows, ...(employees === null ? {} : { employees }), reason: reason.trim() }),
    {
      done: t('survey.corrected'),
      renew: ['surveys', 'needs'],
      quiet: true,
      then: () => {
        leave();
        done();
      },
    },
  );
  const go = (): void => {
    setError(reason.trim().length < 2 ? 'reason' : undefined);
    const complete = whole(answer);
    if (reason.trim().length >= 2 && complete) send.mutate(complete, { onError: setError });
  };
  return (
    <>
      <p className="notice">{t(form.roundState === 'open' ? 'survey.correctOpen' : 'survey.correctClosed')}</p>
      {error && !missing && !faults.length ? <Trouble error={error} /> : null}
      <SurveyQuestions form={form} draft={{ answer, change: setAnswer }} faults={faults} readOnly={false} />
      <label className="ask-reason">
        <span>{t('survey.correctReason')}</span>
        <Input.TextArea
          rows={2}
          maxLength={300}
          value={reason}
          status={missing ? 'error' : ''}
          aria-invalid={missing}
          onChange={(event) => setReason(event.target.value)}
        />
        {missing ? (
          <span className="field-error" role="alert">
            {t('ask.reasonMissing')}
          </span>
        ) : null}
      </label>
      <div className="sticky-action row-actions">
        <Button type="primary" size="large" loading={send.isPending} onClick={go}>
          {t('survey.correct')}
        </Button>
        <Button size="large" onClick={leave}>
          {t('ask.cancel')}
        </Button>
      </div>
    </>
  );
};
