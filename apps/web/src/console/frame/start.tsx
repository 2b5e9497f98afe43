import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { checks, matching, needs, promises, registrations, trips } from '../../api/console';
import { boardSummary } from '../../api/public';
import { useLanguage, useT } from '../../i18n';
import { moment, number } from '../../lib/format';
import { Live } from '../kit/bits';
import { Page, Section } from '../kit/page';
import { Trouble } from '../kit/page-states';
import { may, sideOf, useMe } from '../kit/use-me';
import { RegistrationState } from '../enterprise/register';

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

const Task = ({ to, search, n, text }: { to: string; search?: Record<string, string>; n: number | undefined; text: string }): ReactNode => {
  const language = useLanguage();
  return (
    <Link to={to} search={search ?? {}} className={n ? 'task' : 'task none'}>
      <b className="num">{n === undefined ? '—' : number(n, language)}</b>
      <span>{text}</span>
    </Link>
  );
};

/** Counties and zones that county staff belong to; the city has none of its own. */
const useOwnPlaces = (): ReadonlySet<string> =>
  new Set(useMe().grants.flatMap(({ role, nodeId }) => (nodeId && (role === 'county-staff' || role === 'liaison') ? [nodeId] : [])));

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
  const held = useQuery({
    queryKey: ['promises', 'held'],
    queryFn: () => promises.list({ state: 'held', limit: 100 }),
    enabled: may(me, 'dispatch.read'),
  });
  const moving = useQuery({
    queryKey: ['trips', 'moving'],
    queryFn: () => trips.list({ state: 'under_way', limit: 100 }),
    enabled: may(me, 'dispatch.read'),
  });
  const runs = useQuery({ queryKey: ['runs', 'last'], queryFn: () => matching.runs({ limit: 1 }), enabled: may(me, 'matching.read') });
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
          {may(me, 'registration.decide') ? (
            <Task to="/registrations" n={waiting.data?.items.length} text={t('start.registrations')} />
          ) : null}
          {may(me, 'need.check') ? <Task to="/checks" n={toCheck.data?.items.length} text={t('start.toCheck')} /> : null}
          {toCheckAgain.data?.items.length ? <Task to="/checks" n={toCheckAgain.data.items.length} text={t('start.toCheckAgain')} /> : null}
          {may(me, 'need.check') ? <Task to="/checks" n={reports.data?.items.length} text={t('start.reports')} /> : null}
          <Task to="/promises" search={{ state: 'held' }} n={held.data?.items.length} text={t('start.held')} />
          <Task to="/trips" search={{ state: 'under_way' }} n={moving.data?.items.length} text={t('start.moving')} />
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
  if (side === 'enterprise') return <Navigate to="/needs" replace />;
  if (side === 'supplier') return <Navigate to="/proposals" replace />;
  return side === 'bureau' ? <Bureau /> : <Nobody />;
};
