import { Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { session } from '../../api/console';
import { useT } from '../../i18n';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { OpenFrame } from './sign-in';

const Choose = ({ token }: { token: string }): ReactNode => {
  const t = useT('console');
  const redeem = useAct((password: string) => session.redeem(token, password), { renew: [], quiet: true });
  if (redeem.isSuccess)
    return (
      <p className="notice good" role="status">
        {t('password.chosen')} <Link to="/sign-in">{t('signIn.title')}</Link>
      </p>
    );
  return (
    <Form layout="vertical" requiredMark={false} onFinish={({ password }: { password: string }) => redeem.mutate(password)}>
      {redeem.error ? <Trouble error={redeem.error} /> : null}
      <Form.Item
        name="password"
        label={t('account.next')}
        extra={t('register.passwordHelp')}
        rules={[{ required: true, min: 10, message: t('register.passwordShort') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={redeem.isPending}>
        {t('password.choose')}
      </Button>
    </Form>
  );
};

const Forgotten = (): ReactNode => {
  const t = useT('console');
  const ask = useAct((login: string) => session.forgotten(login), { renew: [], quiet: true });
  if (ask.isSuccess)
    return (
      <p className="notice good" role="status">
        {t('password.sent')}
      </p>
    );
  return (
    <Form layout="vertical" requiredMark={false} onFinish={({ login }: { login: string }) => ask.mutate(login.trim())}>
      {ask.error ? <Trouble error={ask.error} /> : null}
      <p>{t('password.intro')}</p>
      <Form.Item name="login" label={t('signIn.login')} rules={[{ required: true, message: t('signIn.loginMissing') }]}>
        <Input autoComplete="username" autoCapitalize="none" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={ask.isPending}>
        {t('password.send')}
      </Button>
    </Form>
  );
};

/**
 * With the one-time link (its secret stands behind the #, which browsers do not send) one chooses a password; without it
 * one asks for the link.
 */
export const PasswordPage = (): ReactNode => {
  const t = useT('console');
  const [token] = useState(() => window.location.hash.slice(1));
  return (
    <OpenFrame>
      <div className="sign-in">
        <h1>{t(token ? 'password.title' : 'password.forgotten')}</h1>
        {token ? <Choose token={token} /> : <Forgotten />}
        <p className="sign-in-register">
          <Link to="/sign-in">{t('signIn.title')}</Link>
        </p>
      </div>
    </OpenFrame>
  );
};
