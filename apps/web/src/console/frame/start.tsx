import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { checks, matching, needs, registrations } from '../../api/console';
import { boardSummary } from '../../api/public';
import { useLanguage, useT } from '../../i18n';
import { moment, number } from '../../lib/format';
import { Live } from '../kit/bits';
import { useOwnPlaces } from '../kit/node';
import { Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { may, sideOf, useMe } from '../kit/use-me';
import { useDueRetention } from '../dispatch/retention';
import { RegistrationState } from '../enterprise/register';
import { Task } from './task';
import { Todo, TODOS } from './todos';

const Nobody = (): ReactNode => {
  const t = useT('console');
  const { data, error, refetch } = useQuery({ queryKey: ['registrations', 'mine'], queryFn: registrations.mine, refetchInterval: 15_000 });
  return (
    <Page title={t('start.waiting')} narrow>
      {error ? <Trouble error={error} retry={() => void refetch()} /> : null}
      {data?.map((one) => (
        <RegistrationState key={one.id} one={one} />
      ))}
      <p>
        <Link to="/register">{t('start.register')}</Link>
      </p>
    </Page>
  );
};

/** What waits today for an enterprise or a supplier. */
const Today = ({ side }: { side: 'enterprise' | 'supplier' }): ReactNode => {
  const t = useT('console');
  return (
    <Page
      title={t('start.today')}
      narrow
      actions={
        side === 'enterprise' ? (
          <Link to="/needs/new">
            <Button type="primary" tabIndex={-1}>
              {t('needs.new')}
            </Button>
          </Link>
        ) : null
      }
    >
      <div className="tasks">
        {TODOS[side].map((kind) => (
          <Todo key={kind.name} kind={kind} />
        ))}
      </div>
    </Page>
  );
};

/** How many a list has, as far as it was asked for. */
const counted = (page: { items: unknown[]; next: string | null } | undefined): { n: number | undefined; more: boolean } => ({
  n: page?.items.length,
  more: page !== undefined && page.next !== null,
});

const Bureau = (): ReactNode => {
  const t = useT('console');
  const common = useT('common');
  const language = useLanguage();
  const me = useMe();
  const summary = useQuery({ queryKey: ['board', 'summary'], queryFn: boardSummary });
  const waiting = useQuery({
    queryKey: ['registrations', 'pending'],
    queryFn: () => registrations.list({ state: 'pending', limit: 100 }),
    enabled: may(me, 'registration.decide'),
  });
  const toCheck = useQuery({
    queryKey: ['needs', 'checking'],
    queryFn: () => needs.list({ state: 'checking', limit: 100 }),
    enabled: may(me, 'need.check'),
  });
  const toCheckAgain = useQuery({
    queryKey: ['needs', 'revisions'],
    queryFn: () => needs.revisions({ limit: 100 }),
    enabled: may(me, 'need.check'),
  });
  const reports = useQuery({
    queryKey: ['reports', 'open'],
    queryFn: () => checks.reports({ state: 'open', limit: 100 }),
    enabled: may(me, 'need.check'),
  });
  const runs = useQuery({ queryKey: ['runs', 'last'], queryFn: () => matching.runs({ limit: 1 }), enabled: may(me, 'matching.read') });
  const due = useDueRetention(may(me, 'dispatch.retention_read'));
  const last = runs.data?.items[0];
  const own = useOwnPlaces();
  const regions = [...(summary.data?.regions ?? [])].sort((a, b) => Number(own.has(b.nodeId)) - Number(own.has(a.nodeId)));
  const most = Math.max(1, ...regions.map((region) => region.shortage));
  return (
    <Page title={t('start.title')}>
      <div className="overview">
        <div className="card overview-figure">
          <p>{t('start.short')}</p>
          <p className="big-number num">
            {summary.data ? number(summary.data.shortage, language) : '—'} <small>{common('unit.people')}</small>
          </p>
          <Live {...(summary.data ? { asOf: summary.data.asOf } : {})} />
          <p className="faint">
            {summary.data
              ? t('start.from', { enterprises: number(summary.data.enterprises, language), posts: number(summary.data.posts, language) })
              : ' '}
          </p>
        </div>
        <div className="tasks">
          {may(me, 'registration.decide') ? <Task to="/registrations" {...counted(waiting.data)} text={t('start.registrations')} /> : null}
          {may(me, 'need.check') ? <Task to="/checks" {...counted(toCheck.data)} text={t('start.toCheck')} /> : null}
          {toCheckAgain.data?.items.length ? <Task to="/checks" {...counted(toCheckAgain.data)} text={t('start.toCheckAgain')} /> : null}
          {may(me, 'need.check') ? <Task to="/checks" {...counted(reports.data)} text={t('start.reports')} /> : null}
          {may(me, 'dispatch.read') ? TODOS.bureau.map((kind) => <Todo key={kind.name} kind={kind} />) : null}
          {may(me, 'dispatch.absence') ? TODOS.missing.map((kind) => <Todo key={kind.name} kind={kind} />) : null}
          {may(me, 'dispatch.retention_read') ? (
            <Task to="/retention" n={due.data?.count} more={due.data?.more ?? false} text={t('start.retention')} />
          ) : null}
          {may(me, 'fair.manage') ? TODOS.fairs.map((kind) => <Todo key={kind.name} kind={kind} />) : null}
          {may(me, 'matching.read') ? (
            <Link to={last ? '/runs/$id' : '/runs'} params={{ id: last?.id ?? '' }} className="task none">
              <b className="num">{last ? moment(last.startedAt, language) : '—'}</b>
              <span>{t('start.lastRun')}</span>
            </Link>
          ) : null}
        </div>
      </div>
      <Section title={t('start.regions')} extra={<Live />}>
        <ol className="bars">
          {regions.map((region) => (
            <li key={region.nodeId} className={own.has(region.nodeId) ? 'own' : ''}>
              <Link to="/needs" search={{ node: region.nodeId }}>
                {region.name}
              </Link>
              <span className="bar" aria-hidden="true">
                <span style={{ inlineSize: `${(region.shortage / most) * 100}%` }} />
              </span>
              <b className="num">{number(region.shortage, language)}</b>
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  );
};

export const StartPage = (): ReactNode => {
  const side = sideOf(useMe());
  if (side === 'enterprise' || side === 'supplier') return <Today side={side} />;
  return side === 'bureau' ? <Bureau /> : <Nobody />;
};
