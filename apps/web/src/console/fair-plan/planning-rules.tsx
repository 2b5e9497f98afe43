import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { fairPlans } from '../../api/fair-plans';
import type { PlanningRule } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { Day, Num } from '../kit/bits';
import { Facts, Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

const NUMBERS = [
  ['roomSharePct', 1, 100],
  ['perCountyDay', 1, 100],
  ['perCountyWeek', 1, 500],
  ['countySharePct', 0, 100],
  ['weekPeakPct', 100, 1_000],
  ['perEnterpriseMonth', 1, 31],
  ['perVisit', 1, 1_000],
  ['nearKm', 0, 2_000],
  ['skilledFrom', 0, 8],
  ['skilledPct', 0, 1_000],
] as const;

const NewRule = ({ now }: { now: PlanningRule }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<PlanningRule>();
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(form, (fields: PlanningRule) => fairPlans.setRule(fields), {
    done: t('fairPlan.rulesSaved'),
    renew: ['fair-planning-rules'],
  });
  return (
    <Section title={t('fairPlan.rulesSet')}>
      <Form
        form={form}
        layout="vertical"
        onFinish={save.send}
        scrollToFirstError={{ focus: true }}
        initialValues={{ ...now, validFrom: todayPlus(), source: '' }}
      >
        {save.problem ? <Trouble error={save.problem} /> : null}
        <div className="form-grid">
          <Form.Item name="validFrom" label={t('fairPlan.rule.validFrom')} rules={need(t('fairPlan.rule.validFrom'))}>
            <Input type="date" />
          </Form.Item>
          {NUMBERS.map(([name, min, max]) => (
            <Form.Item
              key={name}
              name={name}
              label={t(`fairPlan.rule.${name}`)}
              rules={[...need(t(`fairPlan.rule.${name}`)), whole({ min, max })]}
            >
              <WholeNumber min={min} max={max} />
            </Form.Item>
          ))}
          {(['opensAt', 'closesAt'] as const).map((name) => (
            <Form.Item key={name} name={name} label={t(`fairPlan.rule.${name}`)} rules={need(t(`fairPlan.rule.${name}`))}>
              <Input type="time" />
            </Form.Item>
          ))}
        </div>
        <Form.Item name="source" label={t('fairPlan.rule.source')} rules={need(t('fairPlan.rule.source'))}>
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('fairPlan.save')}
        </Button>
      </Form>
    </Section>
  );
};

/** What plans keep to: data of the city with source and day. */
export const PlanningRulesPage = (): ReactNode => {
  const t = useT('console');
  const mayRule = may(useMe(), 'fair.rule');
  const query = useQuery({ queryKey: ['fair-planning-rules'], queryFn: () => fairPlans.rules({ limit: 100 }) });
  const [now] = query.data?.items ?? [];
  if (query.error && !query.data)
    return (
      <div className="page">
        <Trouble error={query.error} retry={() => void query.refetch()} />
      </div>
    );
  return (
    <Page narrow title={t('fairPlan.rulesTitle')} intro={t('fairPlan.rulesIntro')} back={{ to: '/fair-plans', label: t('fairPlan.title') }}>
      {query.data?.items.map((rule) => (
        <section key={rule.validFrom} className="card">
          <h2 className="card-title">
            {t('fairPlan.rule.validFrom')} <Day value={rule.validFrom} />
          </h2>
          <Facts
            items={[
              ...NUMBERS.map(([name]): [string, ReactNode] => [t(`fairPlan.rule.${name}`), <Num key={name} value={rule[name]} />]),
              [t('fairPlan.rule.opensAt'), `${rule.opensAt}–${rule.closesAt}`],
              [t('fairPlan.rule.source'), rule.source],
            ]}
          />
        </section>
      ))}
      {mayRule && now ? <NewRule now={now} /> : null}
    </Page>
  );
};
