/** 留岗 is counted with the same employer after so many days. */
export const RETENTION_DAYS = [30, 90, 180] as const;

/** How somebody ceased to be there: 离职, 转到其他企业, 返乡. */
export const LEAVINGS = ['left', 'moved', 'returned'] as const;
export type Leaving = (typeof LEAVINGS)[number];

export type Says = 'stayed' | 'left';

interface Said {
  days: number;
  employerSays: Says | null;
}

/** Whoever was there after more days had not left before: what is said of one day must fit what is said of later ones. */
export const contradicts = (checks: readonly Said[], days: number, says: Says): boolean =>
  says === 'left' && checks.some((one) => one.days > days && one.employerSays === 'stayed');

/** What each check says once it is said of one of them: who left is gone on all later days; who stayed was there on all earlier
 * ones, and of later ones nobody knows yet. */
export const saidAfter = (checks: readonly Said[], days: number, says: Says): Map<number, Says | null> =>
  new Map(
    checks.map((one) => {
      if (one.days === days || (says === 'left' && one.days > days)) return [one.days, says];
      if (says === 'stayed' && one.employerSays === 'left') return [one.days, one.days < days ? 'stayed' : null];
      return [one.days, one.employerSays];
    }),
  );

/** Whether the place of somebody who left is open again: not for who returned to the same employer, and not when the enterprise has stated
 * since how many it is short of, for that number has the place in it. */
export const reopens = (line: { returning: boolean; signedOn: string }, need: { asOf: string; filled: number; state: string }): boolean =>
  !line.returning && need.state !== 'withdrawn' && need.filled > 0 && need.asOf <= line.signedOn;
