import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { surveys } from '../../api/console';
import type { NewSurveyRound, SurveyRound } from '../../api/types';
import { useT } from '../../i18n';
import { todayPlus } from '../../lib/format';
import { useAddress } from '../kit/address';
import { Day, StateTag } from '../kit/bits';
import { filledIn } from '../kit/changed-in';
import { DataTable, type Column } from '../kit/data-table';
import { useWholeNumberRule, WholeNumber } from '../kit/whole-number';
import { Empty, Page, Section, WhatIsThis } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { useFormAct } from '../kit/use-form-act';
import { may, useMe } from '../kit/use-me';

const thisQuarter = (): string => `${todayPlus().slice(0, 4)}Q${Math.ceil(Number(todayPlus().slice(5, 7)) / 3)}`;

/** This quarter, or the one after the latest that has a round already. */
const nextQuarter = (latest: string | undefined): string => {
  if (latest === undefined || latest < thisQuarter()) return thisQuarter();
  const [year, part] = [Number(latest.slice(0, 4)), Number(latest.slice(5))];
  return part < 4 ? `${year}Q${part + 1}` : `${year + 1}Q1`;
};

const PlanRound = ({ latest }: { latest: string | undefined }): ReactNode => {
  const t = useT('console');
  const whole = useWholeNumberRule();
  const navigate = useNavigate();
  const [form] = Form.useForm<NewSurveyRound>();
  const create = useFormAct(form, (fields: NewSurveyRound) => surveys.create(filledIn(fields)), {
    renew: ['surveys'],
    then: (round) => void navigate({ to: '/surveys/$id', params: { id: round.id } }),
  });
  return (
    <Section title={t('survey.plan')}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ quarter: nextQuarter(latest), opensOn: todayPlus(1), closesOn: todayPlus(15), sharePercent: 20 }}
        onFinish={create.send}
      >
        {create.problem ? <Trouble error={create.problem} /> : null}
        <div className="form-grid">
          <Form.Item
            name="quarter"
            label={t('survey.quarter')}
            extra={
              <>
                {t('survey.quarterHint')}
                <WhatIsThis>{t('survey.formHelp')}</WhatIsThis>
              </>
            }
            rules={[{ required: true, pattern: /^20\d{2}Q[1-4]$/, message: t('survey.quarterHint') }]}
          >
            <Input maxLength={6} />
          </Form.Item>
          <Form.Item name="sharePercent" label={t('survey.share')} rules={[whole({ min: 1, max: 100 })]}>
            <WholeNumber min={1} max={100} />
          </Form.Item>
          <Form.Item name="opensOn" label={t('survey.opensOn')} rules={[{ required: true }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="closesOn" label={t('survey.closesOn')} rules={[{ required: true }]}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('survey.plan')}
        </Button>
      </Form>
    </Section>
  );
};

/** Rounds of the quarterly survey, and the plan of the next one. */
export const SurveysPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const { at } = useAddress();
  const query = useQuery({
    queryKey: ['surveys', at],
    queryFn: () => surveys.rounds({ cursor: at['cursor'], limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<SurveyRound>[] = [
    {
      key: 'quarter',
      title: t('survey.quarter'),
      main: true,
      cell: (round) => (
        <Link to="/surveys/$id" params={{ id: round.id }}>
          {round.quarter}
        </Link>
      ),
    },
    { key: 'form', title: t('survey.form'), cell: (round) => t(`survey.form_${round.form}`) },
    { key: 'opens', title: t('survey.opensOn'), cell: (round) => <Day value={round.opensOn} /> },
    { key: 'closes', title: t('survey.closesOn'), cell: (round) => <Day value={round.closesOn} /> },
    {
      key: 'state',
      title: t('survey.state'),
      cell: (round) => (
        <span>
          <StateTag kind="round" state={round.state} />
          {round.latestVersion > 0 ? <small>{t('survey.version', { n: round.latestVersion })}</small> : null}
        </span>
      ),
    },
  ];
  return (
    <Page title={t('survey.title')} intro={t('survey.intro')}>
      <DataTable
        caption={t('survey.title')}
        columns={columns}
        take={() => surveys.takeRounds({})}
        query={query}
        rowKey={(round) => round.id}
        empty={<Empty title={t('survey.empty')} help={t('survey.emptyHelp')} />}
      />
      {may(me, 'survey.manage') && query.data && !at['cursor'] ? (
        <PlanRound key={query.data.items[0]?.quarter ?? ''} latest={query.data.items[0]?.quarter} />
      ) : null}
    </Page>
  );
};
