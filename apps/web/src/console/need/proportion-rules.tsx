import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { checks } from '../../api/console';
import type { NewProportionRule, ProportionRule } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { RuleCards } from '../kit/dated-rules';
import { Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

const FIGURES = [
  'leastPeople',
  'overEmployees',
  'overPast',
  'overOccupation',
  'mostUnknown',
  'overWage',
  'enoughPosts',
] as const satisfies readonly (keyof ProportionRule)[];

const RuleForm = ({ last, close }: { last: ProportionRule; close: () => void }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<NewProportionRule>();
  const whole = useWholeNumberRule();
  const save = useFormAct(form, checks.setProportionRule, { done: t('checks.ruleSet'), renew: ['proportion-rules'], then: close });
  const need = (what: string) => ({ required: true, message: t('form.missing', { what }) });
  const numbers = Object.fromEntries(FIGURES.map((figure) => [figure, last[figure]]));
  return (
    <Modal
      open
      title={t('checks.proportionNew')}
      okText={t('need.save')}
      cancelText={t('ask.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" onFinish={save.send} initialValues={{ ...numbers, validFrom: todayPlus(0) }}>
        {save.problem ? <Trouble error={save.problem} /> : null}
        <Form.Item name="validFrom" label={t('checks.proportion.validFrom')} rules={[need(t('checks.proportion.validFrom'))]}>
          <Input type="date" min={todayPlus(0)} />
        </Form.Item>
        <Form.Item name="source" label={t('checks.proportion.source')} rules={[need(t('checks.proportion.source'))]}>
          <Input maxLength={200} />
        </Form.Item>
        {FIGURES.map((figure) => (
          <Form.Item
            key={figure}
            name={figure}
            label={t(`checks.proportion.${figure}`)}
            rules={[need(t(`checks.proportion.${figure}`)), whole({ min: 1 })]}
          >
            <WholeNumber min={1} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
};

/** When figures are asked about before they count: the city's rules, each with its day and what it rests on. */
export const ProportionRules = (): ReactNode => {
  const t = useT('console');
  const mayRule = may(useMe(), 'need.rule');
  const [adding, setAdding] = useState(false);
  const { data } = useQuery({ queryKey: ['proportion-rules'], queryFn: () => checks.proportionRules({ limit: 100 }) });
  const [last] = data?.items ?? [];
  return (
    <Section
      title={t('checks.proportionTitle')}
      extra={mayRule ? <Button onClick={() => setAdding(true)}>{t('checks.proportionNew')}</Button> : null}
    >
      <p className="faint">{t('checks.proportionHelp')}</p>
      <RuleCards
        inside
        rules={data?.items ?? []}
        fields={FIGURES.map((name) => ({ name, label: t(`checks.proportion.${name}`), range: [1, Infinity] as const }))}
      />
      {adding && last ? <RuleForm last={last} close={() => setAdding(false)} /> : null}
    </Section>
  );
};
