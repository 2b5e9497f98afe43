import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { dispatchRules } from '../../api/dispatch';
import type { DispatchRule } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { Day, Num } from '../kit/bits';
import { Facts, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

const NUMBERS = [
  ['holdHours', 2, 720],
  ['warnHours', 1, 719],
  ['tripDays', 0, 90],
  ['answerDays', 1, 60],
] as const;

const NewRule = ({ now }: { now: DispatchRule }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<DispatchRule>();
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(form, (fields: DispatchRule) => dispatchRules.set(fields), {
    done: t('dispatchRule.saved'),
    renew: ['dispatch-rules', 'promises'],
  });
  return (
    <Section title={t('dispatchRule.set')}>
      <Form form={form} layout="vertical" onFinish={save.send} initialValues={{ ...now, validFrom: todayPlus(), source: '' }}>
        {save.problem ? <Trouble error={save.problem} /> : null}
        <div className="form-grid">
          <Form.Item name="validFrom" label={t('dispatchRule.validFrom')} rules={need(t('dispatchRule.validFrom'))}>
            <Input type="date" />
          </Form.Item>
          {NUMBERS.map(([name, min, max]) => (
            <Form.Item
              key={name}
              name={name}
              label={t(`dispatchRule.${name}`)}
              rules={[...need(t(`dispatchRule.${name}`)), whole({ min, max })]}
            >
              <WholeNumber min={min} max={max} />
            </Form.Item>
          ))}
        </div>
        <Form.Item name="source" label={t('dispatchRule.source')} rules={need(t('dispatchRule.source'))}>
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('dispatchRule.save')}
        </Button>
      </Form>
    </Section>
  );
};

/** How long promises hold and when they are reminded of: data of the city with source and day. */
export const DispatchRulesPage = (): ReactNode => {
  const t = useT('console');
  const mayRule = may(useMe(), 'dispatch.rule');
  const query = useQuery({ queryKey: ['dispatch-rules'], queryFn: () => dispatchRules.list({ limit: 100 }) });
  const rules = query.data?.items ?? [];
  if (query.error && !query.data)
    return (
      <div className="page">
        <Trouble error={query.error} retry={() => void query.refetch()} />
      </div>
    );
  if (!query.data) return <PageLoading />;
  return (
    <Page narrow title={t('dispatchRule.title')} intro={t('dispatchRule.intro')} back={{ to: '/promises', label: t('menu.promises') }}>
      {rules.map((rule) => (
        <section key={rule.validFrom} className="card">
          <h2 className="card-title">
            {t('dispatchRule.validFrom')} <Day value={rule.validFrom} />
          </h2>
          <Facts
            items={[
              ...NUMBERS.map(([name]): [string, ReactNode] => [t(`dispatchRule.${name}`), <Num key={name} value={rule[name] ?? null} />]),
              [t('dispatchRule.source'), rule.source],
            ]}
          />
        </section>
      ))}
      {mayRule && rules[0] ? <NewRule now={rules[0]} /> : null}
    </Page>
  );
};
