import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Accounts, type OrgNode } from '#access';
import { EnterpriseRegistry, madeUpCreditCodes, SIZE_CLASSES } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { demoAccounts, emailOf, phoneOf, type DemoAccount } from './accounts.js';
import { firstWords, industries, secondWords } from './catalogue.js';
import type { DemoClient } from './client.js';
import type { Random } from './random.js';

const ENTERPRISES = 300;
/** The same city every time. */
export const SEED = 20261124;

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
  /** Another person of the city's bureau. */
  staff: DemoClient;
  enterprises: DemoEnterprise[];
  userIds: Record<string, string>;
}

export const seedEnterprises = async (app: NestFastifyApplication, random: Random, regions: OrgNode[]): Promise<DemoEnterprise[]> => {
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

/** The enterprise for which the demo's own account acts: the first of the first county. */
export const ownEnterprise = ({ regions, enterprises }: Pick<DemoCity, 'regions' | 'enterprises'>): DemoEnterprise | undefined => {
  const county = regions.find((node) => node.kind === 'county');
  return enterprises.find((one) => one.nodeId === county?.id);
};

export const seedAccounts = async (app: NestFastifyApplication, city: OrgNode, regions: OrgNode[]): Promise<Record<string, string>> => {
  const accounts = app.get(Accounts);
  const county = regions.find((node) => node.kind === 'county');
  const standsOn = (account: DemoAccount) => ({ nodeId: account.role === 'county-staff' ? county?.id : city.id });
  const ids: Record<string, string> = {};
  for (const account of demoAccounts) {
    const id = await accounts.create({
      name: account.name,
      login: account.login,
      email: emailOf(account),
      phone: phoneOf(account),
      password: account.password,
    });
    ids[account.login] = id;
    // A station's account stands on a supplier that does not exist yet; an enterprise's first person registers.
    if (account.role !== 'supplier' && account.role !== 'enterprise')
      await accounts.grant(id, { role: account.role, ...standsOn(account) });
  }
  return ids;
};
