import { setTimeout } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Accounts, OrgTree, type OrgNode } from '#access';
import { EnterpriseRegistry, madeUpCreditCodes, SIZE_CLASSES } from '#enterprise';
import { addDays, Clock, startOfDay, UnitOfWork } from '#platform/db';
import { demoAccounts, emailOf, type DemoAccount } from './accounts.js';
import { fairThemes, familyNames, firstWords, givenNames, industries, jobs, secondWords, stations, type DemoJob } from './catalogue.js';
import { seedChain } from './chain.js';
import { DemoClient, onDay } from './client.js';
import { Random } from './random.js';
import { seedSurvey } from './survey.js';

const ENTERPRISES = 300;
const NEEDS = 1_500;
const BATCHES = 60;
const FAIRS = 30;
const SEED = 20261124;
const HOUR_MS = 3_600_000;
/** A demo is no reason to wait longer for its run: it ends in the background then. */
const RUN_PATIENCE_MS = 10_000;

export interface DemoEnterprise {
  id: string;
  name: string;
  nodeId: string;
  nodePath: string;
  creditCode: string;
  industry: (typeof industries)[number];
}

/** Everything a part of the demo needs. */
export interface DemoCity {
  app: NestFastifyApplication;
  random: Random;
  today: string;
  regions: OrgNode[];
  city: OrgNode;
  admin: DemoClient;
  enterprises: DemoEnterprise[];
  userIds: Record<string, string>;
}

/** Fills an empty database with a made-up city and a year of its history. A database that holds anything is left alone. */
export const seedDemo = async (app: NestFastifyApplication, say: (line: string) => void): Promise<void> => {
  const org = app.get(OrgTree);
  if ((await org.countiesAndZones()).length > 0) return;
  say('filling the demo city …');
  const random = new Random(SEED);
  const city = await app.get(UnitOfWork).run(() => org.ensureCity());
  const regions = await org.countiesAndZones();
  const enterprises = await seedEnterprises(app, random, regions);
  const userIds = await seedAccounts(app, city, regions, enterprises);
  const demo: DemoCity = {
    app,
    random,
    city,
    regions,
    enterprises,
    userIds,
    today: app.get(Clock).today(),
    admin: new DemoClient(app, userIds['admin'] ?? ''),
  };
  await seedNeeds(demo);
  await seedFairs(demo);
  const supplierIds = await seedSupply(demo);
  await app.get(Accounts).grant(userIds['station'] ?? '', { role: 'supplier', supplierId: supplierIds[0] ?? '' });
  await seedChain(demo);
  await seedSurvey(demo);
  await seedReports(demo);
  await seedRun(demo, supplierIds[0] ?? '');
  say('the demo city is filled');
};

/** Readers of the board doubt some posts of the demo county. */
const seedReports = async ({ admin, userIds, app }: DemoCity): Promise<void> => {
  const county = new DemoClient(app, userIds['county'] ?? '');
  const { items } = await county.get<{ items: { id: string }[] }>('needs?state=published&limit=20');
  const reports = [{ kind: 'filled', note: '打电话说已经招满' }, { kind: 'untrue', note: '工资与发布的不一致' }, { kind: 'filled' }];
  for (const [i, report] of reports.entries()) await admin.post(`needs/${items[i * 5]?.id ?? ''}/report`, report);
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

/** The last run waits for the bureau; what it proposes to the demo station is approved, so that station and enterprises have something to answer. */
const seedRun = async (demo: DemoCity, supplierId: string): Promise<void> => {
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

const seedEnterprises = async (app: NestFastifyApplication, random: Random, regions: OrgNode[]): Promise<DemoEnterprise[]> => {
  const codes = madeUpCreditCodes(SEED);
  const names = new Set<string>();
  const rows = Array.from({ length: ENTERPRISES }, (_, i) => {
    const region = regions[i % regions.length] as OrgNode;
    const industry = random.pick(industries);
    const name = freshName(random, region, industry.nouns, names);
    const size = random.pick([...SIZE_CLASSES, 'medium', 'small', 'small'] as const);
    return {
      name,
      creditCode: codes.next().value,
      nodeId: region.id,
      nodePath: region.path,
      industry,
      industryCode: industry.code,
      sizeClass: size,
      aboveScale: size !== 'micro' && random.chance(0.6),
      isKey: size === 'large' || random.chance(0.15),
      employees: { large: random.int(1000, 6000), medium: random.int(300, 999), small: random.int(20, 299), micro: random.int(5, 19) }[
        size
      ],
    };
  });
  const ids = await app.get(UnitOfWork).run(() => app.get(EnterpriseRegistry).enrol(rows.map(({ industry: _industry, ...row }) => row)));
  return rows.map(({ name, nodeId, nodePath, creditCode, industry }, i) => ({
    id: ids[i] ?? '',
    name,
    nodeId,
    nodePath,
    creditCode,
    industry,
  }));
};

const freshName = (random: Random, region: OrgNode, nouns: readonly string[], taken: Set<string>): string => {
  const place = region.name.replace(/(区|市|县)$/, '').slice(0, 2);
  for (;;) {
    const name = `${place}${random.pick(firstWords)}${random.pick(secondWords)}${random.pick(nouns)}有限公司`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
};

const seedAccounts = async (
  app: NestFastifyApplication,
  city: OrgNode,
  regions: OrgNode[],
  enterprises: DemoEnterprise[],
): Promise<Record<string, string>> => {
  const accounts = app.get(Accounts);
  const county = regions.find((node) => node.kind === 'county');
  const enterprise = enterprises.find((one) => one.nodeId === county?.id);
  const standsOn = (account: DemoAccount) =>
    account.role === 'enterprise' ? { enterpriseId: enterprise?.id } : { nodeId: account.role === 'county-staff' ? county?.id : city.id };
  const ids: Record<string, string> = {};
  for (const account of demoAccounts) {
    const id = await accounts.create({
      name: account.name,
      login: account.login,
      email: emailOf(account),
      password: account.password,
    });
    ids[account.login] = id;
    // A station's account stands on a supplier that does not exist yet.
    if (account.role !== 'supplier') await accounts.grant(id, { role: account.role, ...standsOn(account) });
  }
  return ids;
};

const needOf = (demo: DemoCity, enterprise: DemoEnterprise, job: DemoJob, today: string): object => {
  const { random } = demo;
  const from = Math.round((job.wage[0] * (0.92 + random.next() * 0.16)) / 100) * 100;
  return {
    enterpriseId: enterprise.id,
    title: random.pick(job.titles),
    occupationCode: job.code,
    skillLevel: random.chance(0.5) ? job.level : 0,
    short: random.pick([2, 3, 5, 5, 8, 10, 10, 15, 20, 30, 50]),
    asOf: today,
    wageFromYuan: from,
    wageToYuan: from + random.int(5, 30) * 100,
    form: random.pick(['direct', 'direct', 'direct', 'dispatch']),
    lodging: random.chance(0.7),
    meals: random.chance(0.6),
    trainable: random.chance(0.3),
    startFrom: today,
    startBy: addDays(today, random.int(20, 75)),
    contactName: `${random.pick(familyNames)}经理`,
    contactPhone: `0536-${random.int(2000000, 8999999)}`,
  };
};

/** Most needs are of the last quarter; some are a year old and were withdrawn, so that trends have something to show. */
const seedNeeds = async (demo: DemoCity): Promise<void> => {
  const { random, today } = demo;
  const days = [
    ...Array.from({ length: 11 }, (_, i) => addDays(today, -330 + i * 22)),
    ...Array.from({ length: 12 }, (_, i) => addDays(today, -84 + i * 7)),
  ];
  const perDay = days.map((day) => (day < addDays(today, -90) ? 24 : Math.round((NEEDS - 11 * 24) / 12)));
  const jobOf = (code: string): DemoJob => jobs.find((job) => job.code === code) ?? (jobs[0] as DemoJob);
  for (const [i, day] of days.entries()) {
    await onDay(demo.app, new Date(startOfDay(day).getTime() + 9 * HOUR_MS), async () => {
      for (let n = 0; n < (perDay[i] ?? 0); n += 1) {
        const enterprise = random.pick(demo.enterprises);
        const need = await demo.admin.post<{ id: string }>(
          'needs',
          needOf(demo, enterprise, jobOf(random.pick(enterprise.industry.jobs)), day),
        );
        if (day < addDays(today, -90)) await demo.admin.post(`needs/${need.id}/withdraw`, { reason: '已通过其他渠道招满' });
      }
    });
  }
};

const seedFairs = async (demo: DemoCity): Promise<void> => {
  const { random, today } = demo;
  for (let i = 0; i < FAIRS; i += 1) {
    const region = demo.regions[i % demo.regions.length] as OrgNode;
    const [name, theme, campaign] = fairThemes[i % fairThemes.length] as (typeof fairThemes)[number];
    const offset = i < 10 ? -300 + i * 28 : (i - 9) * 4;
    const day = addDays(today, offset);
    const boothCount = random.int(2, 6) * 10;
    const planned = new Date(startOfDay(addDays(offset < 0 ? day : today, -20)).getTime() + 10 * HOUR_MS);
    await onDay(demo.app, planned, async () => {
      const fair = await demo.admin.post<{ id: string }>('fairs', {
        nodeId: region.id,
        name: `${region.name}${name}`,
        theme,
        campaign,
        day,
        opensAt: '09:00',
        closesAt: '12:00',
        place: `${region.name}人力资源市场一楼大厅`,
        expectedAttendance: random.int(2, 9) * 100,
        dutyStaff: Math.ceil(boothCount / 8),
        boothCount,
      });
      if (i >= FAIRS - 3) return;
      await demo.admin.post(`fairs/${fair.id}/publish`);
      const local = demo.enterprises.filter((one) => one.nodeId === region.id).slice(0, random.int(4, 16));
      for (const enterprise of local) await demo.admin.post(`fairs/${fair.id}/booths`, { enterpriseId: enterprise.id });
    });
  }
};

const seedSupply = async (demo: DemoCity): Promise<string[]> => {
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
