import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { surveys } from '../../api/console';
import { ProblemError } from '../../api/problem';
import type { SurveyAnswer, SurveyForm, SurveyRow } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { day, moment } from '../../lib/format';
import { StateTag } from '../parts/bits';
import { Page, Section } from '../parts/page';
import { PageLoading, Trouble } from '../parts/page-states';
import { Figure, SurveyRowCard } from '../parts/survey-row';
import { useAct } from '../parts/use-act';
import { sideOf, useMe } from '../parts/use-me';
import { useSurveyDraft, type SurveyDraft } from '../parts/use-survey-draft';

const emptyRow: SurveyRow = { needId: null, occupationCode: null, title: '', skillLevel: 0, stillShort: 1, neededInAll: null, filledSince: 0, withdrawn: false, reasons: [], wageFromYuan: null, wageToYuan: null, clientCreditCode: null };

const Saved = ({ draft, reload }: { draft: SurveyDraft; reload: () => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  if (draft.state === 'conflict') return <p role="alert" className="field-error">{t('survey.conflict')} <Button size="small" onClick={reload}>{t('survey.reload')}</Button></p>;
  if (draft.state === 'failed' || draft.state === 'waiting') return <p role="status" className="faint">{t('survey.unsaved')}</p>;
  if (draft.state === 'saving') return <p role="status" className="faint">{t('survey.saving')}</p>;
  return <p role="status" className="faint">{draft.savedAt ? t('survey.saved', { at: moment(draft.savedAt, language) }) : ' '}</p>;
};

const firmFigures = { short: ['employees'], long: ['employees', 'openingsNext', 'hiredLast', 'leftLast', 'bedsFree'] } as const;

interface PartProps {
  form: SurveyForm;
  draft: SurveyDraft;
  faults: SurveyForm['faults'];
  readOnly: boolean;
}

const Firm = ({ form, draft: { answer, change }, faults, readOnly }: PartProps): ReactNode => {
  const t = useT('console');
  const text = (name: 'contactName' | 'contactPhone', type: string): ReactNode => (
    <div className="survey-figure">
      <label htmlFor={name}>{t(`survey.${name}`)}</label>
      <Input id={name} type={type} autoComplete={type === 'tel' ? 'tel' : 'name'} value={answer[name] ?? ''} disabled={readOnly} maxLength={30} onChange={(event) => change({ ...answer, [name]: event.target.value || null })} />
    </div>
  );
  return (
    <Section title={t('survey.firm')}>
      <div className="survey-figures">
        {firmFigures[form.form].map((name) => <Figure key={name} label={t(`survey.${name}`)} value={answer[name]} disabled={readOnly} change={(value) => change({ ...answer, [name]: value })} />)}
        {text('contactName', 'text')}
        {text('contactPhone', 'tel')}
      </div>
      {faults.filter((fault) => !fault.path.startsWith('rows.')).map((fault) => <p key={fault.path + fault.code} className="field-error" role="alert">{fault.message}</p>)}
    </Section>
  );
};

const Needs = ({ form, draft: { answer, change }, faults, readOnly }: PartProps): ReactNode => {
  const t = useT('console');
  const withRow = (at: number, row: SurveyRow | null): SurveyAnswer => ({ ...answer, rows: answer.rows.flatMap((one, n) => (n === at ? (row ? [row] : []) : [one])) });
  const before = (row: SurveyRow): SurveyRow | undefined => (row.needId ? form.last?.rows.find((one) => one.needId === row.needId) : undefined);
  return (
    <Section title={t('survey.needs')}>
      <ol className="survey-rows">
        {answer.rows.map((row, at) => (
          <SurveyRowCard key={row.needId ?? `new-${at}`} row={row} last={before(row)} readOnly={readOnly} faults={faults.filter((fault) => fault.path.startsWith(`rows.${at}.`))}
            change={(next) => change(withRow(at, next))} remove={() => change(withRow(at, null))} />
        ))}
      </ol>
      {readOnly ? null : <Button block onClick={() => change({ ...answer, rows: [...answer.rows, emptyRow] })}>{t('survey.add')}</Button>}
    </Section>
  );
};

const faultsIn = (error: unknown, known: SurveyForm['faults']): SurveyForm['faults'] =>
  error instanceof ProblemError && error.errors.length ? error.errors.map(({ path, code, message }) => ({ path: path.replace(/^\/?(answer[./])?/, '').replaceAll('/', '.'), code, message: message ?? code })) : known;

const Questionnaire = ({ form, reload }: { form: SurveyForm; reload: () => void }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const draft = useSurveyDraft(form);
  const [error, setError] = useState<unknown>();
  const faults = error ? faultsIn(error, form.faults) : [];
  const send = useAct(async () => surveys.submit(form.id, await draft.version(), draft.answer), { done: t('survey.submitted'), renew: ['surveys', 'needs'], quiet: true, then: reload });
  const readOnly = form.state === 'accepted';
  const submit = (): void => {
    setError(undefined);
    send.mutate(undefined, { onError: setError });
  };
  return (
    <>
      {form.askedBack ? <p role="alert" className="field-error">{t('survey.askedBack', { reason: form.askedBack })}</p> : null}
      {form.submittedAt ? <p className="faint">{t('survey.submittedAt', { at: moment(form.submittedAt, language) })}{form.answeredFor ? ` · ${t('survey.answeredFor')}` : ''}</p> : null}
      {form.doubts.length && form.doubts.some((doubt) => doubt.state === 'open') ? <p className="faint">{t('survey.doubts', { n: form.doubts.filter((doubt) => doubt.state === 'open').length })}</p> : null}
      <Saved draft={draft} reload={reload} />
      {error && !faults.length ? <Trouble error={error} /> : null}
      {faults.length ? <p role="alert" className="field-error">{t('survey.fix', { n: faults.length })}</p> : null}
      <Needs form={form} draft={draft} faults={faults} readOnly={readOnly} />
      <Firm form={form} draft={draft} faults={faults} readOnly={readOnly} />
      {readOnly ? null : <div className="sticky-action"><Button type="primary" size="large" block loading={send.isPending} onClick={submit}>{t(draft.state === 'clean' && !form.savedAt && draft.answer.rows.length > 0 ? 'survey.unchanged' : 'survey.submit')}</Button></div>}
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
  const { data: form, error, refetch } = useQuery({ queryKey: ['surveys', 'form', id], queryFn: () => surveys.form(id), refetchOnWindowFocus: false });
  if (error && !form) return <Trouble error={error} retry={() => void refetch()} />;
  if (!form) return <PageLoading />;
  const back = sideOf(me) === 'enterprise' ? { to: '/survey', label: t('survey.mine') } : { to: `/surveys/${form.roundId}`, label: t('survey.title') };
  return (
    <Page narrow title={`${form.quarter} ${t('survey.title')}`} back={back} intro={<>{form.enterpriseName} · <StateTag kind="survey" state={form.state} /> · {t('survey.until', { day: day(form.closesOn, language) })}</>} actions={<a href={surveys.template(form.id)}>{t('survey.template')}</a>}>
      <Questionnaire key={`${form.id}-${turn}`} form={form} reload={() => void refetch().then(() => setTurn((n) => n + 1))} />
    </Page>
  );
};
