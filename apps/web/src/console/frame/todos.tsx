import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { fairYear } from '../../api/booths';
import { matching, needs, promises, retention, surveys, trips } from '../../api/console';
import { fairs } from '../../api/fairs';
import { absences } from '../../api/travel';
import { useLanguage, useT, type Language } from '../../i18n';
import { day, shanghaiInstant, todayPlus } from '../../lib/format';
import { Task } from './task';

const LIMIT = 100;
const HOUR_MS = 3_600_000;

/** One kind of thing that waits: how many, and what is most urgent of it. */
export interface Waiting {
  n: number;
  more?: boolean;
  /** Hours until the first runs out; below 0 when it has. */
  hours?: number | undefined;
  until?: string | undefined;
}

const counted = ({ items, next }: { items: unknown[]; next: string | null }): Waiting => ({ n: items.length, more: next !== null });
const hoursTo = (instant: string | null | undefined): number | undefined =>
  instant ? Math.floor((Date.parse(instant) - Date.now()) / HOUR_MS) : undefined;
const midnight = (): string => shanghaiInstant(`${todayPlus(1)}T00:00`);

/** Promises that wait for an enterprise's answer, with the hours that the first of them still has. */
const heldPromises = async (): Promise<Waiting> => {
  const page = await promises.list({ state: 'held', order: 'expiry', limit: LIMIT });
  return { ...counted(page), hours: hoursTo(page.items[0]?.expiresAt) };
};
const arrivals = async (): Promise<Waiting> => counted(await trips.list({ state: 'under_way', arriveBefore: midnight(), limit: LIMIT }));
const departures = async (): Promise<Waiting> => counted(await trips.list({ state: 'planned', to: midnight(), limit: LIMIT }));
/** People who were missing at roll calls, with the hours in which the first of them has to be told of. */
const missing = async (): Promise<Waiting> => {
  const page = await absences.list({ open: true, limit: LIMIT });
  return { ...counted(page), hours: hoursTo(page.items[0]?.dueAt) };
};
const sentProposals = async (): Promise<Waiting> => counted(await matching.proposals({ state: 'sent', limit: LIMIT }));
const unwelcomed = async (): Promise<Waiting> => {
  const { items, next } = await matching.proposals({ state: 'sent', limit: LIMIT });
  return { n: items.filter(({ welcome }) => !welcome).length, more: next !== null };
};
const needsThat = (state: string) => async (): Promise<Waiting> => counted(await needs.list({ state, limit: LIMIT }));
const OPEN_SURVEY: readonly string[] = ['invited', 'started', 'asked_back'];
const dueSurveys = async (): Promise<Waiting> => {
  const due = (await surveys.mine()).filter(({ state }) => OPEN_SURVEY.includes(state));
  return { n: due.length, until: due.map(({ closesOn }) => closesOn).sort()[0] };
};

const dueChecks = async (): Promise<Waiting> => {
  const { count: n, more } = await retention.count({ open: true, dueBy: todayPlus() });
  return { n, more };
};
/** Booths that are held for a while only, and fairs that ask again after they were moved. */
const openBooths = async (): Promise<Waiting> => {
  const open = (await fairs.mine()).filter(({ heldUntil, asked, day: on }) => on >= todayPlus() && (heldUntil !== null || asked));
  return { n: open.length };
};
const lateFairs = async (): Promise<Waiting> => ({ n: (await fairYear.late()).length });

/** A kind of to-do: where it is done, and how it is counted. Its words are `todo.<name>`. */
interface Kind {
  name: string;
  to: string;
  search?: Record<string, string>;
  read: () => Promise<Waiting>;
}

const held: Kind = { name: 'held', to: '/promises', search: { state: 'held' }, read: heldPromises };
const arriving: Kind = { name: 'arriving', to: '/trips', search: { state: 'under_way' }, read: arrivals };
const checks: Kind = { name: 'retention', to: '/retention', read: dueChecks };

const absent: Kind = { name: 'missing', to: '/absences', read: missing };

export const TODOS = {
  enterprise: [
    held,
    { name: 'welcome', to: '/proposals', search: { state: 'sent' }, read: unwelcomed },
    { name: 'survey', to: '/survey', read: dueSurveys },
    arriving,
    { name: 'booths', to: '/my-fairs', read: openBooths },
    checks,
    { name: 'stale', to: '/needs', search: { state: 'stale' }, read: needsThat('stale') },
    { name: 'drafts', to: '/needs', search: { state: 'draft' }, read: needsThat('draft') },
  ],
  supplier: [
    { name: 'promise', to: '/proposals', search: { state: 'sent' }, read: sentProposals },
    { ...held, name: 'heldFor' },
    { name: 'departing', to: '/trips', search: { state: 'planned' }, read: departures },
    arriving,
    absent,
    checks,
  ],
  bureau: [{ ...held, name: 'heldFor' }, arriving],
  missing: [absent],
  fairs: [{ name: 'fairs', to: '/fair-year', read: lateFairs }],
} as const satisfies Record<string, readonly Kind[]>;

export const Todo = ({ kind }: { kind: Kind }): ReactNode => {
  const t = useT('console');
  const language: Language = useLanguage();
  const { data } = useQuery({ queryKey: ['todo', kind.name], queryFn: kind.read, refetchInterval: 60_000 });
  const note =
    data?.hours !== undefined
      ? data.hours < 0
        ? t('todo.late')
        : t('todo.runsOut', { count: data.hours })
      : data?.until
        ? t('todo.until', { day: day(data.until, language) })
        : undefined;
  return (
    <Task
      to={kind.to}
      {...(kind.search && { search: kind.search })}
      n={data?.n}
      more={data?.more ?? false}
      text={t(`todo.${kind.name as 'held'}`)}
      note={note}
    />
  );
};
