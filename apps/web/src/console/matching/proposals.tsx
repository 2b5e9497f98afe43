import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { matching } from '../../api/console';
import type { Proposal } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { day, number } from '../../lib/format';
import { RetentionReminder } from '../dispatch/retention';
import { useAddress } from '../kit/address';
import { useAsk } from '../kit/ask';
import { Day, StateTag, Wage } from '../kit/bits';
import { Empty, Page } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { TakeAlong } from '../kit/take-along';
import { Toolbar } from '../kit/toolbar';
import { useAct } from '../kit/use-act';
import { sideOf, useMe, type Side } from '../kit/use-me';
import { useAskPromise } from './ask-promise';
import { proposalQuery, useProposalFilters } from './use-proposal-filters';

type Reason = Proposal['reasons'][number];
const reasonKey = ({ kind, value }: Reason): string => {
  if (kind === 'wage') return value > 0 ? 'wage_more' : value < 0 ? 'wage_less' : 'wage_same';
  return kind === 'lateness' && value <= 0 ? 'lateness_none' : kind;
};

/**
 * Why these people fit this need, each reason with its figure. The server's Chinese words are the most exact; other
 * languages say the same from the figures.
 */
export const Reasons = ({ proposal }: { proposal: Pick<Proposal, 'reasons' | 'startBy'> }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const arrival = ({ arrives, wished, latest }: NonNullable<Reason['days']>): string =>
    t(proposal.startBy ? 'reason.arrives' : 'reason.arrivesOpen', {
      arrives: day(arrives, language),
      wished: day(wished, language),
      latest: day(latest, language),
    });
  const record = ({ supplier, enterprise }: NonNullable<Reason['record']>): string => {
    const key = supplier === null ? 'reason.recordOfEnterprise' : enterprise === null ? 'reason.recordOfSupplier' : 'reason.record';
    return t(key, { supplier: supplier ?? 0, enterprise: enterprise ?? 0 });
  };
  const words = (reason: Reason): string =>
    reason.days
      ? arrival(reason.days)
      : reason.record
        ? record(reason.record)
        : language === 'zh' && reason.text
          ? reason.text
          : lookup('console', `reason.${reasonKey(reason)}`, reason.text, { n: number(Math.abs(reason.value), language) });
  return (
    <ul className="reasons">
      {proposal.reasons.map((reason) => (
        <li key={reason.kind} className={reason.kind === 'training' || (reason.kind === 'wage' && reason.value < 0) ? 'against' : ''}>
          {words(reason)}
        </li>
      ))}
    </ul>
  );
};

const renew = ['proposals', 'promises', 'needs', 'batches'];

const PromiseIt = ({ proposal }: { proposal: Proposal }): ReactNode => {
  const t = useT('console');
  const askPromise = useAskPromise();
  const promise = useAct((people: number) => matching.promise(proposal.id, people), {
    done: ({ people }) => t('proposal.promised', { n: people }),
    renew,
  });
  const go = async (): Promise<void> => {
    const people = await askPromise(proposal);
    if (people !== null) promise.mutate(people);
  };
  return (
    <>
      <Button type="primary" block loading={promise.isPending} onClick={() => void go()}>
        {t('proposal.promise')}
      </Button>
      <p className="faint">{t('proposal.promiseHelp')}</p>
    </>
  );
};

const Welcome = ({ proposal }: { proposal: Proposal }): ReactNode => {
  const t = useT('console');
  const welcome = useAct(() => matching.welcome(proposal.id), { done: t('proposal.welcomed'), renew });
  if (proposal.welcome) return <p>{t('proposal.youWelcome')}</p>;
  return (
    <>
      <Button type="primary" block loading={welcome.isPending} onClick={() => welcome.mutate()}>
        {t('proposal.welcome')}
      </Button>
      <p className="faint">{t('proposal.welcomeHelp')}</p>
    </>
  );
};

const Decline = ({ proposal }: { proposal: Proposal }): ReactNode => {
  const t = useT('console');
  const ask = useAsk();
  const decline = useAct((reason: string) => matching.decline(proposal.id, reason), { done: t('proposal.declined'), renew });
  const go = async (): Promise<void> => {
    const answer = await ask({
      title: t('proposal.declineTitle', { title: proposal.needTitle, n: proposal.people }),
      consequence: t('proposal.declineWhat'),
      ok: t('proposal.decline'),
      danger: true,
      reason: { label: t('ask.reasonTold'), required: true },
    });
    if (answer) decline.mutate(answer.reason);
  };
  return (
    <Button block loading={decline.isPending} onClick={() => void go()}>
      {t('proposal.decline')}
    </Button>
  );
};

/** What became another, as before → after: "wage 5,000 → 4,500". */
const WhyStale = ({ changes }: Pick<Proposal, 'changes'>): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const value = (said: string | null): string => {
    if (said === null) return t('term.open');
    if (said === 'true' || said === 'false') return t(`term.${said}`);
    return /^\d+$/.test(said) ? number(Number(said), language) : said;
  };
  if (changes.length === 0) return <p className="faint">{t('proposal.staleHelp')}</p>;
  return (
    <>
      <ul className="reasons">
        {changes.map(({ of, field, from, to }) => (
          <li key={`${of} ${field}`} className="against">
            {lookup('console', `term.${field}`, field)}
            {field === 'place' ? null : ` ${value(from)} → ${value(to)}`}
          </li>
        ))}
      </ul>
      <p className="faint">{t('proposal.staleHelp')}</p>
    </>
  );
};

const Card = ({ proposal, side }: { proposal: Proposal; side: Side }): ReactNode => {
  const t = useT('console');
  const own = side === 'enterprise';
  const acts = proposal.state === 'sent' && (own || side === 'supplier');
  return (
    <article className="card proposal">
      <div>
        <h2>
          {own ? (
            <Link to="/needs/$id" params={{ id: proposal.needId }}>
              {proposal.needTitle}
            </Link>
          ) : (
            proposal.needTitle
          )}
        </h2>
        <p className="faint">
          {own
            ? t('proposal.by', { supplier: proposal.supplierName })
            : `${proposal.enterpriseName}${proposal.nodeName ? ` · ${proposal.nodeName}` : ''}`}
        </p>
        <p className="proposal-facts">
          <b className="num">{t('proposal.people', { n: proposal.people })}</b>
          <Wage from={proposal.wageFromYuan} to={proposal.wageToYuan} />
          {proposal.startBy ? (
            <span>
              {t('proposal.startBy')} <Day value={proposal.startBy} />
            </span>
          ) : null}
          {proposal.lodging ? <span>{t('need.lodging')}</span> : null}
        </p>
        <Reasons proposal={proposal} />
        <p className="faint">{t('proposal.from', { batch: proposal.batchTitle })}</p>
        {!own && proposal.welcome ? (
          <p>
            <span className="tag good">{t('proposal.isWelcome')}</span>
          </p>
        ) : null}
      </div>
      <div className="proposal-act">
        {acts ? (
          <>
            {own ? <Welcome proposal={proposal} /> : <PromiseIt proposal={proposal} />}
            <Decline proposal={proposal} />
          </>
        ) : (
          <>
            <StateTag kind="proposal" state={proposal.state} />
            {proposal.state === 'stale' ? <WhyStale changes={proposal.changes} /> : null}
            {proposal.declinedBy ? (
              <p className="faint">{t(`proposal.declinedBy_${proposal.declinedBy}`, { reason: proposal.reason ?? '' })}</p>
            ) : null}
          </>
        )}
      </div>
    </article>
  );
};

export const ProposalsPage = (): ReactNode => {
  const t = useT('console');
  const { at, change } = useAddress();
  const side = sideOf(useMe());
  const own = side === 'enterprise';
  const { data, error, refetch } = useQuery({
    queryKey: ['proposals', at],
    queryFn: () => matching.proposals({ ...proposalQuery(at), cursor: at['cursor'], limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const narrowed = ['state', 'occupation', 'enterprise'].some((name) => at[name]);
  return (
    <Page title={t(own ? 'menu.offers' : 'menu.proposals')} intro={t(own ? 'proposal.introEnterprise' : 'proposal.intro')}>
      {own ? null : <RetentionReminder />}
      <Toolbar filters={useProposalFilters({ own })} />
      {error && !data ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <div className="table-waiting" /> : null}
      {data?.items.length === 0 && narrowed ? (
        <Empty
          title={t('list.nothing')}
          action={<Button onClick={() => change({ state: '', occupation: '', enterprise: '' })}>{t('list.clear')}</Button>}
        />
      ) : null}
      {data?.items.length === 0 && !narrowed ? (
        <Empty
          title={t(own ? 'proposal.emptyEnterprise' : 'proposal.empty')}
          help={t(own ? 'proposal.emptyEnterpriseHelp' : 'proposal.emptyHelp')}
        />
      ) : null}
      <div className="stack">
        {data?.items.map((proposal) => (
          <Card key={proposal.id} proposal={proposal} side={side} />
        ))}
      </div>
      {data?.items.length ? (
        <div className="table-foot">
          <TakeAlong name={t(own ? 'menu.offers' : 'menu.proposals')} take={() => matching.take(proposalQuery(at))} />
          {data.next ? <Button onClick={() => change({ cursor: data.next ?? undefined }, true)}>{t('list.next')}</Button> : null}
        </div>
      ) : null}
    </Page>
  );
};
