import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Checkbox, Progress } from 'antd';
import { useState, type ReactNode } from 'react';
import { matching } from '../../api/console';
import type { MatchingRun, Proposal } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { moment, number } from '../../lib/format';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { StateTag } from '../kit/bits';
import { DataTable, type Column } from '../kit/data-table';
import { Empty, Page, Section, WhatIsThis } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { Toolbar } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { UnfilledNeeds } from './unfilled-needs';
import { PairRule } from './pair-rule';
import { RunSides } from './run-sides';
import { may, useMe } from '../kit/use-me';
import { Reasons } from './proposals';
import { proposalQuery, useProposalFilters } from './use-proposal-filters';

const Summary = ({ run }: { run: MatchingRun }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const most = Math.max(1, ...run.unfilled.map((one) => one.people));
  return (
    <div className="overview">
      <div className="card overview-figure">
        <p>{t('run.placedOf')}</p>
        <p className="big-number calm num">
          {number(run.placed, language)} <small>/ {number(run.asked, language)}</small>
        </p>
        <p className="faint">{t('run.used', { needs: number(run.needs, language), batches: number(run.batches, language) })}</p>
        {run.seconds === null ? null : (
          <p className="faint">
            {t(run.status === 'optimal' ? 'run.optimal' : 'run.feasible', { seconds: run.seconds.toFixed(2) })}
            {run.certified ? ` · ${t('run.certified')}` : ''}
          </p>
        )}
        {run.seconds === null ? null : <WhatIsThis>{t('run.resultHelp')}</WhatIsThis>}
        {run.tierOrder ? <p className="faint">{t(`run.tierOrder_${run.tierOrder}`)}</p> : null}
      </div>
      <div className="card">
        <h2 className="card-title">{t('run.unfilled')}</h2>
        {run.unfilled.length ? (
          <ol className="bars">
            {run.unfilled.map((one) => (
              <li key={one.reason}>
                <Link to="." search={{ reason: one.reason }} hash="unfilled">
                  {lookup('console', `unfilled.${one.reason}`, one.reason)}
                </Link>
                <span className="bar" aria-hidden="true">
                  <span style={{ inlineSize: `${(one.people / most) * 100}%` }} />
                </span>
                <b className="num">{number(one.people, language)}</b>
              </li>
            ))}
          </ol>
        ) : (
          <p className="faint">{t('run.unfilledNone')}</p>
        )}
      </div>
    </div>
  );
};

const Proposals = ({ run }: { run: MatchingRun }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const decides = may(useMe(), 'matching.run');
  const { at } = useAddress();
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const query = useQuery({
    queryKey: ['proposals', run.id, at],
    queryFn: () => matching.runProposals(run.id, { ...proposalQuery(at), cursor: at['cursor'], limit: 25 }),
    placeholderData: keepPreviousData,
  });
  const approve = useAct((ids: string[]) => matching.approve(run.id, ids.length ? ids : undefined), {
    done: ({ sent, stale, excluded }) =>
      [t('run.approved', { sent, stale }), ...(excluded ? [t('run.keptBack', { count: excluded })] : [])].join(' '),
    renew: ['runs', 'proposals'],
    then: () => setChosen(new Set()),
  });
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const open = query.data?.items.filter((one) => one.state === 'proposed') ?? [];
  const columns: Column<Proposal>[] = [
    {
      key: 'need',
      title: t('promise.need'),
      main: true,
      cell: (one) => (
        <>
          <Link to="/needs/$id" params={{ id: one.needId }}>
            {one.needTitle}
          </Link>
          <small>{one.enterpriseName}</small>
        </>
      ),
    },
    {
      key: 'batch',
      title: t('promise.supplier'),
      cell: (one) => (
        <span>
          {one.supplierName}
          <small>{one.batchTitle}</small>
        </span>
      ),
    },
    { key: 'people', title: t('promise.people'), sort: (one) => one.people, numeric: true, cell: (one) => one.people },
    { key: 'reasons', title: t('run.why'), cell: (one) => <Reasons proposal={one} /> },
    {
      key: 'state',
      title: t('needs.state'),
      cell: (one) => (
        <span>
          <StateTag kind="proposal" state={one.state} />
          {one.declinedBy && one.reason ? <small>{t(`proposal.declinedBy_${one.declinedBy}`, { reason: one.reason })}</small> : null}
        </span>
      ),
    },
    ...(decides ? [{ key: 'rule', title: t('rule.kind'), cell: (one: Proposal) => <PairRule proposal={one} /> }] : []),
    {
      key: 'choose',
      title: t('run.chosen'),
      cell: (one) =>
        decides && one.state === 'proposed' ? (
          <Checkbox checked={chosen.has(one.id)} onChange={() => toggle(one.id)} aria-label={t('run.choose', { title: one.needTitle })} />
        ) : null,
    },
  ];
  const go = async (): Promise<void> => {
    const title = chosen.size ? t('run.approveSomeTitle', { n: chosen.size }) : t('run.approveAllTitle');
    if (await ask({ title, consequence: t('run.approveWhat'), ok: t('run.approve') })) approve.mutate([...chosen]);
  };
  return (
    <Section
      title={t('run.proposals')}
      extra={
        decides && open.length ? (
          <Button type="primary" loading={approve.isPending} onClick={() => void go()}>
            {chosen.size ? t('run.approveSome', { n: chosen.size }) : t('run.approveAll')}
          </Button>
        ) : null
      }
    >
      <Toolbar filters={useProposalFilters({ run: run.id })} />
      <DataTable
        caption={t('run.proposals')}
        columns={columns}
        take={() => matching.takeRun(run.id, proposalQuery(at))}
        query={query}
        rowKey={(one) => one.id}
        empty={<Empty title={t('run.noProposals')} help={t('run.noProposalsHelp')} />}
      />
    </Section>
  );
};

export const RunPage = (): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const { id = '' } = useParams({ strict: false });
  const decides = may(useMe(), 'matching.run');
  const {
    data: run,
    error,
    refetch,
  } = useQuery({
    queryKey: ['runs', id],
    queryFn: () => matching.run(id),
    refetchInterval: (query) => (['queued', 'running'].includes(query.state.data?.state ?? '') ? 700 : false),
  });
  const cancel = useAct(() => matching.cancel(id), { done: t('run.cancelledDone'), renew: ['runs'] });
  if (error && !run)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!run) return <PageLoading />;
  const going = run.state === 'queued' || run.state === 'running';
  return (
    <Page
      title={t('run.title', { at: moment(run.startedAt, language) })}
      intro={<StateTag kind="run" state={run.state} />}
      back={{ to: '/runs', label: t('menu.runs') }}
      actions={
        decides && !going ? (
          <Link to="/runs/new" search={{ from: run.id }}>
            <Button tabIndex={-1}>{t('run.again')}</Button>
          </Link>
        ) : null
      }
    >
      {run.failure ? (
        <div className="notice" role="alert">
          {run.failure}
        </div>
      ) : null}
      {going ? (
        <div className="card" role="status">
          <p>{t(run.state === 'queued' ? 'run.queued' : 'run.running')}</p>
          <Progress
            percent={run.progress?.total ? Math.round((run.progress.done / run.progress.total) * 95) : 3}
            showInfo={false}
            status="active"
            aria-label={t('import.progress')}
          />
          {run.progress ? <p className="faint num">{t('run.progress', run.progress)}</p> : null}
          <p className="faint">{t('import.leave')}</p>
          <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('run.cancel')}
          </Button>
        </div>
      ) : null}
      {run.state === 'done' ? (
        <>
          <Summary run={run} />
          <RunSides run={run} />
          <Proposals run={run} />
          <UnfilledNeeds run={run} />
        </>
      ) : null}
    </Page>
  );
};
