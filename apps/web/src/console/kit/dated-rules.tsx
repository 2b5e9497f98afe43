import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { downloadRows } from '../../lib/table-csv';
import { Day, Num } from './bits';
import { Facts, Page, Section } from './page';
import { PageLoading, Trouble } from './page-states';
import { useFormAct } from './use-form-act';
import { useWholeNumberRule, WholeNumber } from './whole-number';

/** A rule of the city: it holds from a day on, and says what it rests on. */
export interface DatedRule {
  validFrom: string;
  source: string;
}

/** One thing that a rule says: a whole number within bounds, or a time of the day. */
export interface RuleField<R extends DatedRule> {
  name: Exclude<keyof R & string, keyof DatedRule>;
  label: string;
  range: readonly [min: number, max: number] | 'time';
}

/** Which of the rules, latest first, holds on a day. */
export const ruleOn = <R extends DatedRule>(rules: readonly R[], day = todayPlus()): R | undefined =>
  rules.find(({ validFrom }) => validFrom <= day);

interface RulesOf<R extends DatedRule> {
  title: string;
  intro: string;
  back: { to: string; label: string };
  actions?: ReactNode;
  /** Latest first. */
  query: UseQueryResult<{ items: R[] }>;
  fields: readonly RuleField<R>[];
  /** Whether the person may set another one. */
  may: boolean;
  set: (rule: R) => Promise<unknown>;
  /** What is asked for again afterwards. */
  renew: string[];
  children?: ReactNode;
}

const NewRule = <R extends DatedRule>({
  last,
  fields,
  set,
  renew,
}: Pick<RulesOf<R>, 'fields' | 'set' | 'renew'> & { last: R }): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<R>();
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(form, set, { done: t('datedRule.saved'), renew });
  return (
    <Section title={t('datedRule.set')}>
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => save.send(values)}
        scrollToFirstError={{ focus: true }}
        initialValues={{ ...last, validFrom: todayPlus(), source: '' }}
      >
        {save.problem ? <Trouble error={save.problem} /> : null}
        <div className="form-grid">
          <Form.Item<DatedRule> name="validFrom" label={t('datedRule.validFrom')} rules={need(t('datedRule.validFrom'))}>
            <Input type="date" />
          </Form.Item>
          {fields.map(({ name, label, range }) =>
            range === 'time' ? (
              <Form.Item key={name} name={name as string} label={label} rules={need(label)}>
                <Input type="time" />
              </Form.Item>
            ) : (
              <Form.Item key={name} name={name as string} label={label} rules={[...need(label), whole({ min: range[0], max: range[1] })]}>
                <WholeNumber min={range[0]} max={range[1]} />
              </Form.Item>
            ),
          )}
        </div>
        <Form.Item<DatedRule> name="source" label={t('datedRule.source')} rules={need(t('datedRule.source'))}>
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('datedRule.save')}
        </Button>
      </Form>
    </Section>
  );
};

/** Rules of the city, each with its day and what it rests on; which of them holds today is said. */
export const RuleCards = <R extends DatedRule>({
  rules,
  fields,
  inside = false,
}: {
  rules: readonly R[];
  fields: readonly RuleField<R>[];
  /** They stand in a section, which has a heading already. */
  inside?: boolean;
}): ReactNode => {
  const t = useT('console');
  const now = ruleOn(rules);
  const Heading = inside ? 'h3' : 'h2';
  return (
    <>
      {rules.map((rule) => (
        <section key={rule.validFrom} className="card">
          <Heading className="card-title">
            {t('datedRule.from')} <Day value={rule.validFrom} />{' '}
            <span className={`tag ${rule === now ? 'good' : 'calm'}`}>
              {t(rule === now ? 'datedRule.holds' : rule.validFrom > todayPlus() ? 'datedRule.later' : 'datedRule.earlier')}
            </span>
          </Heading>
          <Facts
            items={[
              ...fields.map(({ name, label }): [string, ReactNode] => {
                const value: unknown = rule[name];
                return [label, typeof value === 'string' ? value : <Num key={name} value={typeof value === 'number' ? value : null} />];
              }),
              [t('datedRule.source'), rule.source],
            ]}
          />
        </section>
      ))}
    </>
  );
};

/** All rules of a page, those of before and of later too: one fact in each column. */
const TakeRules = <R extends DatedRule>({
  name,
  rules,
  fields,
}: {
  name: string;
  rules: readonly R[];
  fields: readonly RuleField<R>[];
}) => {
  const t = useT('console');
  const save = (): void =>
    downloadRows(
      [
        [t('datedRule.validFrom'), ...fields.map(({ label }) => label), t('datedRule.source')],
        ...rules.map((rule) => [rule.validFrom, ...fields.map(({ name: field }) => String(rule[field] ?? '')), rule.source]),
      ],
      name,
    );
  return (
    <p>
      <Button onClick={save}>{t('datedRule.take')}</Button>
    </p>
  );
};

/** A page of such rules, and the form of the next one. */
export const DatedRulesPage = <R extends DatedRule>({ query, fields, may, set, renew, children, ...page }: RulesOf<R>): ReactNode => {
  const { data, error, refetch } = query;
  if (error && !data)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!data) return <PageLoading />;
  const [last] = data.items;
  return (
    <Page narrow {...page}>
      <RuleCards rules={data.items} fields={fields} />
      <TakeRules name={page.title} rules={data.items} fields={fields} />
      {may && last ? <NewRule last={last} fields={fields} set={set} renew={renew} /> : null}
      {children}
    </Page>
  );
};
