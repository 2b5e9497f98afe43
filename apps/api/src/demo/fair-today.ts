import { BOOTH_DUTY, BoothDuty, GATE_DUTY, GateDuty } from '#fair';
import { FieldCipher } from '#platform/crypto';
import { localTime } from '#platform/dates';
import { addDays, Clock, newId, startOfDay, UnitOfWork } from '#platform/db';
import { privacyNotices } from '#reference';
import { SEED, ownEnterprise, type DemoCity } from './city.js';
import { onDay } from './client.js';
import { step } from './fair-results.js';
import { Random } from './random.js';

const HOUR_MS = 3_600_000;
const TICKETS = 160;
const KINDS = ['interested', 'interested', 'interview', 'interview', 'offer', 'hired', 'unsuitable'] as const;
/** Who waits online; nobody real can have an address of this domain (RFC 2606). */
const QUEUE = ['赵丽', '陈建国', '刘洋', '孙晓燕'];

interface Booth {
  id: string;
  enterpriseId: string;
}
interface Turns {
  turns: { id: string }[];
}

/** From three hours ago to five hours from now, within today: whoever starts the demo, at whatever hour, finds a fair that is on. */
const hoursAround = (now: Date): { opensAt: string; closesAt: string } => {
  const hour = Number(localTime(now).slice(11, 13));
  return {
    opensAt: `${String(Math.max(0, hour - 3)).padStart(2, '0')}:00`,
    closesAt: hour + 5 > 23 ? '23:59' : `${String(hour + 5).padStart(2, '0')}:00`,
  };
};

/** The fair of today, on site and online: people inside, talks at booths, and a queue at the enterprise of the demo's own account. */
export const seedFairOfToday = async (demo: DemoCity): Promise<void> => {
  const { app, admin, today } = demo;
  const uow = app.get(UnitOfWork);
  const own = ownEnterprise(demo);
  if (!own) return;
  // By chances of its own: what comes after in the demo is as it would be without it.
  const random = new Random(SEED + 1);
  const hours = hoursAround(app.get(Clock).now());
  const planned = new Date(startOfDay(addDays(today, -20)).getTime() + 10 * HOUR_MS);
  const { fairId, booths } = await onDay(app, planned, () => uow.run(() => plan(demo, own, hours)));
  await uow.run(async () => {
    const opened = startOfDay(today).getTime() + Number(hours.opensAt.slice(0, 2)) * HOUR_MS;
    const since = Date.now() - opened;
    const moment = (share: number): Date => new Date(opened + since * share);
    const gates: string[] = [];
    for (const name of ['东门', '西门'])
      gates.push(
        (await admin.post<{ gates: { id: string; name: string }[] }>(`fairs/${fairId}/gates`, { name })).gates.find(
          (one) => one.name === name,
        )?.id ?? '',
      );
    const tickets = await admin.post<{ number: string }[]>(`fairs/${fairId}/tickets/paper`, { count: TICKETS });
    const numbers = tickets.map(({ number }) => number);
    const mark = (kind: string, subject: string, share: number) => ({
      ...{ entryId: newId(), deviceId: newId(), kind, subject, detail: null, seenAt: moment(share) },
    });
    await step(demo, fairId, 'start');
    const came = numbers.slice(0, 118);
    for (const [i, id] of gates.entries()) {
      const here = came.filter((_, k) => (k % 3 === 0) === (i === 1));
      const passes = here.map((number, k) => mark('in', number, (0.9 * k) / here.length));
      const left = here.filter((_, k) => k % 5 === 0).map((number, k) => mark('out', number, 0.92 + 0.002 * k));
      await app.get(GateDuty).mark({ kind: GATE_DUTY, id }, [...passes, ...left]);
    }
    for (const { id, enterpriseId } of booths) {
      const met = came.filter(() => random.chance(0.09)).slice(0, 12);
      const said = met.map((number, k) => mark(random.pick(KINDS), number, 0.3 + (0.6 * k) / 12));
      await app.get(BoothDuty).mark({ kind: BOOTH_DUTY, id, enterpriseId, supplierId: null }, said);
    }
    await showPosts(demo, booths.slice(0, 5));
    await queueUp(demo, fairId, booths.slice(0, 3));
  });
};

const plan = async (
  { admin, enterprises }: DemoCity,
  own: { id: string; nodeId: string },
  hours: { opensAt: string; closesAt: string },
): Promise<{ fairId: string; booths: Booth[] }> => {
  const day = localTime(new Date()).slice(0, 10);
  const fair = await admin.post<{ id: string }>('fairs', {
    ...{ nodeId: own.nodeId, name: '潍坊人才集市', theme: '装备制造、电子信息和现代服务', campaign: 'hundred-days', day, ...hours },
    ...{ place: '人民广场东侧', mode: 'hybrid', streamUrl: 'https://live.example.com/today', exits: 4 },
    ...{ expectedAttendance: 600, dutyStaff: 4, boothCount: 24 },
  });
  await admin.post(`fairs/${fair.id}/publish`);
  const booths: Booth[] = [];
  const there = [own, ...enterprises.filter(({ nodeId, id }) => nodeId === own.nodeId && id !== own.id).slice(0, 9)];
  for (const { id: enterpriseId } of there) {
    const { booth } = await admin.post<{ booth: { id: string } | null }>(`fairs/${fair.id}/bookings`, { enterpriseId, hold: false });
    if (booth) booths.push({ id: booth.id, enterpriseId });
  }
  return { fairId: fair.id, booths };
};

/** Some show what they are short of. */
const showPosts = async ({ app, admin }: DemoCity, booths: readonly Booth[]): Promise<void> => {
  const sql = "SELECT id, enterpriseId FROM need WHERE state = 'published' AND enterpriseId IN (?, ?, ?, ?, ?) ORDER BY id";
  const needs = await app.get(UnitOfWork).manager.query<Booth[]>(
    sql,
    booths.map(({ enterpriseId }) => enterpriseId),
  );
  for (const { id, enterpriseId } of booths) {
    const needIds = needs.filter((need) => need.enterpriseId === enterpriseId).slice(0, 3);
    await admin.send('PUT', `booths/${id}/details`, { needIds: needIds.map((need) => need.id) });
  }
};

/** Some enterprises are met online as well; at the first one somebody is talked with, and others wait. */
const queueUp = async ({ app, admin }: DemoCity, fairId: string, booths: readonly Booth[]): Promise<void> => {
  for (const [i, { id }] of booths.entries())
    await admin.send('PUT', `booths/${id}/talk-room`, { link: `https://meeting.example.com/${i + 1}`, minutes: 8 + 2 * i, state: 'open' });
  const { items } = await admin.get<{ items: { id: string; enterpriseId: string }[] }>(`fairs/${fairId}/talk-rooms`);
  const rooms = booths.map(({ enterpriseId }) => items.find((one) => one.enterpriseId === enterpriseId)?.id ?? '');
  const links: string[] = [];
  for (const [i, name] of QUEUE.entries()) {
    const email = `visitor${i + 1}@demo.gangqiao.example`;
    await admin.post(`fairs/${fairId}/ticket-codes`, { email });
    const details = { name, occupation: '数控车工', experience: null, consents: ['name', 'occupation'] };
    const { version: privacyVersion } = privacyNotices.inForce(app.get(Clock).today());
    const said = { email, code: await codeOf(app), privacyVersion, ...details };
    links.push((await admin.post<{ link: string }>(`fairs/${fairId}/tickets`, said)).link);
    await admin.post('my-turns/join', { link: links[i], roomId: rooms[0] });
    if (i === 2) await admin.post('my-turns/join', { link: links[i], roomId: rooms[1] });
  }
  await admin.post(`booths/${booths[0]?.id}/talk-room/call`);
  const { turns } = await admin.post<Turns>('my-turns', { link: links[0] });
  await admin.post('my-turns/come', { link: links[0], turnId: turns[0]?.id });
};

/** That was just sent. */
const codeOf = async (app: DemoCity['app']): Promise<string> => {
  const sql = "SELECT id, params FROM message WHERE template = 'ticket.code' ORDER BY id DESC LIMIT 1";
  const [row] = await app.get(UnitOfWork).manager.query<{ id: string; params: string }[]>(sql);
  const { code } = JSON.parse(app.get(FieldCipher).open('message', 'params', row?.id ?? '', row?.params ?? '')) as { code: string };
  return code;
};
