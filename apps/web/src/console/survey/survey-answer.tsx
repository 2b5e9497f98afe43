import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { surveys } from '../../api/console';
import type { SurveyAnswer, SurveyForm } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { day, moment } from '../../lib/format';
import { StateTag } from '../kit/bits';
import { Page } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { faultsIn, SurveyCorrection } from './survey-correction';
import { SurveyQuestions } from './survey-questions';
import { SurveyUpload, type UploadedSheet } from './survey-upload';
import { useFigures } from '../kit/use-figures';
import { useAct } from '../kit/use-act';
import { may, sideOf, useMe } from '../kit/use-me';
import { useSurveyDraft, whole, type SurveyDraft } from './use-survey-draft';

const Saved = ({ draft, reload }: { draft: SurveyDraft; reload: () => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  if (draft.state === 'conflict')
    return (
      <p role="alert" className="field-error">
        {t('survey.conflict')}{' '}
        <Button size="small" onClick={reload}>
          {t('survey.reload')}
        </Button>
      </p>
    );
  if (draft.state === 'held')
    return (
      <p role="status" className="field-error">
        {t('survey.held')}
      </p>
    );
  if (draft.state === 'failed' || draft.state === 'waiting')
    return (
      <p role="status" className="faint">
        {t('survey.unsaved')}
      </p>
    );
  if (draft.state === 'saving')
    return (
      <p role="status" className="faint">
        {t('survey.saving')}
      </p>
    );
  return (
    <p role="status" className="faint">
      {draft.savedAt ? t('survey.saved', { at: moment(draft.savedAt, language) }) : ' '}
    </p>
  );
};

const Questionnaire = ({ form, reload }: { form: SurveyForm; reload: () => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const draft = useSurveyDraft(form);
  const [correcting, setCorrecting] = useState(false);
  const [error, setError] = useState<unknown>();
  const [uploaded, setUploaded] = useState<UploadedSheet>();
  const faults = error ? faultsIn(error, form.faults) : [];
  const complete = whole(draft.answer);
  const figures = useFigures();
  const handIn = async (answer: SurveyAnswer) => {
    const version = await draft.version();
    return figures((figuresConfirmed) => surveys.submit(form.id, version, answer, figuresConfirmed));
  };
  const send = useAct(handIn, {
    done: t('survey.submitted'),
    renew: ['surveys', 'needs'],
    quiet: true,
    then: reload,
  });
  const readOnly = form.state === 'accepted' || form.roundState !== 'open' || !may(me, 'survey.answer');
  const mayCorrect = form.final !== null && may(me, 'survey.review');
  const submit = (): void => {
    setError(undefined);
    // What is missing stands at each of these posts.
    if (complete) send.mutate(complete, { onError: setError });
    else document.querySelector('.survey-row .field-error')?.scrollIntoView({ block: 'center' });
  };
  if (correcting) return <SurveyCorrection form={form} leave={() => setCorrecting(false)} done={reload} />;
  return (
    <>
      {form.askedBack ? (
        <p role="alert" className="field-error">
          {t('survey.askedBack', { reason: form.askedBack })}
        </p>
      ) : null}
      {form.submittedAt ? (
        <p className="faint">
          {t('survey.submittedAt', { at: moment(form.submittedAt, language) })}
          {form.answeredFor ? ` · ${t('survey.answeredFor')}` : ''}
        </p>
      ) : null}
      {form.doubts.length && form.doubts.some((doubt) => doubt.state === 'open') ? (
        <p className="faint">{t('survey.doubts', { n: form.doubts.filter((doubt) => doubt.state === 'open').length })}</p>
      ) : null}
      {readOnly ? null : (
        <div className="survey-tools">
          <Saved draft={draft} reload={reload} />
          <SurveyUpload form={form} known={draft.answer.rows} uploaded={uploaded} show={setUploaded} take={draft.change} />
        </div>
      )}
      {mayCorrect ? (
        <p>
          <Button onClick={() => setCorrecting(true)}>{t('survey.correct')}</Button>
        </p>
      ) : null}
      {error && !faults.length ? <Trouble error={error} /> : null}
      {faults.length ? (
        <p role="alert" className="field-error">
          {t('survey.fix', { n: faults.length })}
        </p>
      ) : null}
      <SurveyQuestions form={form} draft={draft} faults={faults} sheet={uploaded?.taken ? uploaded.sheet : undefined} readOnly={readOnly} />
      {/* What a file says is taken over or left before anything is handed in. */}
      {readOnly || (uploaded && !uploaded.taken) ? null : (
        <div className="sticky-action">
          <Button type="primary" size="large" block loading={send.isPending} onClick={submit}>
            {t(draft.state === 'clean' && !form.savedAt && draft.answer.rows.length > 0 ? 'survey.unchanged' : 'survey.submit')}
          </Button>
        </div>
      )}
    </>
  );
};

/** The questionnaire of one enterprise, for its own people and for a liaison who answers by telephone. */
export const SurveyAnswerPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const me = useMe();
  const { id = '' } = useParams({ strict: false });
  const [turn, setTurn] = useState(0);
  const {
    data: form,
    error,
    refetch,
  } = useQuery({ queryKey: ['surveys', 'form', id], queryFn: () => surveys.form(id), refetchOnWindowFocus: false });
  if (error && !form) return <Trouble error={error} retry={() => void refetch()} />;
  if (!form) return <PageLoading />;
  const back =
    sideOf(me) === 'enterprise' ? { to: '/survey', label: t('survey.mine') } : { to: `/surveys/${form.roundId}`, label: t('survey.title') };
  return (
    <Page
      narrow
      title={`${form.quarter} ${t('survey.title')}`}
      back={back}
      intro={
        <>
          {form.enterpriseName} · <StateTag kind="survey" state={form.state} /> · {t('survey.until', { day: day(form.closesOn, language) })}
        </>
      }
      actions={<a href={surveys.template(form.id)}>{t('survey.template')}</a>}
    >
      <Questionnaire key={`${form.id}-${turn}`} form={form} reload={() => void refetch().then(() => setTurn((n) => n + 1))} />
    </Page>
  );
};
