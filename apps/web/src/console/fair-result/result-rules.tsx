import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { fairResults } from '../../api/fair-results';
import type { ResultRule } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { Day, Num } from '../kit/bits';
import { Facts, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

const NUMBERS = [
  ['enterpriseDays', 1, 60],
  ['remindBefore', 0, 30],
  ['answerDays', 1, 90],
  ['linkDays', 1, 60],
] as const;

const NewRule = ({ now }: { now: ResultRule }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<ResultRule>();
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(form, (fields: ResultRule) => fairResults.setRule(fields), {
    done: t('fairRule.saved'),
    renew: ['fair-result-rules'],
  });
  return (
    <Section title={t('fairRule.set')}>
      <Form
        form={form}
        layout="vertical"
        onFinish={save.send}
        scrollToFirstError={{ focus: true }}
        initialValues={{ ...now, validFrom: todayPlus(), source: '' }}
      >
        {save.problem ? <Trouble error={save.problem} /> : null}
        <div className="form-grid">
          <Form.Item name="validFrom" label={t('fairRule.validFrom')} rules={need(t('fairRule.validFrom'))}>
            <Input type="date" />
          </Form.Item>
          {NUMBERS.map(([name, min, max]) => (
            <Form.Item
              key={name}
              name={name}
              label={t(`resultRule.${name}`)}
              rules={[...need(t(`resultRule.${name}`)), whole({ min, max })]}
            >
              <WholeNumber min={min} max={max} />
            </Form.Item>
          ))}
        </div>
        <Form.Item name="source" label={t('fairRule.source')} rules={need(t('fairRule.source'))}>
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('fairRule.save')}
        </Button>
      </Form>
    </Section>
  );
};

/** What holds for results of fairs and for hires: data of the city with source and day. */
export const ResultRulesPage = (): ReactNode => {
  const t = useT('console');
  const mayRule = may(useMe(), 'fair.rule');
  const { data, error, refetch } = useQuery({ queryKey: ['fair-result-rules'], queryFn: fairResults.rules });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const [now] = data.items;
  return (
    <Page narrow title={t('resultRule.title')} intro={t('resultRule.intro')} back={{ to: '/fair-rules', label: t('fairRule.title') }}>
      {data.items.map((rule) => (
        <section key={rule.validFrom} className="card">
          <h2 className="card-title">
            {t('fairRule.validFrom')} <Day value={rule.validFrom} />
          </h2>
          <Facts
            items={[
              ...NUMBERS.map(([name]): [string, ReactNode] => [t(`resultRule.${name}`), <Num key={name} value={rule[name]} />]),
              [t('fairRule.source'), rule.source],
            ]}
          />
        </section>
      ))}
      {mayRule && now ? <NewRule now={now} /> : null}
    </Page>
  );
};
