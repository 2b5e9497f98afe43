import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { session } from '../../api/console';
import { lookup, useT } from '../../i18n';
import { DemoBanner, useDemo } from '../frame/demo';
import { LanguageSwitch, Mark } from '../frame/top-bar';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { nextStepOf, SecondStep } from './second-step';

interface Credentials {
  login: string;
  password: string;
}

const DemoAccounts = ({ use, busy }: { use: (who: Credentials) => void; busy: boolean }): ReactNode => {
  const t = useT('console');
  const { data } = useDemo();
  if (!data?.demo || !data.accounts.length) return null;
  return (
    <section className="demo-accounts" aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">{t('signIn.demo')}</h2>
      <ul>
        {data.accounts.map((account) => (
          <li key={account.login}>
            <button type="button" disabled={busy} onClick={() => use(account)}>
              <b>{account.name}</b>
              <span>{lookup('console', `role.${account.role}`, account.role)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const OpenFrame = ({ children }: { children: ReactNode }): ReactNode => {
  const brand = useT('common')('brand');
  return (
    <>
      <DemoBanner />
      <header className="open-top">
        <a href="/" className="brand">
          <Mark />
          {brand}
        </a>
        <LanguageSwitch />
      </header>
      <main className="open-main">{children}</main>
    </>
  );
};

export const SignInPage = (): ReactNode => {
  const t = useT('console');
  const brand = useT('common')('brand');
  const { next }: { next?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form] = Form.useForm<Credentials>();
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${brand}`;
  }, [t, brand]);
  const entered = (): void => {
    client.clear();
    // Only a path of this console: an address from outside must not lead elsewhere after sign-in.
    void navigate({ href: next?.startsWith('/') && !next.startsWith('//') ? `/console${next}` : '/console/' });
  };
  const enter = useAct((who: Credentials) => session.signIn(who.login.trim(), who.password), { renew: [], quiet: true, then: entered });
  const nextStep = nextStepOf(enter.error);
  if (nextStep)
    return (
      <OpenFrame>
        <div className="sign-in">
          <SecondStep next={nextStep} entered={entered} back={() => enter.reset()} />
        </div>
      </OpenFrame>
    );
  return (
    <OpenFrame>
      <div className="sign-in">
        <h1>{t('signIn.title')}</h1>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(who) => enter.mutate(who)}>
          {enter.error ? <Trouble error={enter.error} /> : null}
          <Form.Item name="login" label={t('signIn.login')} rules={[{ required: true, message: t('signIn.loginMissing') }]}>
            <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('signIn.passwordMissing') }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={enter.isPending}>
            {t('signIn.enter')}
          </Button>
        </Form>
        <p className="sign-in-register">
          {t('signIn.noAccount')} <Link to="/register">{t('signIn.register')}</Link>
          <br />
          <span className="faint">{t('signIn.undecided')}</span>
          <br />
          <Link to="/password">{t('password.forgotten')}</Link>
        </p>
      </div>
      <DemoAccounts
        busy={enter.isPending}
        use={(who) => {
          form.setFieldsValue(who);
          enter.mutate(who);
        }}
      />
    </OpenFrame>
  );
};
