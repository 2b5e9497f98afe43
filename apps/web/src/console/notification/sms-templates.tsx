import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { messages } from '../../api/console';
import type { SmsRegistration, SmsTemplate } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { StateTag } from '../kit/bits';
import { NativeSelect } from '../kit/native-select';
import { Facts, Page } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { may, useMe } from '../kit/use-me';

const APPROVALS: SmsRegistration['state'][] = ['draft', 'submitted', 'approved', 'refused'];
/** Prices are kept in thousandths of a yuan. */
const yuan = (price: number): string => (price / 1_000).toFixed(3);

const Registration = ({ one }: { one: SmsTemplate }): ReactNode => {
  const t = useT('console');
  const [code, setCode] = useState(one.registeredAs ?? '');
  const [state, setState] = useState(one.state);
  const save = useAct(() => messages.register(one, { registeredAs: code.trim() || null, state, version: one.version }), {
    done: t('account.saved'),
    renew: ['sms-templates'],
  });
  const id = `${one.template}-${one.locale}`;
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <label htmlFor={`${id}-code`}>{t('smsTemplate.code')}</label>
      <Input id={`${id}-code`} className="sms-code" value={code} maxLength={80} onChange={(event) => setCode(event.target.value)} />
      <label htmlFor={`${id}-state`}>{t('needs.state')}</label>
      <NativeSelect
        id={`${id}-state`}
        from="console"
        names="state.smsTemplate"
        values={APPROVALS}
        value={state}
        onChange={(next) => setState(APPROVALS.find((one) => one === next) ?? state)}
      />
      <Button htmlType="submit" loading={save.isPending}>
        {t('smsTemplate.save')}
      </Button>
    </form>
  );
};

const Template = ({ one, connected }: { one: SmsTemplate; connected: boolean }): ReactNode => {
  const t = useT('console');
  const me = useMe();
  return (
    <li className="card">
      <h2>
        {one.title} <small>{t(one.locale === 'zh' ? 'smsTemplate.zh' : 'smsTemplate.en')}</small>
      </h2>
      <Facts
        items={[
          [
            t('smsTemplate.registered'),
            <span key="registered" lang={one.locale} translate="no">
              {one.registered}
            </span>,
          ],
          [
            t('smsTemplate.example'),
            <span key="example" lang={one.locale} translate="no">
              {one.example}
            </span>,
          ],
          [
            t('smsTemplate.length'),
            [
              t('smsTemplate.characters', { count: one.length }),
              t('delivery.parts', { count: one.parts }),
              ...(one.price === null ? [] : [t('smsTemplate.price', { yuan: yuan(one.price) })]),
            ].join(' · '),
          ],
          [
            t('needs.state'),
            <span key="state">
              <StateTag kind="smsTemplate" state={one.state} /> {one.registeredAs}
            </span>,
          ],
        ]}
      />
      {connected && may(me, 'sms_template.edit') ? <Registration key={one.version} one={one} /> : null}
    </li>
  );
};

/** What goes out as text messages, what it costs, and what the provider says of it. */
export const SmsTemplatesPage = (): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = useQuery({ queryKey: ['sms-templates'], queryFn: messages.smsTemplates });
  const provider = data?.provider;
  return (
    <Page
      title={t('smsTemplate.title')}
      intro={
        data
          ? provider
            ? t(data.asksForApproval ? 'smsTemplate.introApproval' : 'smsTemplate.intro', {
                provider: lookup('console', `smsProvider.${provider}`, provider),
              })
            : t('smsTemplate.unconnected')
          : null
      }
      back={{ to: '/deliveries', label: t('menu.deliveries') }}
    >
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      <ul className="sms-templates">
        {data?.items.map((one) => (
          <Template key={`${one.template} ${one.locale}`} one={one} connected={Boolean(provider)} />
        ))}
      </ul>
    </Page>
  );
};
