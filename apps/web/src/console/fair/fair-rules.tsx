import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { fairRules } from '../../api/fairs';
import type { FairRule, SpecialDay } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Day } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { DatedRulesPage, ruleOn } from '../kit/dated-rules';
import { NativeSelect } from '../kit/native-select';
import { Empty, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useAct } from '../kit/use-act';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';

const NUMBERS = [
  ['permitFrom', 1, 1_000_000],
  ['cityPoliceFrom', 1, 1_000_000],
  ['permitDaysBefore', 0, 365],
  ['boothsPerStaff', 1, 1_000],
  ['plansFrom', 1, 1_000_000],
  ['agencyDaysBefore', 0, 365],
  ['remindDays', 0, 90],
  ['resultsDays', 0, 90],
  ['seriesMost', 2, 300],
] as const;

/** The rules that hold on a day, by default today. */
export const useFilingRules = (day = todayPlus()): FairRule | undefined => {
  const { data } = useQuery({ queryKey: ['fair-rules'], queryFn: () => fairRules.list({ limit: 100 }), staleTime: 60_000 });
  return ruleOn(data?.items ?? [], day);
};

const Remove = ({ one }: { one: SpecialDay }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const remove = useAct(() => fairRules.removeDay(one.day), { done: t('fairRule.removed'), renew: ['special-days'] });
  const title = t('fairRule.removeTitle', { day: one.day, name: one.name });
  const sure = async (): Promise<void> => {
    if (await ask({ title, consequence: t('fairRule.removeWhat'), ok: t('fairRule.remove'), danger: true })) remove.mutate();
  };
  return (
    <Button loading={remove.isPending} onClick={() => void sure()} aria-label={title}>
      {t('fairRule.remove')}
    </Button>
  );
};

const NewDay = (): ReactNode => {
  const t = useT('console');
  const [form] = Form.useForm<SpecialDay>();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const save = useFormAct(form, (fields: SpecialDay) => fairRules.setDay(fields), {
    done: t('fairRule.added'),
    renew: ['special-days'],
    then: () => form.resetFields(['day']),
  });
  return (
    <Form form={form} layout="vertical" onFinish={save.send} initialValues={{ kind: 'holiday' }}>
      {save.problem ? <Trouble error={save.problem} /> : null}
      <div className="form-grid">
        <Form.Item name="day" label={t('fairRule.day')} rules={need(t('fairRule.day'))}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="kind" label={t('fairRule.kind')}>
          <NativeSelect names="fairRule.kinds" from="console" values={['holiday', 'workday']} />
        </Form.Item>
        <Form.Item name="name" label={t('fairRule.name')} rules={need(t('fairRule.name'))}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="source" label={t('datedRule.source')} rules={need(t('datedRule.source'))}>
          <Input maxLength={300} />
        </Form.Item>
      </div>
      <Button htmlType="submit" loading={save.isPending}>
        {t('fairRule.add')}
      </Button>
    </Form>
  );
};

const Calendar = ({ mayRule }: { mayRule: boolean }): ReactNode => {
  const t = useT('console');
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['special-days', at],
    queryFn: () => fairRules.days({ from: todayPlus(), cursor: at['cursor'], limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<SpecialDay>[] = [
    { key: 'day', title: t('fairRule.day'), main: true, cell: (one) => <Day value={one.day} /> },
    { key: 'kind', title: t('fairRule.kind'), cell: (one) => t(`fairRule.kinds.${one.kind}`) },
    { key: 'name', title: t('fairRule.name'), cell: (one) => one.name },
    { key: 'source', title: t('datedRule.source'), cell: (one) => <small>{one.source}</small> },
    ...(mayRule ? [{ key: 'act', title: '', cell: (one: SpecialDay) => <Remove one={one} /> }] : []),
  ];
  return (
    <Section id="calendar" title={t('fairRule.calendar')}>
      <p className="faint">{t('fairRule.calendarIntro')}</p>
      <DataTable
        caption={t('fairRule.calendar')}
        columns={columns}
        query={query}
        rowKey={(one) => one.day}
        empty={<Empty title={t('fairRule.noDays')} help={t('fairRule.noDaysHelp')} />}
      />
      {mayRule ? <NewDay /> : null}
    </Section>
  );
};

/** What a fair has to file, and the calendar of holidays. */
export const FairRulesPage = (): ReactNode => {
  const t = useT('console');
  const mayRule = may(useMe(), 'fair.rule');
  return (
    <DatedRulesPage
      title={t('fairRule.title')}
      intro={t('fairRule.intro')}
      back={{ to: '/fairs', label: t('menu.fairs') }}
      actions={
        <>
          <Link to="/booth-rules">
            <Button tabIndex={-1}>{t('fair.boothRules')}</Button>
          </Link>
          <Link to="/fair-result-rules">
            <Button tabIndex={-1}>{t('resultRule.title')}</Button>
          </Link>
        </>
      }
      query={useQuery({ queryKey: ['fair-rules'], queryFn: () => fairRules.list({ limit: 100 }), staleTime: 60_000 })}
      fields={NUMBERS.map(([name, ...range]) => ({ name, label: t(`fairRule.${name}`), range }))}
      may={mayRule}
      set={fairRules.set}
      renew={['fair-rules', 'fairs']}
    >
      <Calendar mayRule={mayRule} />
    </DatedRulesPage>
  );
};
