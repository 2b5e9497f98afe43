import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { messageRules } from '../../api/office';
import type { MessagePolicy } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { Day, Num } from '../kit/bits';
import { Facts, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';
import { ChannelOrder } from './channel-order';
import { yuanOf } from './yuan';

const NewPolicy = ({ now, close }: { now: MessagePolicy; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<MessagePolicy>();
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(form, (fields: MessagePolicy) => messageRules.setPolicy({ ...fields, partPrice: fields.partPrice ?? null }), {
    done: t('messageRule.saved'),
    renew: ['message-policies'],
    then: close,
  });
  return (
    <Form form={form} layout="vertical" onFinish={save.send} initialValues={{ ...now, validFrom: todayPlus(), source: '' }}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      <div className="form-grid">
        {(['quietFrom', 'quietTo'] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`messagePolicy.${name}`)} rules={need(t(`messagePolicy.${name}`))}>
            <Input type="time" />
          </Form.Item>
        ))}
        <Form.Item
          name="approveAbove"
          label={t('messagePolicy.approveAbove')}
          rules={[...need(t('messagePolicy.approveAbove')), whole({ min: 0, max: 100_000 })]}
        >
          <WholeNumber min={0} max={100_000} />
        </Form.Item>
        <Form.Item name="partPrice" label={t('messagePolicy.partPrice')} rules={[whole({ min: 0, max: 10_000 })]}>
          <WholeNumber min={0} max={10_000} />
        </Form.Item>
        <Form.Item name="validFrom" label={t('messageRule.validFrom')} rules={need(t('messageRule.validFrom'))}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="quietChannels" label={t('messagePolicy.quietChannels')}>
        <ChannelOrder textable />
      </Form.Item>
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

/** Quiet hours, what a part costs, and from how many people on a second person approves. */
export const MessagePolicies = ({ editable }: { editable: boolean }): ReactNode => {
  const t = useT('console');
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ queryKey: ['message-policies'], queryFn: () => messageRules.policies({ limit: 20 }) });
  const now = data?.items.find(({ validFrom }) => validFrom <= todayPlus());
  const later = data?.items.filter(({ validFrom }) => validFrom > todayPlus()) ?? [];
  if (!now) return null;
  const factsOf = (one: MessagePolicy): [string, ReactNode][] => [
    [
      t('messagePolicy.quiet'),
      one.quietFrom === one.quietTo
        ? t('messagePolicy.none')
        : [`${one.quietFrom}–${one.quietTo}`, ...one.quietChannels.map((name) => lookup('console', `channel.${name}`, name))].join(' · '),
    ],
    [t('messagePolicy.approveAbove'), <Num key="above" value={one.approveAbove} />],
    [t('messagePolicy.price'), one.partPrice === null ? t('messagePolicy.bySetting') : yuanOf(one.partPrice)],
    [t('messageRule.source'), one.source],
  ];
  return (
    <Section
      title={t('messagePolicy.title')}
      extra={editable && !open ? <Button onClick={() => setOpen(true)}>{t('messagePolicy.change')}</Button> : null}
    >
      {[now, ...later].map((one) => (
        <section key={one.validFrom} className="card">
          <h3 className="card-title">
            {t('messageRule.since')} <Day value={one.validFrom} />
          </h3>
          <Facts items={factsOf(one)} />
        </section>
      ))}
      {open ? <NewPolicy now={now} close={() => setOpen(false)} /> : null}
    </Section>
  );
};
