import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { needs } from '../../api/console';
import type { Need, NeedEntry } from '../../api/types';
import { lookup, useLanguage, useT } from '../../i18n';
import { day, number, todayPlus } from '../../lib/format';
import { useAsk } from '../kit/ask';
import { NeedAdviceBox } from '../matching/need-advice';
import { Day, Live, Moment, Places, StateTag } from '../kit/bits';
import { EnterpriseLink } from '../kit/enterprise-link';
import { NodeName } from '../kit/node';
import { Facts, Page, Section } from '../kit/page';
import { PageLoading, Trouble } from '../kit/page-states';
import { useFigures } from '../kit/use-figures';
import { useAct } from '../kit/use-act';
import { may, sideOf, useMe } from '../kit/use-me';
import { factsOf } from './need-fields';
import { RevisionBox } from './need-revision';

const Figure = ({ need }: { need: Need }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const common = useT('common');
  return (
    <div className="card need-figure">
      <div className="need-sum">
        <p className="big-number num">
          {number(need.shortage, language)} <small>{common('unit.people')}</small>
        </p>
        <div>
          <p>
            {need.state === 'published' && need.inFigures ? (
              <>
                {t('need.shortNow')} <Live />
              </>
            ) : (
              t('need.notLive')
            )}
          </p>
          <p className="faint num">
            {t('need.formula', {
              short: need.short,
              asOf: day(need.asOf, language),
              filled: need.filled,
              committed: need.committed,
              shortage: need.shortage,
            })}
          </p>
        </div>
      </div>
      <Places need={need} legend />
    </div>
  );
};

const Entry = ({ entry, before }: { entry: NeedEntry; before: NeedEntry | undefined }): ReactNode => {
  const t = useT('console');
  const change = entry.shortage - (before?.shortage ?? 0);
  return (
    <li>
      <div className="ledger-shortage num">
        <b>{entry.shortage}</b>
        {before ? (
          <span className={change > 0 ? 'up' : change < 0 ? 'down' : ''}>
            {change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '±0'}
          </span>
        ) : null}
      </div>
      <div>
        <p className="ledger-what">
          {lookup('console', `ledger.${entry.kind}`, entry.kind, {
            n: entry.kind === 'posted' || entry.kind === 'restated' ? entry.short : Math.abs(entry.people),
          })}
        </p>
        {entry.reason ? <p>{lookup('console', `ledgerReason.${entry.reason}`, entry.reason)}</p> : null}
        <p className="faint">
          <Moment value={entry.at} />
          {entry.actorName ? ` · ${entry.actorName}` : ''} ·{' '}
          <span className="num">
            {t('need.after', { short: entry.short, filled: entry.filled, committed: entry.committed, promised: entry.promised })}
          </span>
        </p>
      </div>
    </li>
  );
};

const Ledger = ({ id }: { id: string }): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = useQuery({ queryKey: ['needs', id, 'ledger'], queryFn: () => needs.ledger(id) });
  if (error && !data) return <Trouble error={error} retry={() => void refetch()} />;
  const entries = [...(data?.items ?? [])].sort((a, b) => a.seq - b.seq);
  return (
    <Section title={t('need.ledger')} extra={<span className="faint">{t('need.ledgerHelp')}</span>}>
      <ol className="ledger">{entries.map((entry, at) => <Entry key={entry.id} entry={entry} before={entries[at - 1]} />).reverse()}</ol>
    </Section>
  );
};

const Actions = ({ need }: { need: Need }): ReactNode => {
  const t = useT('console');
  const language = useLanguage();
  const ask = useAsk();
  const confirm = useAct((days: { startFrom?: string; startBy?: string }) => needs.confirm(need.id, days), {
    done: t('need.confirmed'),
    renew: ['needs'],
  });
  const confirmWithDays = async (): Promise<void> => {
    const answer = await ask({
      title: t('need.newDays', { title: need.title }),
      consequence: t('need.newDaysWhat', { day: day(need.startBy ?? '', language) }),
      ok: t('need.confirm'),
      fields: [
        { name: 'startFrom', label: t('need.startFrom'), as: 'day', value: todayPlus() },
        { name: 'startBy', label: t('need.startBy'), as: 'day', value: '', required: true },
      ],
    });
    const { startFrom = '', startBy = '' } = answer?.said ?? {};
    if (answer) confirm.mutate({ startBy, ...(startFrom && { startFrom }) });
  };
  const passed = need.startBy !== null && need.startBy < todayPlus();
  const figures = useFigures();
  const publish = useAct(() => figures((figuresConfirmed) => needs.publish(need.id, figuresConfirmed)), {
    done: (now) => t(now.state === 'checking' ? 'need.handedIn' : 'need.published'),
    renew: ['needs'],
  });
  const checked = useAct(() => needs.approve(need.id, need.version), { done: t('need.published'), renew: ['needs'] });
  const sendBack = useAct((reason: string) => needs.sendBack(need.id, need.version, reason), {
    done: t('need.sentBack'),
    renew: ['needs'],
  });
  const mayCheck = may(useMe(), 'need.check');
  const withdraw = useAct((reason: string) => needs.withdraw(need.id, reason), { done: t('need.withdrawn'), renew: ['needs'] });
  const askWithdraw = async (): Promise<void> => {
    const answer = await ask({
      title: t('need.withdrawTitle', { title: need.title }),
      consequence:
        need.promised + need.committed > 0
          ? t('need.withdrawHeld', { n: need.promised + need.committed })
          : t('need.withdrawFree', { n: need.shortage }),
      ok: t('need.withdraw'),
      danger: true,
      reason: { label: t('ask.reason'), required: true },
    });
    if (answer) withdraw.mutate(answer.reason);
  };
  const askBack = async (): Promise<void> => {
    const answer = await ask({
      title: t('need.sendBackTitle', { title: need.title }),
      consequence: t('need.sendBackWhat', { enterprise: need.enterpriseName }),
      ok: t('need.sendBack'),
      reason: { label: t('ask.reason'), required: true },
    });
    if (answer) sendBack.mutate(answer.reason);
  };
  if (need.state === 'withdrawn' || need.state === 'filled') return null;
  if (need.state === 'checking' && mayCheck)
    return (
      <>
        <Button type="primary" loading={checked.isPending} onClick={() => checked.mutate()}>
          {t('need.approve')}
        </Button>
        <Button loading={sendBack.isPending} onClick={() => void askBack()}>
          {t('need.sendBack')}
        </Button>
      </>
    );
  return (
    <>
      <Link to="/needs/$id/edit" params={{ id: need.id }}>
        <Button tabIndex={-1} type={need.gaps.length ? 'primary' : 'default'}>
          {t(need.gaps.length ? 'need.complete' : 'need.edit')}
        </Button>
      </Link>
      {need.state === 'draft' ? (
        <Button type="primary" disabled={need.gaps.length > 0} loading={publish.isPending} onClick={() => publish.mutate()}>
          {t('need.publish')}
        </Button>
      ) : need.state === 'checking' ? null : (
        <Button
          type={need.state === 'stale' ? 'primary' : 'default'}
          loading={confirm.isPending}
          onClick={() => (passed ? void confirmWithDays() : confirm.mutate({}))}
        >
          {t('need.confirm')}
        </Button>
      )}
      <Button danger loading={withdraw.isPending} onClick={() => void askWithdraw()}>
        {t('need.withdraw')}
      </Button>
    </>
  );
};

export const NeedPage = (): ReactNode => {
  const t = useT('console');
  const me = useMe();
  const { id = '' } = useParams({ strict: false });
  const { data: need, error, refetch } = useQuery({ queryKey: ['needs', id], queryFn: () => needs.one(id) });
  if (error && !need)
    return (
      <div className="page">
        <Trouble error={error} retry={() => void refetch()} />
      </div>
    );
  if (!need) return <PageLoading />;
  const side = sideOf(me);
  return (
    <Page
      title={need.title}
      back={{ to: '/needs', label: side === 'enterprise' ? t('needs.mine') : t('needs.all') }}
      intro={
        <span className="row">
          <StateTag kind="need" state={need.state} />
          {side === 'enterprise' ? null : <EnterpriseLink id={need.enterpriseId} name={need.enterpriseName} />}
          <span className="faint">
            {t('need.confirmedAt')} <Day value={need.confirmedAt} />
          </span>
        </span>
      }
      actions={!may(me, 'need.publish') ? null : <Actions need={need} />}
    >
      {need.gaps.length ? (
        <div className="notice">{t('needs.gaps', { what: need.gaps.map((gap) => lookup('console', `gap.${gap}`, gap)).join('、') })}</div>
      ) : null}
      {need.state === 'checking' ? <div className="notice">{t('need.checkingHelp')}</div> : null}
      {need.state === 'draft' && need.sentBack ? <div className="notice">{t('need.sentBackWhy', { reason: need.sentBack })}</div> : null}
      {need.state === 'stale' ? (
        <div className="notice">
          {need.startBy !== null && need.startBy < todayPlus() ? t('need.startPassedHelp') : t('need.staleHelp')}
        </div>
      ) : null}
      {need.figureDoubts.length ? (
        <div className="notice">
          {t('figures.said', { by: need.figuresConfirmedBy ?? t('figures.office') })} <Moment value={need.figuresConfirmedAt} />
          <ul className="notices">
            {need.figureDoubts.map(({ kind, figure, said, usual }) => (
              <li key={`${kind} ${figure}`}>{t(`figures.doubt.${kind}`, { said, usual })}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <RevisionBox need={need} />
      <Figure need={need} />
      {need.state === 'published' && need.shortage > 0 ? <NeedAdviceBox need={need} /> : null}
      <div className="need-columns">
        <Ledger id={id} />
        <Section title={t('need.facts')}>
          <div className="card">
            <Facts items={factsOf(need, t, [t('place.label'), <NodeName key="node" id={need.nodeId} />])} />
          </div>
        </Section>
      </div>
    </Page>
  );
};
