import { setTimeout as sleep } from 'node:timers/promises';
import { OrgTree } from '#access';
import type { Settings } from '#platform/config';
import { addDays, Clock, UnitOfWork } from '#platform/db';
import { signedIn, type Client } from '../support/client.js';
import { fillCity } from './board-city.js';
import { served } from './fair-year.js';

export interface PlanningSize {
  enterprises: number;
  needs: number;
  /** One in each of so many counties. */
  rooms: number;
  days: number;
  fairs: number;
}

interface Plan {
  id: string;
  state: string;
  failure: string | null;
  figures: { enterprises: number; venueDays: number; fairs: number; covered: number; bound: number; greedy: number; seconds: number };
}

const ALWAYS = Array.from({ length: 8 }, () => ({ open: true, from: '08:00', to: '18:00' }));
const BOOTHS = [25, 40, 60];
/** Booths in one row of a grid. */
const ROW = 20;
/** What staff fix and strike before the rest is planned again. */
const [FIXED, STRUCK] = [30, 5];

/**
 * The planner as the bureau has it, over HTTP, with its job and its thread, from needs in the database to proposals in the database:
 * `wholePlanSeconds` from asking to the plan on the page, `wholePlanCpuSeconds` of processors meanwhile; `wholeReplanSeconds` after 30
 * fairs were fixed and 5 struck.
 */
export const fairPlanning = async (settings: Settings, size: PlanningSize): Promise<Record<string, number>> => {
  const app = await served(settings);
  try {
    const city = await app.get(UnitOfWork).run(() => app.get(OrgTree).ensureCity());
    const staff = await signedIn(app, [{ role: 'city-staff', nodeId: city.id }]);
    await fillCity(app.app, size.enterprises, size.needs);
    const counties = await app.get(OrgTree).countiesAndZones();
    for (let i = 0; i < size.rooms; i += 1) await furnish(staff, counties[i % counties.length]?.id ?? city.id, i);
    const first = addDays(app.get(Clock).today(), 1);
    const wish = { fromDay: first, toDay: addDays(first, size.days - 1), fairs: size.fairs, basis: 'open' };
    const { id } = (await done(staff.post<Plan>('/api/fair-plans', wish), 202)).body;
    const plan = await measured(staff, id);
    const rows: { id: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null && rows.length < FIXED + STRUCK;) {
      const path: string = `/api/fair-plans/${id}/fairs?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const page: { items: { id: string }[]; next: string | null } = (await done(staff.get<typeof page>(path), 200)).body;
      rows.push(...page.items);
      cursor = page.next;
    }
    for (const [i, row] of rows.slice(0, FIXED + STRUCK).entries())
      await done(staff.patch(`/api/plan-fairs/${row.id}`, { mark: i < STRUCK ? 'struck' : 'fixed' }), 200);
    await done(staff.post(`/api/fair-plans/${id}/replan`), 202);
    const again = await measured(staff, id);
    const { covered, bound, greedy } = plan.figures;
    return {
      ...{ wholeEnterprises: plan.figures.enterprises, wholeVenueDays: plan.figures.venueDays, wholeFairs: plan.figures.fairs },
      ...{ wholePlanSeconds: plan.seconds, wholePlanCpuSeconds: plan.cpuSeconds },
      ...{ wholePlanGap: 1 - covered / bound, wholeOverGreedy: covered / greedy - 1 },
      ...{ wholeReplanSeconds: again.seconds, wholeReplanGap: 1 - again.figures.covered / again.figures.bound },
    };
  } finally {
    await app.close();
  }
};

const done = async <T extends { status: number; body: unknown }>(answer: Promise<T>, status: number): Promise<T> => {
  const given = await answer;
  if (given.status !== status) throw new Error(`answered ${given.status}: ${JSON.stringify(given.body).slice(0, 400)}`);
  return given;
};

const furnish = async (staff: Client, nodeId: string, i: number): Promise<void> => {
  const house = { nodeId, name: `场馆${i}`, address: '和平路 1 号', capacity: 2_000, exits: 6, opening: ALWAYS };
  const { id } = (await done(staff.post<{ id: string }>('/api/venues', house), 201)).body;
  const places = Array.from({ length: BOOTHS[i % BOOTHS.length] ?? 25 }, (_, at) => ({
    ...{ number: `A${String(at + 1).padStart(2, '0')}`, gridRow: Math.floor(at / ROW) + 1, gridColumn: (at % ROW) + 1 },
    ...{ widthCm: 300, depthCm: 300, power: true },
  }));
  await done(staff.post(`/api/venues/${id}/rooms`, { name: '大厅', capacity: 2_000, places }), 201);
};

const measured = async (staff: Client, id: string): Promise<Plan & { seconds: number; cpuSeconds: number }> => {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  for (;;) {
    const plan = (await done(staff.get<Plan>(`/api/fair-plans/${id}`), 200)).body;
    if (plan.state === 'failed') throw new Error(`the plan failed: ${plan.failure}`);
    if (plan.state === 'done') {
      const { user, system } = process.cpuUsage(used);
      return { ...plan, seconds: (performance.now() - begun) / 1_000, cpuSeconds: (user + system) / 1e6 };
    }
    await sleep(100);
  }
};
