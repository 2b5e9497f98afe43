import { UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { startApp } from '../../../test/support/app.js';
import { fillTable, numbered as id, onMariadb, rowsRead } from '../../../test/support/rows-read.js';
import type { RunningApp } from '../../../test/support/http.js';
import { OrgTree } from './org-tree.service.js';
import { Accounts } from './accounts.service.js';
import { Audit, type AuditFilter } from './audit.service.js';

const ENTRIES = 30_000;
const PAGE = 50;
/** What a page may read: its rows, each once more through an index, and the sorting of them. */
const ENOUGH = 6 * PAGE;

onMariadb((database) => {
  let house: RunningApp;
  let auditor: Principal;
  let person = '';
  const at = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString().replace('T', ' ').replace('Z', '');

  beforeAll(async () => {
    house = await startApp({ database });
    const uow = house.get(UnitOfWork);
    const city = await uow.run(() => house.get(OrgTree).ensureCity());
    person = await house.get(Accounts).create({ name: '欧阳明', login: 'ouyang', password: 'Ninety-nine looms 99' });
    const grant = { role: 'auditor' as const, nodeId: city.id, path: city.path, enterpriseId: null, supplierId: null };
    auditor = { userId: id('user', 1), name: 'x', grants: [grant], sessionId: 's', locale: 'zh' };
    await fillTable(uow, 'audit_entry', ENTRIES, (n) => ({
      id: id('entry', n),
      at: at(n),
      userId: n % 1000 === 0 ? person : id('user', n % 300),
      action: n % 500 === 0 ? 'user.invited' : 'need.edited',
      objectKind: n % 500 === 0 ? 'user' : 'need',
      objectId: id('need', n % 4_000),
      nodePath: '/37/3707/370702/',
      fields: '{}',
      result: n % 700 === 0 ? 'failed' : 'done',
    }));
    await uow.manager.query('ANALYZE TABLE audit_entry');
  }, 60_000);

  it.each<[string, () => AuditFilter]>([
    ['of all', () => ({})],
    ['of a person', () => ({ userId: person })],
    ['of a rare action', () => ({ action: 'user.invited' })],
    ['of a common action', () => ({ action: 'need.edited' })],
    ['of a kind', () => ({ objectKind: 'user' })],
    ['of an object', () => ({ objectKind: 'need', objectId: id('need', 7) })],
    ['of what failed', () => ({ result: 'failed' })],
    ['of a day', () => ({ from: new Date(Date.UTC(2026, 0, 5)), to: new Date(Date.UTC(2026, 0, 6)) })],
    ['found by a name', () => ({ q: '欧阳' })],
  ])('a page of the trail %s reads little more than it shows', async (_, filter) => {
    const read = await rowsRead(house.get(UnitOfWork), () => house.get(Audit).page(auditor, filter(), undefined, PAGE));
    expect(read).toBeLessThan(ENOUGH);
  });

  it('found by a part of a name is what that person did', async () => {
    const page = await house.get(Audit).page(auditor, { q: '阳明' }, undefined, PAGE);
    expect(page.items.length).toBe(ENTRIES / 1000);
    expect(new Set(page.items.map(({ userId }) => userId))).toEqual(new Set([person]));
    const first = await house.get(Audit).page(auditor, { q: '欧' }, undefined, 20);
    const second = await house.get(Audit).page(auditor, { q: '欧' }, first.next ?? undefined, 20);
    expect([...first.items, ...second.items].map(({ id: entry }) => entry)).toEqual(page.items.map(({ id: entry }) => entry));
    expect((await house.get(Audit).page(auditor, { q: '明阳' }, undefined, PAGE)).items).toEqual([]);
  });
});
