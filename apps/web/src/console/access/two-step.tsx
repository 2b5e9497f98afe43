import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { session } from '../../api/console';
import type { Enrolment } from '../../api/types';
import { useT } from '../../i18n';
import { Moment } from '../kit/bits';
import { Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { AppSecret, CodeForm, RecoveryCodes } from './authenticator';

type Change = 'setUp' | 'renew' | 'turnOff';

interface Done {
  enrolment?: Enrolment;
  recoveryCodes?: string[];
}

const change = async (what: Change, password: string): Promise<Done> => {
  if (what === 'setUp') return { enrolment: await session.beginFactor(password) };
  if (what === 'renew') return session.renewRecoveryCodes(password);
  await session.turnOffFactor(password);
  return {};
};

const AskPassword = ({ what, close, done }: { what: Change | undefined; close: () => void; done: (done: Done) => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<{ password: string }>();
  const send = useAct(({ password }: { password: string }) => change(what ?? 'setUp', password), {
    renew: ['second-factor', 'sessions'],
    quiet: true,
    then: (result) => {
      form.resetFields();
      close();
      done(result);
    },
  });
  const leave = (): void => {
    send.reset();
    form.resetFields();
    close();
  };
  return (
    <Modal
      open={what !== undefined}
      title={what && t(`twoStep.${what}`)}
      okText={t('twoStep.goOn')}
      cancelText={t('ask.cancel')}
      okButtonProps={{ danger: what === 'turnOff' }}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={leave}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => send.mutate(fields)}>
        {what ? <p>{t(`twoStep.${what}What`)}</p> : null}
        {send.error ? <Trouble error={send.error} /> : null}
        <Form.Item name="password" label={t('account.current')} rules={[{ required: true, message: t('signIn.passwordMissing') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const SetUp = ({ enrolment, confirmed }: { enrolment: Enrolment; confirmed: (codes: string[]) => void }): ReactNode => {
  const t = useT('console');
  const confirm = useAct((code: string) => session.confirmFactor(code), {
    done: t('twoStep.on'),
    renew: ['second-factor', 'sessions'],
    quiet: true,
    then: ({ recoveryCodes }) => confirmed(recoveryCodes),
  });
  return (
    <div className="two-step">
      <AppSecret enrolment={enrolment} />
      <CodeForm
        label={t('twoStep.code')}
        help={t('twoStep.firstCodeHelp')}
        ok={t('twoStep.confirm')}
        error={confirm.error}
        busy={confirm.isPending}
        digitsOnly
        send={({ code }) => confirm.mutate(code)}
      />
    </div>
  );
};

/** Setting up the authenticator app, recovery codes, turning it off: each asks for the password. */
export const TwoStep = (): ReactNode => {
  const t = useT('console');
  const { data } = useQuery({ queryKey: ['second-factor'], queryFn: session.factor });
  const [what, setWhat] = useState<Change>();
  const [shown, setShown] = useState<Done>({});
  if (!data?.offered && !data?.since) return null;
  const body = (): ReactNode => {
    if (shown.recoveryCodes) return <RecoveryCodes codes={shown.recoveryCodes} done={() => setShown({})} />;
    if (shown.enrolment) return <SetUp enrolment={shown.enrolment} confirmed={(recoveryCodes) => setShown({ recoveryCodes })} />;
    if (!data.since)
      return (
        <>
          <p>{t('twoStep.intro')}</p>
          <Button type="primary" onClick={() => setWhat('setUp')}>
            {t('twoStep.setUp')}
          </Button>
        </>
      );
    return (
      <>
        <p>
          {t('twoStep.since')} <Moment value={data.since} />
          {' · '}
          {t('twoStep.codesLeft', { n: data.codesLeft })}
        </p>
        <p className="row">
          <Button onClick={() => setWhat('renew')}>{t('twoStep.renew')}</Button>
          {data.offered ? <Button onClick={() => setWhat('setUp')}>{t('twoStep.newPhone')}</Button> : null}
          {data.required ? null : (
            <Button danger onClick={() => setWhat('turnOff')}>
              {t('twoStep.turnOff')}
            </Button>
          )}
        </p>
      </>
    );
  };
  return (
    <Section title={t('twoStep.section')}>
      <div className="account-step">{body()}</div>
      <AskPassword what={what} close={() => setWhat(undefined)} done={setShown} />
    </Section>
  );
};
