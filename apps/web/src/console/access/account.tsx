import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { messages, session } from '../../api/console';
import { lookup, useLanguage, useT } from '../../i18n';
import { agentOf } from '../../lib/agent';
import { useAddress } from '../kit/address';
import { Moment } from '../kit/bits';
import { Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useMe } from '../kit/use-me';
import { Tokens } from './tokens';
import { TwoStep } from './two-step';

const Password = (): ReactNode => {
  const t = useT('console');
  const client = useQueryClient();
  const [form] = Form.useForm<{ current: string; next: string }>();
  const change = useAct(({ current, next }: { current: string; next: string }) => session.changePassword(current, next), {
    done: t('account.changed'),
    renew: ['sessions'],
    quiet: true,
    then: () => {
      form.resetFields();
      void client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  return (
    <Section title={t('account.password')}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => change.mutate(fields)}>
        {change.error ? <Trouble error={change.error} /> : null}
        <Form.Item name="current" label={t('account.current')} rules={[{ required: true, message: t('signIn.passwordMissing') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('account.next')}
          extra={t('register.passwordHelp')}
          rules={[{ required: true, min: 10, message: t('register.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('account.change')}
        </Button>
      </Form>
    </Section>
  );
};

/** The device in words; what the browser says of itself is no text for people. */
const Agent = ({ text }: { text: string }): ReactNode => {
  const t = useT('console');
  const { browser, system } = agentOf(text);
  if (!browser) return t('account.unknownAgent');
  return t('account.agent', { browser, system: system ?? t('account.agentOther') });
};

const Sessions = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions', at],
    queryFn: () => session.list({ cursor: at['cursor'], limit: 20 }),
  });
  const end = useAct((id: string) => session.end(id), { done: t('account.ended'), renew: ['sessions'] });
  return (
    <Section title={t('account.sessions')}>
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      <ul className="messages">
        {data?.items.map((one) => (
          <li key={one.id}>
            <div>
              <h3 className="agent">
                <Agent text={one.agent} />
              </h3>
              <p className="faint">
                {t('account.seen')} <Moment value={one.seenAt} />
              </p>
            </div>
            {one.current ? (
              <div>
                <span className="tag live">{t('account.here')}</span>
              </div>
            ) : (
              <div>
                <Button loading={end.isPending} onClick={() => end.mutate(one.id)}>
                  {t('account.end')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {data?.next ? (
        <p>
          <Button onClick={() => change({ cursor: data.next ?? undefined }, true)}>{t('list.next')}</Button>
        </p>
      ) : null}
    </Section>
  );
};

const Preferences = (): ReactNode => {
  const t = useT('console');
  useLanguage();
  const { data } = useQuery({ queryKey: ['preferences'], queryFn: messages.preferences });
  const choose = useAct(messages.prefer, { done: t('account.saved'), renew: ['preferences'] });
  const groups = [...new Set(data?.map((one) => one.group))];
  if (data?.length === 0) return null;
  return (
    <Section title={t('account.preferences')} extra={<span className="faint">{t('account.preferencesHelp')}</span>}>
      <ul className="preferences">
        {groups.map((group) => (
          <li key={group}>
            <span>{lookup('console', `messageGroup.${group}`, group)}</span>
            <span className="row">
              {data
                ?.filter((one) => one.group === group)
                .map((one) => (
                  <Checkbox
                    key={one.channel}
                    checked={one.wanted}
                    disabled={one.fixed}
                    onChange={({ target }) => choose.mutate({ channel: one.channel, group: one.group, wanted: target.checked })}
                  >
                    {lookup('console', `channel.${one.channel}`, one.channel)}
                  </Checkbox>
                ))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
};

export const AccountPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  return (
    <Page title={t('menu.account')} intro={me.name} narrow>
      {me.mustChange ? (
        <div className="notice" role="alert">
          {t('account.mustChange')}
        </div>
      ) : null}
      <Password />
      {me.mustChange ? null : <TwoStep />}
      {me.mustChange ? null : (
        <>
          <Preferences />
          <Sessions />
          <Tokens />
        </>
      )}
    </Page>
  );
};
