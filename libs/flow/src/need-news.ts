import type { FlowReads } from './reaction.js';

/** What messages about a need name. */
export function needWords<M extends object>({ needId, enterpriseId }: { needId: string; enterpriseId: string }, more?: M) {
  return async ({ enterprises, needs }: FlowReads) => ({
    needId,
    needTitle: (await needs.byId(needId))?.title ?? '',
    enterpriseName: (await enterprises.byId(enterpriseId))?.name ?? '',
    ...(more as M),
  });
}

export function withEnterprise<E extends { enterpriseId: string }>(
  event: E,
): (reads: FlowReads) => Promise<E & { enterpriseName: string }> {
  return async ({ enterprises }) => ({ ...event, enterpriseName: (await enterprises.byId(event.enterpriseId))?.name ?? '' });
}
