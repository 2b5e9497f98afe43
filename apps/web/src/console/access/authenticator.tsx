import { Button, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import type { Enrolment } from '../../api/types';
import { useT } from '../../i18n';
import { Trouble } from '../kit/page-states';

const FILE = 'gangqiao-recovery-codes.txt';

const download = (text: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = FILE;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** Shown once: there is no way to see them again. */
export const RecoveryCodes = ({ codes, done }: { codes: readonly string[]; done: () => void }): ReactNode => {
  const t = useT('console');
  const brand = useT('common')('brand');
  return (
    <div className="recovery">
      <div className="notice" role="status">
        {t('twoStep.keepCodes')}
      </div>
      <ol className="recovery-codes num" aria-label={t('twoStep.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className="row">
        <Button onClick={() => window.print()}>{t('twoStep.print')}</Button>
        <Button onClick={() => download(`${brand} ${t('twoStep.codes')}\n\n${codes.join('\n')}\n`)}>{t('twoStep.download')}</Button>
      </p>
      <Button type="primary" size="large" onClick={done}>
        {t('twoStep.kept')}
      </Button>
    </div>
  );
};

export interface Code {
  code: string;
  trust?: boolean;
}

interface CodeFormProps {
  label: string;
  help: string;
  ok: string;
  error: unknown;
  busy: boolean;
  /** Days that a trusted device is not asked again; without it or with 0 nothing is offered. */
  trustDays?: number;
  digitsOnly?: boolean;
  /** There is nothing before it on the page: one types at once. */
  first?: boolean;
  send: (code: Code) => void;
}

export const CodeForm = ({
  label,
  help,
  ok,
  error,
  busy,
  trustDays = 0,
  digitsOnly = false,
  first = false,
  send,
}: CodeFormProps): ReactNode => {
  const t = useT('console');
  return (
    <Form layout="vertical" requiredMark={false} onFinish={send}>
      {error ? <Trouble error={error} /> : null}
      <Form.Item name="code" label={label} extra={help} rules={[{ required: true, message: t('twoStep.codeMissing') }]}>
        <Input
          className="num"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          inputMode={digitsOnly ? 'numeric' : 'text'}
          maxLength={20}
          autoFocus={first}
        />
      </Form.Item>
      {trustDays > 0 ? (
        <Form.Item name="trust" valuePropName="checked">
          <Checkbox>{t('twoStep.trust', { days: trustDays })}</Checkbox>
        </Form.Item>
      ) : null}
      <Button type="primary" htmlType="submit" block size="large" loading={busy}>
        {ok}
      </Button>
    </Form>
  );
};

/** What to scan, or to type where nothing can be scanned. */
export const AppSecret = ({ enrolment }: { enrolment: Enrolment }): ReactNode => {
  const t = useT('console');
  return (
    <div className="app-secret">
      <p>{t('twoStep.scan')}</p>
      <img src={`data:image/svg+xml;utf8,${encodeURIComponent(enrolment.qr)}`} alt={t('twoStep.qr')} width={200} height={200} />
      <p className="faint">
        {t('twoStep.byHand')} <code className="num">{enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
    </div>
  );
};
