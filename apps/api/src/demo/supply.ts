import { setTimeout } from 'node:timers/promises';
import { addDays } from '#platform/db';
import { familyNames, givenNames, jobs, stations } from './catalogue.js';
import type { DemoCity } from './city.js';
import { DemoClient } from './client.js';

const BATCHES = 60;
/** A demo is no reason to wait longer for its run: it ends in the background then. */
const RUN_PATIENCE_MS = 10_000;

export const seedSupply = async (demo: DemoCity): Promise<string[]> => {
  const { random, today } = demo;
  const ids: string[] = [];
  for (const station of stations) {
    const { division, ...rest } = station;
    const supplier = await demo.admin.post<{ id: string }>('suppliers', {
      ...rest,
      divisionCode: division,
      peoplePerRun: 400,
      contactName: `${random.pick(familyNames)}${random.pick(givenNames)}`,
      contactPhone: `139${random.int(10000000, 99999999)}`,
    });
    ids.push(supplier.id);
  }
  for (let i = 0; i < BATCHES; i += 1) {
    const job = random.pick(jobs.slice(0, 26));
    await demo.admin.post('batches', {
      supplierId: ids[i % ids.length],
      occupationCode: job.code,
      skillLevel: job.level,
      people: random.int(4, 40),
      wageYuan: Math.round((job.wage[0] + 400) / 100) * 100,
      freeFrom: addDays(today, random.int(-10, 25)),
      smallestGroup: random.pick([1, 1, 2, 3, 5]),
    });
  }
  return ids;
};

/** People of the demo station whom the bureau locked to a need of the demo enterprise. @returns the need */
const seedLock = async ({ admin, app, userIds, today }: DemoCity, supplierId: string): Promise<string> => {
  const hr = new DemoClient(app, userIds['hr'] ?? '');
  const { items } = await hr.get<{
    items: {
      id: string;
      occupationCode: string;
      skillLevel: number;
      wageToYuan: number | null;
      startBy: string | null;
      shortage: number;
    }[];
  }>('needs?state=published&limit=50');
  await hr.leave();
  const need = items.find(({ startBy, shortage }) => shortage > 0 && (startBy === null || startBy > addDays(today, 3)));
  if (!need) return '';
  const batch = await admin.post<{ id: string }>('batches', {
    supplierId,
    occupationCode: need.occupationCode,
    skillLevel: need.skillLevel,
    people: Math.min(12, need.shortage),
    wageYuan: need.wageToYuan ?? 5000,
    freeFrom: today,
    smallestGroup: 1,
  });
  await admin.post('matching-rules', { needId: need.id, batchId: batch.id, kind: 'lock', note: '企业已到站里面谈' });
  return need.id;
};

/**
 * The last run waits for the bureau; what it proposes to the demo station is approved, so that station and enterprises
 * have something to answer.
 */
export const seedRun = async (demo: DemoCity, supplierId: string): Promise<void> => {
  const { admin, city } = demo;
  const lockedTo = await seedLock(demo, supplierId);
  const run = await admin.post<{ id: string }>('matching-runs', { nodeId: city.id });
  for (const end = Date.now() + RUN_PATIENCE_MS; Date.now() < end; await setTimeout(100)) {
    const { state } = await admin.get<{ state: string }>(`matching-runs/${run.id}`);
    if (state !== 'queued' && state !== 'running') break;
  }
  const proposals = async (filter: string): Promise<{ id: string }[]> =>
    (await admin.get<{ items: { id: string }[] }>(`matching-runs/${run.id}/proposals?${filter}`)).items;
  const ids = new Set(
    [...(await proposals(`supplier=${supplierId}&limit=8`)), ...(await proposals(`need=${lockedTo}`))].map(({ id }) => id),
  );
  if (ids.size > 0) await admin.post(`matching-runs/${run.id}/approve`, { proposalIds: [...ids] });
};
