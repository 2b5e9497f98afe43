import { Button } from 'antd';
import type { ReactNode } from 'react';
import { surveys } from '../../api/console';
import type { SurveyDraftAnswer, SurveyForm, SurveySheet } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble } from '../kit/page-states';
import { FileFaults, PassedOver, TableFileButton } from '../kit/table-file';
import { useAct } from '../kit/use-act';

export interface UploadedSheet {
  name: string;
  sheet: SurveySheet;
  /** What was understood stands in the form already. */
  taken: boolean;
}

interface Props {
  form: SurveyForm;
  /** As it stands in the form now. */
  known: SurveyDraftAnswer['rows'];
  uploaded: UploadedSheet | undefined;
  show: (uploaded: UploadedSheet | undefined) => void;
  take: (answer: SurveyDraftAnswer) => void;
}

/** What a filled workbook changes, post by post. */
const Changes = ({ known, sheet }: { known: SurveyDraftAnswer['rows']; sheet: SurveySheet }): ReactNode => {
  const t = useT('console');
  const words = ({ title, stillShort, was }: SurveySheet['posts'][number], at: number): string | null => {
    if (was === null) return t('survey.uploadPostNew', { title, now: stillShort ?? '？' });
    if (stillShort !== was) return t('survey.uploadPost', { title, was, now: stillShort ?? '？' });
    return JSON.stringify(sheet.answer.rows[at], keys) === JSON.stringify(known[at], keys) ? null : t('survey.uploadPostElse', { title });
  };
  const changes = sheet.posts.flatMap((post, at) => (post.line === null ? [] : (words(post, at) ?? [])));
  return (
    <>
      <p>{t('survey.uploadSays', { added: sheet.added, changed: sheet.changed, unchanged: sheet.unchanged })}</p>
      {changes.length ? (
        <ul className="sheet-changes">
          {changes.map((text, at) => (
            <li key={`${text} ${at}`}>{text}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
};
/** Two rows with the same values read the same. */
const keys = [
  'title',
  'occupationCode',
  'skillLevel',
  'neededInAll',
  'filledSince',
  'withdrawn',
  'reasons',
  'wageFromYuan',
  'wageToYuan',
  'clientCreditCode',
];

/** The filled workbook: what it says, and everything that is wrong in it, is shown before the form takes it over. */
export const SurveyUpload = ({ form, known, uploaded, show, take }: Props): ReactNode => {
  const t = useT('console');
  const read = useAct(async (file: File) => ({ name: file.name, sheet: await surveys.preview(form.id, file), taken: false }), {
    renew: [],
    // What is wrong with the file stands where it was chosen, as long as it takes to read it.
    quiet: true,
    then: show,
  });
  if (!uploaded)
    return (
      <div>
        <TableFileButton label={t('survey.upload')} loading={read.isPending} choose={read.mutate} />
        {read.error ? <Trouble error={read.error} /> : null}
      </div>
    );
  const { name, sheet, taken } = uploaded;
  const { faults } = sheet;
  const confirm = (): void => {
    take(sheet.answer);
    show(faults.length ? { ...uploaded, taken: true } : undefined);
  };
  return (
    <section className="card survey-sheet" aria-labelledby="survey-sheet">
      <h2 id="survey-sheet">{t('survey.uploadTitle', { name })}</h2>
      {taken ? null : <Changes known={known} sheet={sheet} />}
      {faults.length ? (
        <div role="alert">
          <p className="field-error">{t('survey.uploadWrong', { count: faults.length })}</p>
          <FileFaults faults={faults.map(({ post, ...fault }) => ({ ...fault, sheet: null, about: post }))} />
        </div>
      ) : null}
      <PassedOver lines={sheet.passedOver} />
      <p className="faint">{t(faults.length ? 'survey.uploadWrongHelp' : 'survey.uploadTakeHelp')}</p>
      {read.error ? (
        <>
          <Trouble error={read.error} />
          <p className="faint">{t('survey.uploadOther', { name: read.variables?.name ?? '', before: name })}</p>
        </>
      ) : null}
      <p className="actions">
        {faults.length ? (
          <>
            <TableFileButton primary label={t('survey.uploadAgain')} loading={read.isPending} choose={read.mutate} />
            {taken ? null : <Button onClick={confirm}>{t('survey.uploadTakeRest')}</Button>}
          </>
        ) : (
          <Button type="primary" onClick={confirm}>
            {t('survey.uploadTake')}
          </Button>
        )}
        <Button onClick={() => show(undefined)}>{t('ask.cancel')}</Button>
      </p>
    </section>
  );
};
