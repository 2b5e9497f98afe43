import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { fairPlans } from '../../api/fair-plans';
import type { FairPlan, NewFairPlan } from '../../api/types';
import { useLanguage, useT } from '../../i18n';
import { moment, number, todayPlus } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Day, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { NativeSelect } from '../kit/native-select';
import { NodeName, PlaceSelect } from '../kit/node';
import { Empty, Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { useMe } from '../kit/use-me';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';

export const isGoing = ({ state }: FairPlan): boolean => state === 'queued' || state === 'running' || state === 'accepting';

/** The next whole quarter of the year. */
const nextQuarter = (today: string): { fromDay: string; toDay: string } => {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const first = new Date(Date.UTC(year, Math.ceil(month / 3) * 3, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 3, 0));
  return { fromDay: first.toISOString().slice(0, 10), toDay: last.toISOString().slice(0, 10) };
};

const NewPlan = (): ReactNode => {
  const t = useT('console');
  const navigate = useNavigate();
  const me = useMe();
  const [form] = Form.useForm<NewFairPlan>();
  const whole = useWholeNumberRule();
  const need = (what: string) => [{ required: true, message: t('form.missing', { what }) }];
  const start = useFormAct(form, (fields: NewFairPlan) => fairPlans.start(fields), {
    renew: ['fair-plans'],
    then: (plan) => void navigate({ to: '/fair-plans/$id', params: { id: plan.id } }),
  });
  const nodeId = me?.grants.find((grant) => grant.nodeId)?.nodeId ?? undefined;
  return (
    <Section title={t('fairPlan.new')}>
      <Form
        form={form}
        layout="vertical"
        className="card"
        onFinish={start.send}
        scrollToFirstError={{ focus: true }}
        initialValues={{ ...nextQuarter(todayPlus()), nodeId, fairs: 60, basis: 'unfilled' }}
      >
        {start.problem ? <Trouble error={start.problem} /> : null}
        <div className="form-grid">
          <Form.Item name="nodeId" label={t('fairPlan.office')} rules={need(t('fairPlan.office'))}>
            <PlaceSelect withCity />
          </Form.Item>
          <Form.Item name="basis" label={t('fairPlan.basis')}>
            <NativeSelect names="fairPlan.bases" from="console" values={['unfilled', 'open']} />
          </Form.Item>
          <Form.Item name="fromDay" label={t('fairPlan.from')} rules={need(t('fairPlan.from'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="toDay" label={t('fairPlan.to')} rules={need(t('fairPlan.to'))}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="fairs" label={t('fairPlan.count')} rules={[...need(t('fairPlan.count')), whole({ min: 1, max: 1_000 })]}>
            <WholeNumber min={1} max={1_000} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={start.isPending}>
          {t('fairPlan.start')}
        </Button>
      </Form>
    </Section>
  );
};

export const FairPlansPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['fair-plans', 'list', at['cursor']],
    queryFn: () => fairPlans.list({ cursor: at['cursor'], limit: 20 }),
    placeholderData: keepPreviousData,
    refetchInterval: (q) => (q.state.data?.items.some(isGoing) ? 1_500 : false),
  });
  const columns: Column<FairPlan>[] = [
    {
      key: 'at',
      title: t('fairPlan.at'),
      main: true,
      cell: (plan) => (
        <>
          <Link to="/fair-plans/$id" params={{ id: plan.id }}>
            {moment(plan.createdAt, language)}
          </Link>
          <small>{plan.startedByName ?? ''}</small>
        </>
      ),
    },
    { key: 'office', title: t('fairPlan.office'), cell: (plan) => <NodeName id={plan.nodeId} /> },
    {
      key: 'span',
      title: t('fairPlan.span'),
      cell: (plan) => (
        <span>
          <Day value={plan.fromDay} /> – <Day value={plan.toDay} />
        </span>
      ),
    },
    { key: 'fairs', title: t('fairPlan.fairs'), numeric: true, cell: (plan) => number(plan.figures?.fairs ?? plan.fairs, language) },
    {
      key: 'covered',
      title: t('fairPlan.covered'),
      numeric: true,
      cell: (plan) => (plan.figures ? `${number(plan.figures.coveredPeople, language)} / ${number(plan.figures.people, language)}` : '—'),
    },
    { key: 'state', title: t('needs.state'), cell: (plan) => <StateTag kind="fair_plan" state={plan.state} /> },
  ];
  return (
    <Page
      title={t('fairPlan.title')}
      intro={t('fairPlan.intro')}
      back={{ to: '/fairs', label: t('menu.fairs') }}
      actions={
        <Link to="/fair-plans/rules">
          <Button tabIndex={-1}>{t('fairPlan.rules')}</Button>
        </Link>
      }
    >
      <DataTable
        caption={t('fairPlan.title')}
        take={() => fairPlans.take({})}
        columns={columns}
        query={query}
        rowKey={(plan) => plan.id}
        empty={<Empty title={t('fairPlan.noPlans')} help={t('fairPlan.noPlansHelp')} />}
      />
      <NewPlan />
    </Page>
  );
};
