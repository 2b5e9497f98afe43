import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { messageRules } from '../../api/office';
import type { DatedMessageRule, MessageKind } from '../../api/types';
import { lookup, useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { NativeSelect } from '../kit/native-select';
import { Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';
import { ChannelOrder } from './channel-order';
import { useRuleWords } from './rule-words';
import { TemplateVersions } from './template-versions';

const MINUTES = [
  ['unreadMinutes', 1, 10_080],
  ['validMinutes', 1, 525_600],
] as const;

const RuleForm = ({ one }: { one: MessageKind }): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const [form] = Form.useForm<DatedMessageRule>();
  const timing = Form.useWatch('timing', form) ?? one.timing;
  const way = Form.useWatch('way', form) ?? one.way;
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(
    form,
    (fields: DatedMessageRule) =>
      messageRules.set(one.template, {
        ...fields,
        at: fields.timing === 'at_once' ? null : (fields.at ?? null),
        unreadMinutes: fields.way === 'first' ? (fields.unreadMinutes ?? null) : null,
        validMinutes: fields.validMinutes ?? null,
        remindDays: one.dated ? (fields.remindDays ?? null) : null,
        must: one.fixed ? one.must : fields.must,
      }),
    { done: t('messageRule.saved'), renew: ['message-rules'], then: () => void navigate({ to: '/message-rules' }) },
  );
  const { channels, unreadMinutes, at, remindDays, validMinutes, quiet, must } = one;
  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={save.send}
      scrollToFirstError={{ focus: true }}
      initialValues={{
        ...{ channels, way: one.way, unreadMinutes, timing: one.timing, at: at ?? '09:00', remindDays, validMinutes, quiet, must },
        validFrom: todayPlus(),
        source: '',
      }}
    >
      {save.problem ? <Trouble error={save.problem} /> : null}
      <Form.Item name="channels" label={t('messageRule.channels')}>
        <ChannelOrder textable={one.textable} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="way" label={t('messageRule.way')}>
          <NativeSelect from="console" names="messageWay" values={['all', 'first']} />
        </Form.Item>
        {MINUTES.filter(([name]) => name !== 'unreadMinutes' || way === 'first').map(([name, min, max]) => (
          <Form.Item key={name} name={name} label={t(`messageRule.${name}`)} rules={[whole({ min, max })]}>
            <WholeNumber min={min} max={max} />
          </Form.Item>
        ))}
        <Form.Item name="timing" label={t('messageRule.timing')}>
          <NativeSelect from="console" names="messageTiming" values={['at_once', 'at', 'digest']} />
        </Form.Item>
        {timing === 'at_once' ? null : (
          <Form.Item name="at" label={t('messageRule.at')} rules={need(t('messageRule.at'))}>
            <Input type="time" />
          </Form.Item>
        )}
        <Form.Item name="quiet" label={t('messageRule.quiet')}>
          <NativeSelect from="console" names="messageQuiet" values={['through', 'nights', 'free_days']} />
        </Form.Item>
        {one.dated ? (
          <Form.Item name="remindDays" label={t('messageRule.remindDays')} rules={[whole({ min: 0, max: 60 })]}>
            <WholeNumber min={0} max={60} />
          </Form.Item>
        ) : null}
        <Form.Item name="validFrom" label={t('messageRule.validFrom')} rules={need(t('messageRule.validFrom'))}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="must" valuePropName="checked" extra={one.fixed ? t('messageRule.fixed') : null}>
        <Checkbox disabled={one.fixed}>{t('messageRule.must')}</Checkbox>
      </Form.Item>
      <Form.Item name="source" label={t('messageRule.source')} rules={need(t('messageRule.source'))}>
        <Input maxLength={300} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('messageRule.save')}
      </Button>
    </Form>
  );
};

/** How one kind of message goes out, and its words. */
export const MessageRulePage = (): ReactNode => {
  const t = useT('console');
  const { template = '' } = useParams({ strict: false });
  const me = useMe();
  const words = useRuleWords();
  const { data, error, refetch } = useQuery({ queryKey: ['message-rules'], queryFn: messageRules.kinds });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const one = data.find((kind) => kind.template === template);
  if (!one) return <Page title={t('messageRule.unknown')} back={{ to: '/message-rules', label: t('messageRule.title') }} children={null} />;
  const editable = may(me, 'message_rule.edit');
  return (
    <Page
      narrow
      title={one.title}
      intro={`${lookup('console', `messageGroup.${one.group}`, one.group)} · ${t('messageRule.toWhom', { who: words.to(one) })}`}
      back={{ to: '/message-rules', label: t('messageRule.title') }}
    >
      <Section title={t('messageRule.rule')}>
        <p>{[words.channels(one), words.timing(one), words.valid(one)].join(' · ')}</p>
        {editable ? <RuleForm key={one.validFrom} one={one} /> : null}
      </Section>
      <TemplateVersions template={one.template} editable={editable} />
    </Page>
  );
};
