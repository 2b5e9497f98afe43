import { Input, Modal } from 'antd';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { useT } from '../../i18n';
import { WholeNumber } from './whole-number';

export interface Question {
  /** Names the thing: "撤回“焊工（二保焊）”？" */
  title: string;
  /** What will happen, to whom. */
  consequence: ReactNode;
  ok: string;
  danger?: boolean;
  reason?: { label: string; required?: boolean };
  fields?: readonly AskedField[];
}
/** A number or a day that is asked along. */
export type AskedField = { name: string; label: string } & (
  { as: 'number'; min: number; max: number; value: number } | { as: 'day'; value: string; required?: boolean }
);
export interface Answer {
  reason: string;
  /** What was said in the fields, by name. */
  said: Readonly<Record<string, string>>;
}
type Ask = (question: Question) => Promise<Answer | null>;

const AskContext = createContext<Ask>(() => Promise.resolve(null));

const answers = (field: AskedField, said: string): boolean => {
  if (field.as === 'day') return said !== '' || !field.required;
  return said !== '' && Number.isInteger(Number(said)) && Number(said) >= field.min && Number(said) <= field.max;
};

/** Asks before something that others will feel; answers `null` when the person thinks better of it. */
export const useAsk = (): Ask => useContext(AskContext);

export const AskProvider = ({ children }: { children: ReactNode }): ReactNode => {
  const t = useT('console');
  const [open, setOpen] = useState<{ question: Question; settle: (answer: Answer | null) => void }>();
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState<Record<string, string>>({});
  const [missing, setMissing] = useState(false);
  const ask: Ask = (question) =>
    new Promise((resolve) => {
      setReason('');
      setSaid(Object.fromEntries((question.fields ?? []).map(({ name, value }) => [name, String(value)])));
      setMissing(false);
      setOpen({ question, settle: resolve });
    });
  const close = (answer: Answer | null): void => {
    open?.settle(answer);
    setOpen(undefined);
  };
  const ok = (): void => {
    const lacking = open?.question.reason?.required && !reason.trim();
    if (lacking || open?.question.fields?.some((field) => !answers(field, said[field.name] ?? ''))) setMissing(true);
    else close({ reason: reason.trim(), said });
  };
  const question = open?.question;
  return (
    <AskContext value={ask}>
      {children}
      <Modal
        open={question !== undefined}
        title={question?.title}
        okText={question?.ok}
        cancelText={t('ask.cancel')}
        okButtonProps={{ danger: question?.danger ?? false }}
        onOk={ok}
        onCancel={() => close(null)}
        destroyOnHidden
      >
        <div className="consequence">{question?.consequence}</div>
        {question?.fields?.map((field) => (
          <label key={field.name} className="ask-reason">
            <span>{field.label}</span>
            {field.as === 'number' ? (
              <WholeNumber
                alone
                min={field.min}
                max={field.max}
                value={said[field.name] ? Number(said[field.name]) : null}
                onChange={(value) => setSaid({ ...said, [field.name]: value === null ? '' : String(value) })}
              />
            ) : (
              <Input
                type="date"
                value={said[field.name] ?? ''}
                aria-invalid={missing && !answers(field, said[field.name] ?? '')}
                onChange={({ target: { value } }) => setSaid({ ...said, [field.name]: value })}
              />
            )}
            {missing && !answers(field, said[field.name] ?? '') ? (
              <span className="field-error" role="alert">
                {t('ask.fieldMissing')}
              </span>
            ) : null}
          </label>
        ))}
        {question?.reason ? (
          <label className="ask-reason">
            <span>{question.reason.label}</span>
            <Input.TextArea
              rows={3}
              maxLength={200}
              value={reason}
              status={missing ? 'error' : ''}
              aria-invalid={missing}
              onChange={(event) => setReason(event.target.value)}
            />
            {missing && question.reason.required && !reason.trim() ? (
              <span className="field-error" role="alert">
                {t('ask.reasonMissing')}
              </span>
            ) : null}
          </label>
        ) : null}
      </Modal>
    </AskContext>
  );
};
