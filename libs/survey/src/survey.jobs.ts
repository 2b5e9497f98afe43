import { defineJob } from '#platform/jobs';

/** Tells members of a round, a few hundred at a time, each job leaving the rest to the next. */
export const tellMembers = defineJob<{ roundId: string; occasion: string; after: string; under?: string }>({
  name: 'survey.tell_members',
  key: ({ roundId, occasion, after, under = '' }) => `${roundId}:${occasion}:${under.split('/').at(-2) ?? ''}:${after}`,
});

/** Finds the reminders of the day. */
export const remindToday = defineJob({ name: 'survey.remind', schedule: { dailyAt: '08:30' } });
