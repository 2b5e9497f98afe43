import { addDays, startOfDay } from '#platform/db';
import { familyNames, givenNames, jobs } from './catalogue.js';
import { onDay, type DemoClient } from './client.js';
import { ownEnterprise, type DemoCity } from './city.js';

const HOUR_MS = 3_600_000;
const DONE_TRIPS = 8;
const OPEN_TRIPS = 3;

interface Batch {
  id: string;
  supplierId: string;
  supplierName: string;
  occupationCode: string;
  free: number;
}
interface Need {
  id: string;
  occupationCode: string;
  nodeName: string;
  shortage: number;
  promised: number;
}
interface Line {
  id: string;
}

/** Promises and trips of the demo city: some long over, some under way, some promises that wait for an answer. */
export const seedChain = async (demo: DemoCity): Promise<void> => {
  const { admin, today } = demo;
  const batches = (await admin.send<{ items: Batch[] }>('GET', 'batches?limit=60')).items;
  for (let i = 0; i < DONE_TRIPS + OPEN_TRIPS + 6; i += 1) {
    const batch = batches[i];
    if (!batch) return;
    const need = await needFor(admin, batch);
    if (!need) continue;
    const people = Math.min(batch.free, need.shortage - need.promised, 12);
    const offset = i < DONE_TRIPS ? -80 + i * 9 : 0;
    await onDay(demo.app, at(addDays(today, offset), 9), async () => {
      const promise = await admin.post<{ id: string }>('promises', { needId: need.id, batchId: batch.id, people });
      if (i >= DONE_TRIPS + OPEN_TRIPS + 3) return;
      await admin.post(`promises/${promise.id}/accept`);
      if (i < DONE_TRIPS + OPEN_TRIPS)
        await travel(demo, {
          ...{ from: batch.supplierName, to: need.nodeName, promiseId: promise.id, people, day: addDays(today, offset) },
          until: i < DONE_TRIPS ? 'signed' : 'departed',
        });
    });
  }
};

const needFor = async (admin: DemoClient, batch: Batch): Promise<Need | undefined> => {
  const page = await admin.send<{ items: Need[] }>('GET', `needs?state=published&occupation=${batch.occupationCode}&limit=50`);
  return page.items.find((need) => need.shortage - need.promised >= 4);
};

const at = (day: string, hour: number): Date => new Date(startOfDay(day).getTime() + hour * HOUR_MS);

interface Journey {
  /** Name of the station. */
  from: string;
  /** Name of the county. */
  to: string;
  promiseId: string;
  people: number;
  day: string;
  until: 'departed' | 'handed_over' | 'signed';
}

const travel = async ({ admin, random, app }: DemoCity, { from, to, promiseId, people, day, until }: Journey): Promise<void> => {
  const trip = await admin.post<{ id: string }>('trips', {
    promiseIds: [promiseId],
    mode: 'train',
    vehicle: `K${random.int(100, 1999)}`,
    departAt: at(day, 12).toISOString(),
    arriveAt: at(addDays(day, 1), 14).toISOString(),
    fromPlace: `${from.replace('劳务协作站', '')}站`,
    toPlace: to,
  });
  const lines = await admin.post<Line[]>(`trips/${trip.id}/manifest`, {
    lines: Array.from({ length: people }, () => ({
      name: random.pick(familyNames) + random.pick(givenNames),
      phone: `1${random.int(30, 89)}${random.int(10_000_000, 99_999_999)}`,
      idNumber: madeUpIdNumber(random),
      insured: true,
    })),
  });
  const absent = random.chance(0.4) ? 1 : 0;
  const call = (seen: Line[], state: string, hour: number, on = day) =>
    seen.map((line) => ({ lineId: line.id, state, at: at(on, hour).toISOString() }));
  await onDay(app, at(day, 12), () =>
    admin.post(`trips/${trip.id}/depart`, {
      lines: [...call(lines.slice(absent), 'boarded', 12), ...call(lines.slice(0, absent), 'no_show', 12)],
    }),
  );
  if (until === 'departed') return;
  const boarded = lines.slice(absent);
  const next = addDays(day, 1);
  await onDay(app, at(next, 14), () => admin.post(`trips/${trip.id}/arrive`, { lines: call(boarded, 'arrived', 14, next) }));
  await onDay(app, at(next, 16), () => admin.post(`trips/${trip.id}/hand-over`, {}));
  if (until === 'handed_over') return;
  await onDay(app, at(addDays(day, 3), 10), () =>
    admin.post(`trips/${trip.id}/confirm`, { lines: call(boarded, 'signed', 10, addDays(day, 3)) }),
  );
};

/** Days since people came to the demo's enterprise: it is asked who is still there after 30. */
const LONG_AGO = 50;

/** What waits today for the demo's enterprise: who is still there, people to sign who have just come, and a promise to answer. */
export const seedOwnChain = async (demo: DemoCity, supplierId: string): Promise<void> => {
  const { admin, app, today, regions } = demo;
  const own = ownEnterprise(demo);
  const job = jobs.find(({ code }) => code === own?.industry.jobs[0]) ?? jobs[0];
  if (!own || !job) return;
  const { name: from } = await admin.get<{ name: string }>(`suppliers/${supplierId}`);
  const to = regions.find(({ id }) => id === own.nodeId)?.name ?? '';
  const offered = { occupationCode: job.code, skillLevel: job.level };
  const [need, batch] = await onDay(app, at(addDays(today, -LONG_AGO), 8), async () => [
    await admin.post<{ id: string }>('needs', {
      ...{ enterpriseId: own.id, title: job.titles[0], ...offered, short: 30, neededInAll: 80 },
      ...{ wageFromYuan: job.wage[0], wageToYuan: job.wage[1], lodging: true, startBy: addDays(today, 45) },
      ...{ contactName: '张经理', contactPhone: '0536-2223333' },
    }),
    await admin.post<{ id: string }>('batches', {
      ...{ supplierId, ...offered, people: 30, wageYuan: job.wage[0], freeFrom: addDays(today, -LONG_AGO), smallestGroup: 1 },
    }),
  ]);
  const promised = async (people: number): Promise<string> =>
    (await admin.post<{ id: string }>('promises', { needId: need?.id, batchId: batch?.id, people })).id;
  for (const [days, people, until] of [
    [-LONG_AGO, 8, 'signed'],
    [-2, 6, 'handed_over'],
  ] as const) {
    const day = addDays(today, days);
    await onDay(app, at(day, 9), async () => {
      const promiseId = await promised(people);
      await admin.post(`promises/${promiseId}/accept`);
      await travel(demo, { from, to, promiseId, people, day, until });
    });
  }
  await promised(5);
};

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Passes the check of GB 11643; of nobody: no county has the code 621199. */
const madeUpIdNumber = (random: DemoCity['random']): string => {
  const day = `${random.int(1972, 2004)}${String(random.int(1, 12)).padStart(2, '0')}${String(random.int(1, 28)).padStart(2, '0')}`;
  const body = `621199${day}${String(random.int(1, 999)).padStart(3, '0')}`;
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + ('10X98765432'[sum % 11] ?? '');
};
