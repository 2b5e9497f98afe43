import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageCosts } from '../../api/office';
import type { MessageQuota, NewMessageQuota } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Day, Num } from '../kit/bits';
import { NativeSelect } from '../kit/native-select';
import { NodeName, PlaceSelect } from '../kit/node';
import { Empty, Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';
import { yuanOf } from './yuan';

const NewQuota = ({ close }: { close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<NewMessageQuota>();
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(form, (fields: NewMessageQuota) => messageCosts.setQuota({ ...fields, perDay: fields.perDay ?? null }), {
    done: t('messageRule.saved'),
    renew: ['message-quotas'],
    then: close,
  });
  return (
    <Form form={form} layout="vertical" onFinish={save.send} initialValues={{ channel: 'sms', validFrom: todayPlus(), source: '' }}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      <div className="form-grid">
        <Form.Item name="nodeId" label={t('messageCost.office')} rules={need(t('messageCost.office'))}>
          <PlaceSelect withCity />
        </Form.Item>
        <Form.Item name="channel" label={t('messageCost.channel')}>
          <NativeSelect from="console" names="channel" values={['sms', 'email', 'wecom']} />
        </Form.Item>
        <Form.Item
          name="perDay"
          label={t('messageCost.perDay')}
          extra={t('messageCost.perDayHelp')}
          rules={[whole({ min: 0, max: 10_000_000 })]}
        >
          <WholeNumber min={0} max={10_000_000} />
        </Form.Item>
        <Form.Item name="validFrom" label={t('messageRule.validFrom')} rules={need(t('messageRule.validFrom'))}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="source" label={t('messageRule.source')} rules={need(t('messageRule.source'))}>
        <Input maxLength={300} />
      </Form.Item>
      <p className="row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('messageRule.save')}
        </Button>
        <Button onClick={close}>{t('ask.cancel')}</Button>
      </p>
    </Form>
  );
};

const Quota = ({ one }: { one: MessageQuota }): ReactNode => {
  const t = useT('console');
  return (
    <li className="card">
      <h3>
        <NodeName id={one.nodeId} /> · {lookup('console', `channel.${one.channel}`, one.channel)}
      </h3>
      <p className="num">
        {one.perDay === null ? t('messageCost.noLimit') : t('messageCost.used', { used: one.used, most: one.perDay })}{' '}
        {one.perDay !== null && one.used >= one.perDay ? <span className="tag bad">{t('messageCost.reached')}</span> : null}
      </p>
      <p className="faint">
        {t('messageRule.since')} <Day value={one.validFrom} /> · {one.source}
      </p>
    </li>
  );
};

const Quotas = (): ReactNode => {
  const t = useT('console');
  const editable = may(useMe(), 'message_rule.edit');
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ queryKey: ['message-quotas'], queryFn: messageCosts.quotas });
  return (
    <Section
      title={t('messageCost.quotas')}
      extra={editable && !open ? <Button onClick={() => setOpen(true)}>{t('messageCost.setQuota')}</Button> : null}
    >
      {open ? <NewQuota close={() => setOpen(false)} /> : null}
      {data?.length === 0 ? <p className="faint">{t('messageCost.noQuota')}</p> : null}
      <ul className="channels">
        {data?.map((one) => (
          <Quota key={`${one.channel} ${one.nodeId}`} one={one} />
        ))}
      </ul>
    </Section>
  );
};

/** What was sent and what it costs, by channel, office and day. */
export const MessageCostsPage = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const [from, to] = [at['from'] ?? todayPlus(-29), at['to'] ?? todayPlus()];
  const { data, error, refetch } = useQuery({ queryKey: ['message-costs', from, to], queryFn: () => messageCosts.lines(from, to) });
  const total = data?.reduce((sum, one) => sum + (one.cost ?? 0), 0) ?? 0;
  return (
    <Page title={t('messageCost.title')} intro={t('messageCost.intro')} back={{ to: '/deliveries', label: t('menu.deliveries') }}>
      <Quotas />
      <Section title={t('messageCost.sent')}>
        <p className="row">
          <label>
            {t('messageCost.from')} <Input type="date" value={from} onChange={(event) => change({ from: event.target.value })} />
          </label>
          <label>
            {t('messageCost.to')} <Input type="date" value={to} onChange={(event) => change({ to: event.target.value })} />
          </label>
        </p>
        {error ? <Trouble error={error} retry={() => void refetch()} /> : null}
        {data?.length === 0 ? <Empty title={t('messageCost.empty')} /> : null}
        {data?.length ? (
          <>
            <p>
              {t('messageCost.total')} <strong className="num">{yuanOf(total)}</strong>
            </p>
            <div className="table-box">
              <table className="table" role="table">
                <caption className="visually-hidden">{t('messageCost.sent')}</caption>
                <thead role="rowgroup">
                  <tr role="row">
                    {(['day', 'office', 'channel', 'messages', 'parts', 'cost'] as const).map((name) => (
                      <th key={name} scope="col" role="columnheader">
                        {t(`messageCost.${name}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody role="rowgroup">
                  {data.map((one) => (
                    <tr role="row" key={`${one.day} ${one.channel} ${one.nodeId}`}>
                      <th scope="row" role="rowheader">
                        <Day value={one.day} />
                      </th>
                      <td role="cell" data-label={t('messageCost.office')}>
                        {one.nodeId ? <NodeName id={one.nodeId} /> : t('messageCost.noOffice')}
                      </td>
                      <td role="cell" data-label={t('messageCost.channel')}>
                        {lookup('console', `channel.${one.channel}`, one.channel)}
                      </td>
                      <td role="cell" className="numeric num" data-label={t('messageCost.messages')}>
                        <Num value={one.messages} />
                      </td>
                      <td role="cell" className="numeric num" data-label={t('messageCost.parts')}>
                        <Num value={one.parts} />
                      </td>
                      <td role="cell" className="numeric num" data-label={t('messageCost.cost')}>
                        {one.cost === null ? '—' : yuanOf(one.cost)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        ) : null}
      </Section>
    </Page>
  );
};
