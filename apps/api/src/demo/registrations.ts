import { Accounts } from '#access';
import { ownEnterprise, type DemoCity, type DemoEnterprise } from './city.js';
import { DemoClient } from './client.js';

/** The demo's own person of an enterprise, whom the county let in; and two who wait: for a colleague of theirs, and for the county. */
export const seedRegistrations = async (demo: DemoCity): Promise<void> => {
  const { app, userIds, enterprises } = demo;
  const own = ownEnterprise(demo);
  if (!own) return;
  const another = enterprises.find((one) => one.nodeId === own.nodeId && one.id !== own.id) ?? own;
  const county = new DemoClient(app, userIds['county'] ?? '');
  const first = await applyFor(new DemoClient(app, userIds['hr'] ?? ''), own, '人力资源经理', true);
  await county.post(`registrations/${first}/approve`);
  const colleague = await newcomer(demo, '王芳', 1);
  await applyFor(colleague, own, '招聘专员', false);
  const stranger = await newcomer(demo, '陈立', 2);
  await applyFor(stranger, another, '行政主管', true);
  await Promise.all([county, colleague, stranger].map((one) => one.leave()));
};

/** Nobody can be reached under it. */
const newcomer = async ({ app }: DemoCity, name: string, serial: number): Promise<DemoClient> =>
  new DemoClient(app, await app.get(Accounts).create({ name, login: `newcomer${serial}`, phone: `1390000020${serial}` }));

const applyFor = async (
  person: DemoClient,
  { creditCode, name, nodeId }: DemoEnterprise,
  position: string,
  papers: boolean,
): Promise<string> => {
  const handedIn = papers ? { licenceFileId: await person.paper('licence'), letterFileId: await person.paper('letter') } : {};
  const { id } = await person.post<{ id: string }>('registrations/mine', {
    creditCode,
    enterpriseName: name,
    nodeId,
    position,
    ...handedIn,
  });
  return id;
};
