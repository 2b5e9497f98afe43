import { Input, Modal } from 'antd';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { useT } from '../../i18n';

export interface Question {
  /** Names the thing: "撤回“焊工（二保焊）”？" */
  title: string;
  /** What will happen, to whom. */
  consequence: ReactNode;
  ok: string;
  danger?: boolean;
  reason?: { label: string; required?: boolean };
}
export interface Answer {
  reason: string;
}
type Ask = (question: Question) => Promise<Answer | null>;

const AskContext = createContext<Ask>(() => Promise.resolve(null));

/** Asks before something that others will feel; answers `null` when the person thinks better of it. */
export const useAsk = (): Ask => useContext(AskContext);

export const AskProvider = ({ children }: { children: ReactNode }): ReactNode => {
  const t = useT('console');
  const [open, setOpen] = useState<{ question: Question; settle: (answer: Answer | null) => void }>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const ask: Ask = (question) =>
    new Promise((resolve) => {
      setReason('');
      setMissing(false);
      setOpen({ question, settle: resolve });
    });
  const close = (answer: Answer | null): void => {
    open?.settle(answer);
    setOpen(undefined);
  };
  const ok = (): void => {
    if (open?.question.reason?.required && !reason.trim()) setMissing(true);
    else close({ reason: reason.trim() });
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
            {missing ? (
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
