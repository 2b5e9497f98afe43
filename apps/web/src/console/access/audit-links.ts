import type { Me } from '../../api/types';
import { may } from '../kit/use-me';

const pages = {
  need: ['/needs/$id', 'need.read'],
  trip: ['/trips/$id', 'dispatch.read'],
  fair: ['/fairs/$id', null],
  import: ['/imports/$id', 'need.import'],
  matching_run: ['/runs/$id', 'matching.read'],
  'survey-round': ['/surveys/$id', 'survey.read'],
  'survey-answer': ['/survey/$id', 'survey.read'],
  enterprise: ['/enterprises/$id', 'enterprise.read'],
} as const;

const lists = {
  supplier: ['/suppliers', 'supply.read'],
  batch: ['/batches', 'supply.read'],
  promise: ['/promises', 'dispatch.read'],
  registration: ['/registrations', 'registration.decide'],
  delivery: ['/deliveries', 'deliveries.read'],
  user: ['/users', 'user.manage'],
  job: ['/jobs', 'jobs.manage'],
  queue: ['/jobs', 'jobs.manage'],
} as const;

const has = <T extends object>(table: T, key: string): key is keyof T & string => key in table;

/** Where whoever reads it finds the object of an entry: its own page, else the list that it is in; nowhere, where they may not look. */
export const pageOfObject = (me: Me, kind: string, id: string) => {
  const opens = (permission: string | null): boolean => permission === null || may(me, permission);
  if (has(pages, kind)) {
    const [to, permission] = pages[kind];
    return opens(permission) ? { to, params: { id } } : undefined;
  }
  if (!has(lists, kind)) return undefined;
  const [to, permission] = lists[kind];
  return opens(permission) ? { to } : undefined;
};
