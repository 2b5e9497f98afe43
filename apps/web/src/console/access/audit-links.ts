const pages = {
  need: '/needs/$id',
  trip: '/trips/$id',
  fair: '/fairs/$id',
  import: '/imports/$id',
  matching_run: '/runs/$id',
  'survey-round': '/surveys/$id',
  'survey-answer': '/survey/$id',
  enterprise: '/enterprises/$id',
} as const;

const lists = {
  supplier: '/suppliers',
  batch: '/batches',
  promise: '/promises',
  registration: '/registrations',
  delivery: '/deliveries',
  user: '/users',
  job: '/jobs',
  queue: '/jobs',
} as const;

const has = <T extends object>(table: T, key: string): key is keyof T & string => key in table;

/** Where the object of an entry is shown: its own page, else the list that it is in. */
export const pageOfObject = (kind: string, id: string) => {
  if (has(pages, kind)) return { to: pages[kind], params: { id } };
  return has(lists, kind) ? { to: lists[kind] } : undefined;
};
