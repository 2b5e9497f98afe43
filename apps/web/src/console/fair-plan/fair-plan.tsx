import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { fairPlans } from '../../api/fair-plans';
import type { FairPlan, PlanFair } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { day, number, shortDay } from '../../lib/format';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Day, StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { NodeName, useNodeFilter } from '../kit/node';
import { Empty, Page, Section, WhatIsThis } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { Toolbar, type Filter } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { isGoing } from './fair-plans';
import { PlanSpread } from './plan-spread';

const renew = ['fair-plans', 'fairs'];

const Going = ({ plan }: { plan: FairPlan }): ReactNode => {
  const t = useT('console');
  const stop = useAct(() => fairPlans.cancel(plan.id), { done: t('fairPlan.stopped'), renew });
  const { progress, state } = plan;
  return (
    <div className="card" role="status">
      <p>{t(state === 'accepting' ? 'fairPlan.accepting' : state === 'queued' ? 'fairPlan.queued' : 'fairPlan.running')}</p>
      <Progress
        percent={progress?.total ? Math.max(3, Math.round((progress.done / progress.total) * 100)) : 3}
        showInfo={false}
        status="active"
        aria-label={t('import.progress')}
      />
      <p className="faint">{t('fairPlan.leave')}</p>
      {state === 'accepting' ? null : (
        <Button loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('fairPlan.stop')}
        </Button>
      )}
    </div>
  );
};

const Summary = ({ figures }: { figures: NonNullable<FairPlan['figures']> }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const n = (value: number): string => number(Math.round(value), language);
  const share = (part: number, of: number): string => (of > 0 ? Math.max(0, (part / of) * 100) : 0).toFixed(1);
  return (
    <div className="overview">
      <div className="card overview-figure">
        <p>{t('fairPlan.coveredOf')}</p>
        <p className="big-number calm num">
          {n(figures.coveredPeople)} <small>/ {n(figures.people)}</small>
        </p>
        <p className="faint num">
          {t('fairPlan.weightedOf', { covered: n(figures.covered), weighted: n(figures.weighted), enterprises: n(figures.enterprises) })}
        </p>
      </div>
      <div className="card">
        <p className="num">
          {t('fairPlan.used', {
            fairs: n(figures.fairs),
            invitations: n(figures.invitations),
            rooms: n(figures.rooms),
            days: n(figures.venueDays),
          })}
        </p>
        <p className="num">{t('fairPlan.quality', { gap: share(figures.bound - figures.covered, figures.bound) })}</p>
        <p className="num">{t('fairPlan.better', { n: share(figures.covered - figures.greedy, figures.greedy) })}</p>
        <p className="faint num">{t('fairPlan.took', { n: figures.seconds.toFixed(1) })}</p>
        <WhatIsThis>{t('fairPlan.help')}</WhatIsThis>
      </div>
    </div>
  );
};

const refusal = (code: string, t: ReturnType<typeof useT<'console'>>): string =>
  lookup('console', `fairPlan.refusals.${code}`, t('fairPlan.refusals.other'));

const Marks = ({ plan, fair }: { plan: FairPlan; fair: PlanFair }): ReactNode => {
  const t = useT('console');
  const mark = useAct((to: PlanFair['mark']) => fairPlans.change(fair.id, { mark: to }), { done: t('fairPlan.marked'), renew });
  if (plan.state !== 'done' || fair.fairId) return null;
  const button = (to: PlanFair['mark'], label: string): ReactNode => (
    <Button size="small" loading={mark.isPending} onClick={() => mark.mutate(to)} aria-label={`${label} ${fair.day} ${fair.themeName}`}>
      {label}
    </Button>
  );
  return (
    <span className="row">
      {fair.mark === 'open' ? button('fixed', t('fairPlan.fix')) : button('open', t('fairPlan.free'))}
      {fair.mark === 'struck' ? null : button('struck', t('fairPlan.strike'))}
    </span>
  );
};

const Proposed = ({ plan }: { plan: FairPlan }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { at } = useAddress();
  const found = { mark: (at['mark'] || undefined) as PlanFair['mark'], node: at['node'] };
  const query = useQuery({
    queryKey: ['fair-plans', plan.id, 'fairs', plan.round, plan.state, at],
    queryFn: () => fairPlans.fairs(plan.id, { ...found, cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<PlanFair>[] = [
    {
      key: 'theme',
      title: t('fairPlan.theme'),
      main: true,
      cell: (fair) => (
        <>
          <Link to="/fair-plans/$id/fairs/$fair" params={{ id: plan.id, fair: fair.id }}>
            {fair.themeName}
          </Link>
          <small>{fair.nodeName}</small>
        </>
      ),
    },
    {
      key: 'day',
      title: t('fairPlan.day'),
      sort: (fair) => fair.day,
      cell: (fair) => <span className="num">{shortDay(fair.day, language)}</span>,
    },
    {
      key: 'where',
      title: t('fairPlan.where'),
      cell: (fair) => (
        <span>
          {fair.venueName}
          <small>{fair.roomName}</small>
        </span>
      ),
    },
    {
      key: 'covers',
      title: t('fairPlan.covers'),
      sort: (fair) => fair.covers,
      numeric: true,
      cell: (fair) => `${number(fair.covers, language)} / ${number(fair.short, language)}`,
    },
    {
      key: 'invited',
      title: t('fairPlan.invited'),
      sort: (fair) => fair.invited,
      numeric: true,
      cell: (fair) => `${fair.invited} / ${fair.booths}`,
    },
    {
      key: 'mark',
      title: t('fairPlan.mark'),
      cell: (fair) => (
        <span>
          {fair.fairId ? (
            <Link to="/fairs/$id" params={{ id: fair.fairId }}>
              {t('fairPlan.seeFair')}
            </Link>
          ) : (
            <StateTag kind="plan_mark" state={fair.mark} />
          )}
          {fair.refusal ? <small>{refusal(fair.refusal, t)}</small> : null}
        </span>
      ),
    },
    { key: 'act', title: '', cell: (fair) => <Marks plan={plan} fair={fair} /> },
  ];
  const marks: Filter = {
    name: 'mark',
    label: t('fairPlan.mark'),
    options: [
      { value: '', label: t('fairPlan.all') },
      ...(['open', 'fixed', 'struck'] as const).map((mark) => ({ value: mark, label: t(`fairPlan.marks.${mark}`) })),
    ],
  };
  const node = useNodeFilter();
  return (
    <Section title={t('fairPlan.proposed')}>
      <Toolbar filters={[marks, node]} />
      <DataTable
        caption={t('fairPlan.proposed')}
        take={() => fairPlans.takeFairs(plan.id, found)}
        columns={columns}
        query={query}
        rowKey={(fair) => fair.id}
        empty={<Empty title={t('fairPlan.none')} help={t('fairPlan.noneHelp')} />}
      />
    </Section>
  );
};

const Decide = ({ plan }: { plan: FairPlan }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const again = useAct(() => fairPlans.again(plan.id), { done: t('fairPlan.againDone'), renew });
  const accept = useAct(() => fairPlans.accept(plan.id), { done: t('fairPlan.acceptDone'), renew });
  const sure = async (): Promise<void> => {
    const title = t('fairPlan.acceptTitle', { n: plan.figures?.fairs ?? 0 });
    if (await ask({ title, consequence: t('fairPlan.acceptWhat'), ok: t('fairPlan.accept') })) accept.mutate();
  };
  return (
    <>
      <Button loading={again.isPending} onClick={() => again.mutate()} title={t('fairPlan.againWhat')}>
        {t('fairPlan.again')}
      </Button>
      <Button type="primary" loading={accept.isPending} disabled={!plan.figures?.fairs} onClick={() => void sure()}>
        {t('fairPlan.accept')}
      </Button>
    </>
  );
};

export const FairPlanPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const {
    data: plan,
    error,
    refetch,
  } = useQuery({
    queryKey: ['fair-plans', id],
    queryFn: () => fairPlans.one(id),
    refetchInterval: (query) => (query.state.data && isGoing(query.state.data) ? 700 : false),
  });
  if (error && !plan)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!plan) return <PageLoading />;
  return (
    <Page
      title={`${t('fairPlan.title')} ${day(plan.fromDay, language)} – ${day(plan.toDay, language)}`}
      intro={
        <span className="row">
          <StateTag kind="fair_plan" state={plan.state} />
          <NodeName id={plan.nodeId} />
          <span className="faint">
            {t(`fairPlan.bases.${plan.basis}`)} · <Day value={plan.createdAt.slice(0, 10)} />
          </span>
        </span>
      }
      back={{ to: '/fair-plans', label: t('fairPlan.title') }}
      actions={plan.state === 'done' ? <Decide plan={plan} /> : null}
    >
      {plan.failure ? (
        <div className="notice" role="alert">
          {lookup('console', `fairPlan.failures.${plan.failure}`, plan.failure)}
        </div>
      ) : null}
      {isGoing(plan) ? <Going plan={plan} /> : null}
      {plan.state === 'done' ? <p className="faint">{t('fairPlan.againWhat')}</p> : null}
      {plan.state === 'accepted' ? (
        <div className="notice good row">
          <span>{t('fairPlan.acceptedIntro')}</span>
          <Link to="/fairs">{t('fairPlan.toFairs')}</Link>
        </div>
      ) : null}
      {plan.figures ? <Summary figures={plan.figures} /> : null}
      {plan.figures ? <Proposed plan={plan} /> : null}
      {plan.figures?.counties.length ? <PlanSpread counties={plan.figures.counties} /> : null}
    </Page>
  );
};
