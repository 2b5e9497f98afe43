import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { booths } from '../../api/booths';
import type { BoothRule } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { Day, Num } from '../kit/bits';
import { Facts, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

const NUMBERS = [
  ['holdMinutes', 1, 1_440],
  ['offerHours', 1, 336],
  ['changeDaysBefore', 0, 60],
  ['boothsADay', 1, 20],
  ['keyBoothsADay', 1, 20],
  ['countyPercent', 1, 100],
  ['industryPercent', 1, 100],
  ['priorityHours', 0, 720],
  ['scarceOccupations', 1, 500],
  ['absencesAllowed', 0, 50],
  ['absenceWindowDays', 1, 1_100],
  ['absenceBlockDays', 0, 1_100],
  ['claimMinutes', 5, 240],
  ['dayOfferMinutes', 5, 120],
] as const;

const NewRule = ({ now }: { now: BoothRule }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<BoothRule>();
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(form, (fields: BoothRule) => booths.setRule(fields), { done: t('fairRule.saved'), renew: ['booth-rules'] });
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
            <Form.Item key={name} name={name} label={t(`boothRule.${name}`)} rules={[...need(t(`boothRule.${name}`)), whole({ min, max })]}>
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

/** What holds for booths: data of the city with source and day. */
export const BoothRulesPage = (): ReactNode => {
  const t = useT('console');
  const mayRule = may(useMe(), 'fair.rule');
  const { data, error, refetch } = useQuery({ queryKey: ['booth-rules'], queryFn: booths.rules });
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const [now] = data.items;
  return (
    <Page narrow title={t('boothRule.title')} intro={t('boothRule.intro')} back={{ to: '/fair-rules', label: t('fairRule.title') }}>
      {data.items.map((rule) => (
        <section key={rule.validFrom} className="card">
          <h2 className="card-title">
            {t('fairRule.validFrom')} <Day value={rule.validFrom} />
          </h2>
          <Facts
            items={[
              ...NUMBERS.map(([name]): [string, ReactNode] => [t(`boothRule.${name}`), <Num key={name} value={rule[name]} />]),
              [t('fairRule.source'), rule.source],
            ]}
          />
        </section>
      ))}
      {mayRule && now ? <NewRule now={now} /> : null}
    </Page>
  );
};
