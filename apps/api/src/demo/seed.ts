import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Accounts, OrgTree } from '#access';
import { Clock, UnitOfWork } from '#platform/db';
import { JobAdmin } from '#platform/jobs';
import { seedChain, seedOwnChain } from './chain.js';
import { SEED, seedAccounts, seedEnterprises, type DemoCity } from './city.js';
import { DemoClient } from './client.js';
import { seedFairOfToday } from './fair-today.js';
import { seedFairs } from './fairs.js';
import { seedNeeds, seedReports } from './needs.js';
import { Random } from './random.js';
import { seedRegistrations } from './registrations.js';
import { seedRun, seedSupply } from './supply.js';
import { seedSurvey } from './survey.js';
import { seedTexts } from './texts.js';

/** Fills an empty database with a made-up city and a year of its history. A database that holds anything is left alone. */
export const seedDemo = async (app: NestFastifyApplication, say: (line: string) => void): Promise<void> => {
  const org = app.get(OrgTree);
  if ((await org.countiesAndZones()).length > 0) return;
  say('filling the demo city …');
  const random = new Random(SEED);
  const city = await app.get(UnitOfWork).run(() => org.ensureCity());
  const regions = await org.countiesAndZones();
  const enterprises = await seedEnterprises(app, random, regions);
  const userIds = await seedAccounts(app, city, regions);
  const demo: DemoCity = {
    app,
    random,
    city,
    regions,
    enterprises,
    userIds,
    today: app.get(Clock).today(),
    admin: new DemoClient(app, userIds['admin'] ?? ''),
    staff: new DemoClient(app, userIds['city'] ?? ''),
  };
  await seedRegistrations(demo);
  await seedNeeds(demo);
  await seedFairs(demo);
  const supplierIds = await seedSupply(demo);
  await app.get(Accounts).grant(userIds['station'] ?? '', { role: 'supplier', supplierId: supplierIds[0] ?? '' });
  await seedChain(demo);
  await seedOwnChain(demo, supplierIds[0] ?? '');
  await seedReports(demo);
  await seedRun(demo, supplierIds[0] ?? '');
  // Somebody who draws documents when the day is left would count as vanished: they are drawn once the demo is back in the present.
  const jobs = app.get(JobAdmin, { strict: false });
  await jobs.pause('documents');
  await seedSurvey(demo).finally(() => jobs.resume('documents'));
  await seedTexts(demo);
  await seedFairOfToday(demo);
  // Nobody waits until the night for the checks of people who signed long ago, nor a quarter of an hour for what became of promises.
  for (const [name, seconds] of [['dispatch.prepare_retention', 0] as const, ['dispatch.tally_promises', 10] as const]) {
    const [due] = (await jobs.list({ name, state: 'waiting', limit: 1 })).items;
    if (due) await jobs.moveTo(due.id, new Date(app.get(Clock).now().getTime() + 1000 * seconds));
  }
  await Promise.all([demo.admin.leave(), demo.staff.leave()]);
  say('the demo city is filled');
};
