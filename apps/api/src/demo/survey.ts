import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, startOfDay } from '#platform/db';
import { REASONS, SurveyArchive, type Answer, type AnswerRow } from '#survey';
import { jobs } from './catalogue.js';
import { onDay } from './client.js';
import { ownEnterprise, type DemoCity, type DemoEnterprise } from './city.js';

const HOUR_MS = 3_600_000;
/** Enough for a trend. */
const PAST_ROUNDS = 4;
/** A catalogue is made by a job; where nothing runs jobs, the demo does without. */
const LONGEST_WAIT_MS = 20_000;

interface Need {
  id: string;
  enterpriseId: string;
  title: string;
  occupationCode: string;
  skillLevel: number;
  shortage: number;
  wageFromYuan: number | null;
  wageToYuan: number | null;
}

/** Quarters that are closed and published, and the one of today, open and half answered; the demo's own enterprise has not. */
export const seedSurvey = async (demo: DemoCity): Promise<void> => {
  const posts = await postsOf(demo);
  for (let back = PAST_ROUNDS; back >= 1; back -= 1) {
    const quarter = quarterBefore(demo.today, back);
    await onDay(demo.app, morning(quarter.opensOn), async () => {
      const roundId = await opened(demo, quarter);
      await demo.app.get(SurveyArchive).enter(
        roundId,
        answersOf(
          demo,
          posts,
          demo.enterprises.filter((_, i) => i === 0 || demo.random.chance(0.9)),
          back,
        ),
      );
      await demo.admin.send('PUT', `seeker-registers/${quarter.quarter}`, { rows: seekersOf(demo, posts) });
      await onDay(demo.app, morning(addDays(quarter.closesOn, 5)), async () => {
        await demo.admin.post(`survey-rounds/${roundId}/close`, { evenWithDoubts: true });
        await demo.staff.post(`survey-rounds/${roundId}/ask-publication`);
        await demo.admin.post(`survey-rounds/${roundId}/publish`);
        // One after another: each is compared with the one before.
        await catalogueOf(demo, roundId);
      });
    });
  }
  const own = ownEnterprise(demo);
  await onDay(demo.app, morning(addDays(demo.today, -20)), async () => {
    const roundId = await opened(demo, {
      ...quarterBefore(demo.today, 0),
      opensOn: addDays(demo.today, -20),
      closesOn: addDays(demo.today, 12),
    });
    const half = demo.enterprises.filter((one) => one.id !== own?.id && demo.random.chance(0.5));
    await demo.app.get(SurveyArchive).enter(roundId, answersOf(demo, posts, half, 0));
  });
  await enoughNeeds(demo, own, posts);
};

const catalogueOf = async ({ admin }: DemoCity, roundId: string): Promise<void> => {
  for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end; await sleep(50)) {
    if ((await admin.send<{ items: object[] }>('GET', `catalogue-versions?round=${roundId}`)).items.length > 0) return;
  }
};

const morning = (day: string): Date => new Date(startOfDay(day).getTime() + 9 * HOUR_MS);

const quarterBefore = (today: string, back: number): { quarter: string; opensOn: string; closesOn: string } => {
  const index = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3) - back;
  const [year, part] = [Math.floor(index / 4), index % 4];
  const month = `${year}-${String(part * 3 + 2).padStart(2, '0')}`;
  return { quarter: `${year}Q${part + 1}`, opensOn: `${month}-10`, closesOn: `${month}-28` };
};

const opened = async ({ admin }: DemoCity, plan: { quarter: string; opensOn: string; closesOn: string }): Promise<string> => {
  const { id } = await admin.post<{ id: string }>('survey-rounds', { ...plan, seed: 20261124, sharePercent: 60 });
  await admin.post(`survey-rounds/${id}/open`);
  return id;
};

const postsOf = async ({ admin }: DemoCity): Promise<Map<string, Need[]>> => {
  const posts = new Map<string, Need[]>();
  for (let cursor = ''; ;) {
    const page = await admin.send<{ items: Need[]; next: string | null }>(
      'GET',
      `needs?state=published&limit=200${cursor && `&cursor=${cursor}`}`,
    );
    for (const need of page.items) posts.set(need.enterpriseId, [...(posts.get(need.enterpriseId) ?? []), need]);
    if (page.next === null) return posts;
    cursor = page.next;
  }
};

/** What enterprises answered so many quarters ago: as their needs are now, a little otherwise. */
const answersOf = (
  { random }: DemoCity,
  posts: Map<string, Need[]>,
  enterprises: readonly DemoEnterprise[],
  back: number,
): Map<string, Answer> =>
  new Map(
    enterprises.map((enterprise) => {
      const rows = (posts.get(enterprise.id) ?? []).map((need): AnswerRow => {
        const stillShort = Math.max(1, Math.round(need.shortage * (0.8 + random.next() * 0.4) * (1 + back * 0.06)));
        return {
          needId: need.id,
          occupationCode: need.occupationCode,
          title: need.title,
          skillLevel: need.skillLevel,
          stillShort,
          neededInAll: stillShort * random.int(3, 8),
          filledSince: random.int(0, 3),
          withdrawn: false,
          reasons: [random.pick(REASONS)],
          wageFromYuan: need.wageFromYuan,
          wageToYuan: need.wageToYuan,
          clientCreditCode: null,
        };
      });
      const posted = (posts.get(enterprise.id) ?? []).reduce((sum, need) => sum + need.shortage, 0);
      // The same firm in every quarter, a little larger or smaller; a few slipped by a digit, for the review to have something to find.
      const employees =
        Math.max(20, posted * (4 + (enterprise.creditCode.charCodeAt(16) % 9))) *
        (0.94 + random.next() * 0.12) *
        (back === 0 && random.chance(0.04) ? 10 : 1);
      const hired = random.int(0, 40);
      const answer: Answer = {
        employees: Math.round(employees),
        contactName: null,
        contactPhone: null,
        rows,
        openingsNext: random.int(0, 60),
        hiredLast: hired,
        leftLast: random.int(0, hired + 10),
        bedsFree: random.int(0, 30),
      };
      return [enterprise.id, answer];
    }),
  );

/** Who looks for work: fewer than are short in most occupations, more in some, and some who name none. */
const seekersOf = ({ random }: DemoCity, posts: Map<string, Need[]>): { occupation: string | null; level: number; people: number }[] => {
  const short = new Map<string, number>();
  for (const { occupationCode, shortage } of [...posts.values()].flat())
    short.set(occupationCode, (short.get(occupationCode) ?? 0) + shortage);
  const rows = jobs.flatMap(({ code, level }) => {
    const people = Math.round((short.get(code) ?? 0) * (0.35 + random.next() * 0.9));
    const [plain, certified] = [Math.ceil(people * 0.6), Math.floor(people * 0.4)];
    return [
      { occupation: code, level: 0, people: plain },
      { occupation: code, level: Math.max(2, level), people: certified },
    ];
  });
  return [...rows, { occupation: null, level: 0, people: 400 + random.int(0, 200) }].filter(({ people }) => people > 0);
};

/** The demo's own enterprise is short of three kinds of people at least, so that its form has something to confirm. */
const enoughNeeds = async ({ admin }: DemoCity, own: DemoEnterprise | undefined, posts: Map<string, Need[]>): Promise<void> => {
  if (!own) return;
  for (let have = (posts.get(own.id) ?? []).length; have < 3; have += 1) {
    const job = jobs.find(({ code }) => code === own.industry.jobs[have % own.industry.jobs.length]) ?? jobs[0];
    if (!job) return;
    await admin.post('needs', {
      enterpriseId: own.id,
      title: job.titles[0],
      occupationCode: job.code,
      skillLevel: job.level,
      short: 6,
      neededInAll: 30,
      wageFromYuan: job.wage[0],
      wageToYuan: job.wage[1],
      contactName: '张经理',
      contactPhone: '0536-2223333',
    });
  }
};
