import type { OpenNeed } from '#need';
import type { InvitedFair, PlanningProblem } from '../domain/planner/problem.js';
import type { PlannedGuest } from './plan-state.js';

/** The group (中类) that an occupation belongs to: 6-29 of 6-29-02-15. */
export const themeOf = (occupationCode: string): string => occupationCode.split('-').slice(0, 2).join('-');

/** What an enterprise is short of in one theme. */
export interface Shortage {
  enterpriseId: string;
  themeCode: string;
  /** The county or zone, or null of what hangs on the city itself. */
  region: string | null;
  people: number;
  /** Sum over people of what each is worth, in hundredths. */
  worth: number;
  needId: string;
  /** Places of that need, the largest. */
  most: number;
}

/** Adds needs up by enterprise and theme. @param leftOf people of a need that are still to be found */
export const shortagesOf = (
  needs: readonly OpenNeed[],
  leftOf: (need: OpenNeed) => number,
  regionOf: (nodePath: string) => string | null,
  { skilledFrom, skilledPct }: { skilledFrom: number; skilledPct: number },
  into = new Map<string, Shortage>(),
): Map<string, Shortage> => {
  for (const need of needs) {
    const people = leftOf(need);
    if (need.occupationCode === null || people <= 0) continue;
    const themeCode = themeOf(need.occupationCode);
    const key = `${need.enterpriseId} ${themeCode}`;
    const worth = people * Math.max(1, need.priority) * (need.skillLevel >= skilledFrom ? 100 + skilledPct : 100);
    const before = into.get(key);
    const larger = !before || people > before.most;
    into.set(key, {
      ...{ enterpriseId: need.enterpriseId, themeCode, region: before?.region ?? regionOf(need.nodePath) },
      ...{ people: (before?.people ?? 0) + people, worth: (before?.worth ?? 0) + worth },
      ...{ needId: larger ? need.id : before.needId, most: larger ? people : before.most },
    });
  }
  return into;
};

/** The problem, and what its indexes stand for. */
export interface ReadPlan {
  problem: PlanningProblem;
  shortages: readonly Shortage[];
  themes: readonly string[];
  rooms: readonly { id: string; nodeId: string; booths: number }[];
  regions: readonly { id: string; name: string }[];
  days: readonly string[];
}

/** People that each visit of a plan covers, in the order in which the fairs take place. */
export const guestsOf = ({ problem, shortages, days }: ReadPlan, fairs: readonly InvitedFair[]): Map<InvitedFair, PlannedGuest[]> => {
  const visits = new Map<number, number>();
  const inTime = [...fairs].sort((a, b) => ((days[a.day] ?? '') < (days[b.day] ?? '') ? -1 : 1));
  return new Map(
    inTime.map((fair) => {
      const guests = fair.guests.map((index): PlannedGuest => {
        const before = visits.get(index) ?? 0;
        visits.set(index, before + 1);
        const demand = problem.demands[index];
        const { enterpriseId = '', needId = '', people = 0 } = shortages[index] ?? {};
        const covers = Math.max(0, Math.min(problem.perVisit, people - before * problem.perVisit));
        return { enterpriseId, needId, short: people, covers, weight: Math.round((demand?.weight ?? 0) * 100) };
      });
      return [fair, guests.sort((a, b) => b.covers * b.weight - a.covers * a.weight || b.short - a.short)];
    }),
  );
};
