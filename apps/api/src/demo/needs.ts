import { NeedService, postingIn, sendStale, type Said } from '#need';
import { addDays, startOfDay, UnitOfWork } from '#platform/db';
import { JobQueue } from '#platform/jobs';
import { familyNames, jobs, type DemoJob } from './catalogue.js';
import type { DemoCity, DemoEnterprise } from './city.js';
import { DemoClient, onDay } from './client.js';

const NEEDS = 1_500;
const HOUR_MS = 3_600_000;

/** Most needs are of the last quarter; some are a year old and were withdrawn, so that trends have something to show. */
export const seedNeeds = async (demo: DemoCity): Promise<void> => {
  const { random, today } = demo;
  const needs = demo.app.get(NeedService, { strict: false });
  const days = [
    ...Array.from({ length: 11 }, (_, i) => addDays(today, -330 + i * 22)),
    ...Array.from({ length: 12 }, (_, i) => addDays(today, -84 + i * 7)),
  ];
  const perDay = days.map((day) => (day < addDays(today, -90) ? 24 : Math.round((NEEDS - 11 * 24) / 12)));
  const jobOf = (code: string): DemoJob => jobs.find((job) => job.code === code) ?? (jobs[0] as DemoJob);
  for (const [i, day] of days.entries()) {
    const posting = async (): Promise<void> => {
      const who = await demo.admin.principal();
      for (let n = 0; n < (perDay[i] ?? 0); n += 1) {
        const enterprise = random.pick(demo.enterprises);
        const said = needOf(demo, enterprise, jobOf(random.pick(enterprise.industry.jobs)), day);
        const { need } = await needs.publish(who, { posting: postingIn(said, day), enterpriseId: enterprise.id });
        if (day < addDays(today, -90)) await needs.withdraw(who, need.id, '已通过其他渠道招满');
      }
    };
    // One unit of work a day: the demo's start does not wait a thousand times for the disk.
    await onDay(demo.app, new Date(startOfDay(day).getTime() + 9 * HOUR_MS), () => demo.app.get(UnitOfWork).run(posting));
  }
  await demo.app.get(UnitOfWork).run(() => demo.app.get(JobQueue).enqueue(sendStale, {}));
};

const needOf = (demo: DemoCity, enterprise: DemoEnterprise, job: DemoJob, posted: string): Partial<Said> => {
  const { random } = demo;
  const from = Math.round((job.wage[0] * (0.92 + random.next() * 0.16)) / 100) * 100;
  return {
    title: random.pick(job.titles),
    occupationCode: job.code,
    skillLevel: random.chance(0.5) ? job.level : 0,
    short: random.pick([2, 3, 5, 5, 8, 10, 10, 15, 20, 30, 50]),
    asOf: posted,
    wageFromYuan: from,
    wageToYuan: from + random.int(5, 30) * 100,
    form: random.pick(['direct', 'direct', 'direct', 'dispatch']),
    lodging: random.chance(0.7),
    meals: random.chance(0.6),
    trainable: random.chance(0.3),
    ...startOf(demo, posted),
    contactName: `${random.pick(familyNames)}经理`,
    contactPhone: `0536-${random.int(2000000, 8999999)}`,
  };
};

/** Whoever still is short today wants people from now on; what was posted a year ago is over, and a few forgot to say so since. */
const startOf = ({ random, today }: DemoCity, posted: string): { startFrom: string; startBy: string } => {
  const forgotten = posted < addDays(today, -45) && random.chance(1 / 8);
  if (posted < addDays(today, -90) || forgotten) return { startFrom: posted, startBy: addDays(posted, random.int(20, 30)) };
  return { startFrom: addDays(today, random.int(0, 20)), startBy: addDays(today, random.int(25, 75)) };
};

/** Readers of the board doubt some posts of the demo county. */
export const seedReports = async ({ admin, userIds, app }: DemoCity): Promise<void> => {
  const county = new DemoClient(app, userIds['county'] ?? '');
  const { items } = await county.get<{ items: { id: string }[] }>('needs?state=published&limit=20');
  const reports = [{ kind: 'filled', note: '打电话说已经招满' }, { kind: 'untrue', note: '工资与发布的不一致' }, { kind: 'filled' }];
  for (const [i, report] of reports.entries()) await admin.post(`needs/${items[i * 5]?.id ?? ''}/report`, report);
  await county.leave();
};
