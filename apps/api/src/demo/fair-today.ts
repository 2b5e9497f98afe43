import { BOOTH_DUTY, BoothDuty, GATE_DUTY, GateDuty } from '#fair';
import { FieldCipher } from '#platform/crypto';
import { localTime } from '#platform/dates';
import { addDays, Clock, newId, startOfDay, UnitOfWork } from '#platform/db';
import { ownEnterprise, SEED, type DemoCity, type DemoEnterprise } from './city.js';
import { onDay } from './client.js';
import { Random } from './random.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const TICKETS = 110;
const KINDS = ['interested', 'interested', 'interview', 'interview', 'offer', 'hired', 'unsuitable'] as const;
/** Who waits online; nobody real can have an address of this domain (RFC 2606). */
const QUEUE = ['赵丽', '陈建国', '刘洋', '孙晓燕'];

interface Booth {
  id: string;
  enterpriseId: string;
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
    await admin.post(`fairs/${fairId}/steps`, { step: 'start' });
    const came = numbers.slice(0, 96);
    for (const [i, id] of gates.entries()) {
      const here = came.filter((_, k) => (k % 3 === 0) === (i === 1));
      const passes = here.map((number, k) => mark('in', number, (0.9 * k) / here.length));
      const left = here.filter((_, k) => k % 5 === 0).map((number, k) => mark('out', number, 0.92 + 0.002 * k));
      await app.get(GateDuty).mark({ kind: GATE_DUTY, id }, [...passes, ...left]);
    }
    for (const { id, enterpriseId } of booths.slice(0, 5)) {
      const met = came.filter(() => random.chance(0.2)).slice(0, 16);
      const said = met.map((number, k) => mark(random.pick(KINDS), number, 0.3 + (0.6 * k) / 16));
      await app.get(BoothDuty).mark({ kind: BOOTH_DUTY, id, enterpriseId, supplierId: null }, said);
    }
    await showPosts(uow, fairId, booths);
    await queueUp(demo, fairId, booths.slice(0, 3), numbers.slice(-QUEUE.length));
  });
};

const plan = async (
  { admin, enterprises }: DemoCity,
  own: DemoEnterprise,
  hours: { opensAt: string; closesAt: string },
): Promise<{ fairId: string; booths: Booth[] }> => {
  const day = localTime(new Date()).slice(0, 10);
  const fair = await admin.post<{ id: string }>('fairs', {
    ...{ nodeId: own.nodeId, name: '潍坊人才集市', theme: '装备制造、电子信息和现代服务', campaign: 'hundred-days', day, ...hours },
    ...{ place: '人民广场东侧', mode: 'hybrid', streamUrl: 'https://live.example.com/today', exits: 4 },
    ...{ expectedAttendance: 600, dutyStaff: 4, boothCount: 24 },
  });
  await admin.post(`fairs/${fair.id}/publish`);
  const others = enterprises.filter(({ nodeId, id }) => nodeId === own.nodeId && id !== own.id).slice(0, 7);
  const rows = [own, ...others].map(({ creditCode }, i) => ({ line: i + 2, name: null, creditCode, number: null }));
  const booths = await admin.post<Booth[]>(`fairs/${fair.id}/placements`, { rows });
  return { fairId: fair.id, booths };
};

/** Some show what they are short of. */
const showPosts = async (uow: UnitOfWork, fairId: string, booths: readonly Booth[]): Promise<void> => {
  const sql = "SELECT id, enterpriseId FROM need WHERE state = 'published' AND enterpriseId IN (?, ?, ?, ?, ?) ORDER BY id LIMIT 15";
  const needs = await uow.manager.query<Booth[]>(
    sql,
    booths.slice(0, 5).map(({ enterpriseId }) => enterpriseId),
  );
  const rows = needs.map(({ id, enterpriseId }) => ({ id: newId(), fairId, enterpriseId, needId: id }));
  if (rows.length > 0) await uow.manager.insert('BoothPost', rows);
};

/** Some are met online as well; at the first somebody is talked with, and others wait. In bulk, as the routes would write it. */
const queueUp = async ({ app }: DemoCity, fairId: string, booths: readonly Booth[], numbers: readonly string[]): Promise<void> => {
  const { manager } = app.get(UnitOfWork);
  const now = app.get(Clock).now();
  const before = (minutes: number): Date => new Date(now.getTime() - minutes * MINUTE_MS);
  const rooms = booths.map(({ enterpriseId }, i) => ({
    ...{ id: newId(), fairId, enterpriseId, link: `https://meeting.example.com/${i + 1}`, minutes: 8 + 2 * i, state: 'open' },
    ...{ missedInRow: 0, changedAt: before(60) },
  }));
  await manager.insert('TalkRoom', rooms);
  const places = QUEUE.map((name, i) => ({ name, number: numbers[i], room: rooms[i === 3 ? 1 : 0] ?? rooms[0] }));
  const turns = [];
  for (const [i, { name, number, room }] of places.entries()) {
    const [ticket] = await manager.query<{ id: string }[]>('SELECT id FROM fair_ticket WHERE fairId = ? AND number = ?', [fairId, number]);
    const ticketId = ticket?.id ?? '';
    const holder = JSON.stringify({
      name,
      phone: null,
      email: `visitor${i + 1}@demo.gangqiao.example`,
      occupation: '数控车工',
      experience: null,
    });
    const said = {
      kind: 'phone',
      holder: app.get(FieldCipher).seal('fair_ticket', 'holder', ticketId, holder),
      consents: ['name', 'occupation'],
    };
    await manager.update('Ticket', { id: ticketId }, said);
    const talks = i === 0;
    turns.push({
      ...{ id: newId(), fairId, roomId: room?.id, enterpriseId: room?.enterpriseId, ticketId, state: talks ? 'talking' : 'waiting' },
      ...{
        joinedAt: before(20 - 4 * i),
        calledAt: talks ? before(3) : null,
        comeBy: talks ? now : null,
        talkedAt: talks ? before(2) : null,
      },
      ...{ endedAt: null, currentOf: talks ? room?.id : null, busyWith: talks ? ticketId : null },
    });
  }
  await manager.insert('Turn', turns);
};
