import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { matching } from '../../api/console';
import type { Proposal } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { number } from '../../lib/format';
import { useAddress } from '../parts/address';
import { Day, StateTag, Wage } from '../parts/bits';
import { Empty, Page } from '../parts/page';
import { Trouble } from '../parts/page-states';
import { Toolbar, type Filter } from '../parts/toolbar';
import { useAct } from '../parts/use-act';

type Reason = Proposal['reasons'][number];
const reasonKey = ({ kind, value }: Reason): string => {
  if (kind === 'wage') return value > 0 ? 'wage_more' : value < 0 ? 'wage_less' : 'wage_same';
  return kind === 'lateness' && value <= 0 ? 'lateness_none' : kind;
};

/** Why these people fit this need, each reason with its figure. The server's Chinese words are the most exact; other languages say the same from the figures. */
export const Reasons = ({ proposal }: { proposal: Proposal }): ReactNode => {
  const language = useLanguage();
  const words = (reason: Reason): string => (language === 'zh' && reason.text ? reason.text : lookup('console', `reason.${reasonKey(reason)}`, reason.text, { n: number(Math.abs(reason.value), language) }));
  return <ul className="reasons">{proposal.reasons.map((reason) => <li key={reason.kind} className={reason.kind === 'training' || (reason.kind === 'wage' && reason.value < 0) || (reason.kind === 'lateness' && reason.value > 0) ? 'against' : ''}>{words(reason)}</li>)}</ul>;
};

const Card = ({ proposal }: { proposal: Proposal }): ReactNode => {
  const t = useT('console');
  const [people, setPeople] = useState<number>(proposal.people);
  const promise = useAct(() => matching.promise(proposal.id, people), { done: t('proposal.promised', { n: people }), renew: ['proposals', 'promises', 'needs', 'batches'] });
  const open = proposal.state === 'sent' || proposal.state === 'proposed';
  return (
    <article className="card proposal">
      <div>
        <h2>{proposal.needTitle}</h2>
        <p className="faint">{proposal.enterpriseName}{proposal.nodeName ? ` · ${proposal.nodeName}` : ''}</p>
        <p className="proposal-facts"><b><Wage from={proposal.wageFromYuan} to={proposal.wageToYuan} /></b>{proposal.startBy ? <span>{t('proposal.startBy')} <Day value={proposal.startBy} /></span> : null}{proposal.lodging ? <span>{t('need.lodging')}</span> : null}</p>
        <Reasons proposal={proposal} />
        <p className="faint">{t('proposal.from', { batch: proposal.batchTitle })}</p>
      </div>
      <div className="proposal-act">
        {open ? (
          <>
            <label>
              <span>{t('proposal.howMany', { n: proposal.people })}</span>
              <InputNumber min={1} max={proposal.people} precision={0} inputMode="numeric" value={people} onChange={(n) => setPeople(n ?? proposal.people)} style={{ width: '100%' }} />
            </label>
            <Button type="primary" block loading={promise.isPending} onClick={() => promise.mutate()}>{t('proposal.promise')}</Button>
            <p className="faint">{t('proposal.promiseHelp')}</p>
          </>
        ) : <StateTag kind="proposal" state={proposal.state} />}
      </div>
    </article>
  );
};

export const ProposalsPage = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const { data, error, refetch } = useQuery({ queryKey: ['proposals', at], queryFn: () => matching.proposals({ state: at['state'], cursor: at['cursor'], limit: 20 }), placeholderData: keepPreviousData });
  const states: Filter = { name: 'state', label: t('needs.state'), options: [{ value: '', label: t('list.all') }, ...(['sent', 'promised', 'stale', 'dropped'] as const).map((state) => ({ value: state, label: t(`state.proposal.${state}`) }))] };
  return (
    <Page title={t('menu.proposals')} intro={t('proposal.intro')}>
      <Toolbar filters={[states]} />
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <div className="table-waiting" /> : null}
      {data?.items.length === 0 ? <Empty title={t('proposal.empty')} help={t('proposal.emptyHelp')} /> : null}
      <div className="stack">{data?.items.map((proposal) => <Card key={proposal.id} proposal={proposal} />)}</div>
      {data?.next ? <p><Button onClick={() => change({ cursor: data.next ?? undefined }, true)}>{t('list.next')}</Button></p> : null}
    </Page>
  );
};
