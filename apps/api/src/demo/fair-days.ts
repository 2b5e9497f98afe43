import { startOfDay } from '#platform/db';
import type { DemoCity } from './city.js';
import { onDay } from './client.js';

const MINUTE_MS = 60_000;
const MOST_LINES = 400;

interface Booth {
  id: string;
  enterpriseId: string | null;
}
interface Gates {
  gates: { id: string }[];
}

const KINDS = ['interested', 'interested', 'interested', 'interview', 'interview', 'offer', 'unsuitable', 'unsuitable', 'hired'] as const;
const REASONS = ['pay', 'hours', 'place', 'skill'] as const;
const PEOPLE = ['李娜', '王芳', '张伟', '刘洋', '陈静', '杨帆', '赵磊', '孙丽', '周强', '吴敏'];

/** Gates, tickets, who came in, who stood at their booths and what came of people: of a fair that was, or that is today, until now. */
export const seedFairDay = async (demo: DemoCity, fairId: string, day: string, visitors: number): Promise<void> => {
  const { admin, app, random } = demo;
  const opens = startOfDay(day).getTime() + 9 * 60 * MINUTE_MS;
  const until = Math.min(Date.now(), opens + 150 * MINUTE_MS);
  for (const name of ['1 号门', '2 号门']) await admin.post(`fairs/${fairId}/gates`, { name });
  const { gates } = await admin.get<Gates>(`fairs/${fairId}/gates`);
  const rows = PEOPLE.map((name, i) => ({ line: i + 2, name, phone: null }));
  const school = await admin.post<{ number: string }[]>(`fairs/${fairId}/groups`, { name: '潍坊职业学院', rows });
  const paper = await admin.post<{ number: string }[]>(`fairs/${fairId}/tickets/paper`, { count: visitors });
  const minutes = Math.floor((until - opens) / MINUTE_MS);
  if (minutes < 20) return;
  const came = [...school, ...paper].slice(0, Math.ceil(visitors * 0.9));
  await onDay(app, new Date(until), async () => {
    for (const [g, { id: dutyId }] of gates.entries()) {
      const numbers = came.filter((_, i) => i % gates.length === g);
      const written = { keptBy: g === 0 ? '王磊' : '张敏', dutyKind: 'fair_gate', dutyId };
      const sheet = async (kind: 'in' | 'out', among: readonly { number: string }[], from: number, to: number): Promise<void> => {
        const lines = among.map(({ number }) => ({
          subject: number,
          at: new Date(opens + random.int(from, to) * MINUTE_MS).toISOString(),
        }));
        for (let i = 0; i < lines.length; i += MOST_LINES)
          await admin.post('field-papers', { ...written, kind, at: new Date(opens).toISOString(), lines: lines.slice(i, i + MOST_LINES) });
      };
      const half = Math.floor(minutes / 2);
      await sheet('in', numbers, 0, half);
      await sheet('out', numbers.slice(0, Math.floor(numbers.length / 3)), half + 1, minutes - 1);
    }
    await seedBooths(demo, fairId, came);
  });
};

/** Nine of ten enterprises came, and each of them met some people. */
const seedBooths = async ({ admin, random }: DemoCity, fairId: string, came: readonly { number: string }[]): Promise<void> => {
  const booths = (await admin.get<Booth[]>(`fairs/${fairId}/booths`)).filter(({ enterpriseId }) => enterpriseId !== null);
  for (const [i, { id }] of booths.entries()) {
    if (i % 10 === 9) continue;
    const numbers = new Set(Array.from({ length: random.int(3, 9) }, () => random.pick(came).number));
    for (const number of numbers) {
      const kind = random.pick(KINDS);
      await admin.post(`booths/${id}/outcomes`, { number, kind, ...(kind === 'unsuitable' && { reason: random.pick(REASONS) }) });
    }
  }
};
