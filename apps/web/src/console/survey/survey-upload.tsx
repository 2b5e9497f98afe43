import { Button, Modal } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { surveys } from '../../api/console';
import type { SurveyAnswer, SurveyForm, SurveySheet } from '../../api/types';
import { useT } from '../../i18n';
import { TABLE_FILES } from '../../lib/table-files';
import { useAct } from '../kit/use-act';

/** The filled workbook: what it says is shown before the form takes it over. */
export const SurveyUpload = ({ form, take }: { form: SurveyForm; take: (answer: SurveyAnswer) => void }): ReactNode => {
  const t = useT('console');
  const input = useRef<HTMLInputElement>(null);
  const [sheet, setSheet] = useState<SurveySheet>();
  const read = useAct((file: File) => surveys.preview(form.id, file), { renew: [], then: setSheet });
  const choose = (file: File | undefined): void => {
    if (file) read.mutate(file);
    // The same file again is a change again.
    if (input.current) input.current.value = '';
  };
  const confirm = (): void => {
    if (sheet) take(sheet.answer);
    setSheet(undefined);
  };
  return (
    <>
      <input ref={input} type="file" hidden accept={TABLE_FILES} onChange={(event) => choose(event.target.files?.[0])} />
      <Button loading={read.isPending} onClick={() => input.current?.click()}>
        {t('survey.upload')}
      </Button>
      <Modal
        open={sheet !== undefined}
        title={t('survey.uploadTitle')}
        okText={t('survey.uploadTake')}
        cancelText={t('ask.cancel')}
        onOk={confirm}
        onCancel={() => setSheet(undefined)}
      >
        {sheet ? <p>{t('survey.uploadSays', { added: sheet.added, changed: sheet.changed, unchanged: sheet.unchanged })}</p> : null}
        {sheet?.faults.length ? (
          <>
            <p className="field-error">{t('survey.fix', { n: sheet.faults.length })}</p>
            <ul>
              {sheet.faults.slice(0, 8).map((fault) => (
                <li key={fault.path + fault.code}>{fault.message}</li>
              ))}
            </ul>
          </>
        ) : null}
      </Modal>
    </>
  );
};
