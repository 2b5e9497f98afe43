import { GATE_DUTY, GateDuty } from '#fair';
import { addDays, newId, startOfDay, UnitOfWork } from '#platform/db';
import type { DemoCity } from './city.js';
import { onDay } from './client.js';

const HOUR_MS = 3_600_000;
const KINDS = ['interested', 'interested', 'interview', 'offer', 'hired', 'unsuitable'] as const;

/** A fair of the demo that is over, and who had a booth there. */
export interface HeldFair {
  id: string;
  day: string;
  booths: { id: string; enterpriseId: string }[];
}

interface Ticket {
  number: string;
}
interface Question {
  id: string;
  days: number;
}

/** What came of a fair: people who went in, what enterprises said of them, whom they hired, and what these said afterwards. */
export const seedResults = async (demo: DemoCity, fair: HeldFair): Promise<void> => {
  const { app, admin, random } = demo;
  const at = (days: number, hour: number): Date => new Date(startOfDay(addDays(fair.day, days)).getTime() + hour * HOUR_MS);
  const inOne = (when: Date, work: () => Promise<void>): Promise<void> => onDay(app, when, () => app.get(UnitOfWork).run(work));
  let tickets: Ticket[] = [];
  await inOne(at(0, 8), async () => {
    const { gates } = await admin.post<{ gates: { id: string }[] }>(`fairs/${fair.id}/gates`, { name: '1 号门' });
    tickets = await admin.post<Ticket[]>(`fairs/${fair.id}/tickets/paper`, { count: random.int(5, 12) * 10 });
    await step(demo, fair.id, 'start');
    const entered = tickets.filter(() => random.chance(0.8));
    tickets = entered;
    const marks = entered.map(({ number }, i) => ({
      ...{ entryId: newId(), deviceId: newId(), kind: 'in', subject: number, detail: null },
      seenAt: new Date(at(0, 9).getTime() + i * 20_000),
    }));
    await app.get(GateDuty).mark({ kind: GATE_DUTY, id: gates[0]?.id ?? '' }, marks);
  });
  for (const { enterpriseId } of fair.booths)
    await inOne(at(1, 10), async () => {
      const met = tickets.filter(() => random.chance(0.25)).slice(0, 14);
      const rows = met.map(({ number }) => {
        const kind = random.pick(KINDS);
        return { number, kind, ...(kind === 'hired' && { metFirst: true, phone: `139${random.int(10_000_000, 99_999_999)}` }) };
      });
      if (rows.length > 0) await admin.post(`fairs/${fair.id}/results`, { enterpriseId, rows });
    });
  await inOne(at(1, 11), async () => {
    await step(demo, fair.id, 'end');
    for (const { enterpriseId } of fair.booths) await admin.post(`fairs/${fair.id}/results/hand-in`, { enterpriseId });
  });
  // Most answer, and some are not there any more after 30 or 90 days.
  for (const days of [0, 30, 90]) {
    const when = at(days + 3, 15);
    if (when > startOfDay(demo.today)) break;
    await inOne(when, async () => {
      const { items } = await admin.get<{ items: Question[] }>(`fair-hires?fair=${fair.id}&open=true&limit=100`);
      for (const { id, days: asked } of items)
        if (asked === days && random.chance(0.85))
          await admin.post(`fair-hires/${id}/answer`, { says: random.chance(days === 0 ? 0.95 : 0.85) ? 'yes' : 'no' });
    });
  }
};

/** Unless the clock was faster. */
const step = async ({ admin }: DemoCity, fairId: string, wanted: 'start' | 'end'): Promise<void> => {
  const { steps } = await admin.get<{ steps: string[] }>(`fairs/${fairId}`);
  if (steps.includes(wanted)) await admin.post(`fairs/${fairId}/steps`, { step: wanted });
};
