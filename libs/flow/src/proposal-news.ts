import type { FlowReads } from './reaction.js';

interface Proposed {
  needId: string;
  enterpriseId: string;
  people: number;
}

/** The words about a proposal: how many, for which post of whom, and what else is said. */
export const proposalNews =
  <M extends object>({ people, needId, enterpriseId }: Proposed, more: M = {} as M) =>
  async ({ enterprises, needs }: FlowReads): Promise<M & { people: number; needTitle: string; enterpriseName: string }> => ({
    ...more,
    people,
    needTitle: (await needs.byId(needId))?.title ?? '',
    enterpriseName: (await enterprises.byId(enterpriseId))?.name ?? '',
  });

export const sum = (proposals: readonly Proposed[]): number => proposals.reduce((total, { people }) => total + people, 0);

/** Proposals by whom they go to, so that nobody gets a message for each. */
export const together = <P>(proposals: readonly P[], whose: (proposal: P) => string): [string, P[]][] => {
  const groups = new Map<string, P[]>();
  for (const proposal of proposals) {
    const group = groups.get(whose(proposal));
    if (group) group.push(proposal);
    else groups.set(whose(proposal), [proposal]);
  }
  return [...groups];
};
