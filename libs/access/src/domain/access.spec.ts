import { Settings } from '#platform/config';
import { lockedUntil } from './lock-out.js';
import { canContain, cityPlan, nodeIdOf } from './org.js';
import { passwordFault } from './password.js';
import { redact, REDACTED } from './redact.js';
import { covers, everything, scopeOf, type GrantLike } from './scope.js';
import { isAlive, lifeOf } from './session-life.js';

const grant = (role: string, on: Partial<GrantLike>): GrantLike => ({ role, path: null, enterpriseId: null, supplierId: null, ...on });
const now = new Date('2026-11-24T02:00:00Z');
const minutes = (n: number): Date => new Date(now.getTime() + n * 60_000);

describe('scope', () => {
  const county = grant('county-staff', { path: '/37/3707/370702/' });

  it('reaches down the tree and never sideways or up', () => {
    const scope = scopeOf([county], ['county-staff']);
    expect(covers(scope, { nodePath: '/37/3707/370702/t1/' })).toBe(true);
    expect(covers(scope, { nodePath: '/37/3707/370702/' })).toBe(true);
    expect(covers(scope, { nodePath: '/37/3707/3707021/' })).toBe(false);
    expect(covers(scope, { nodePath: '/37/3707/' })).toBe(false);
    expect(covers(scope, {})).toBe(false);
  });

  it('counts only grants of roles that hold the permission', () => {
    expect(covers(scopeOf([county], ['city-admin']), { nodePath: county.path! })).toBe(false);
    expect(scopeOf([county, grant('enterprise', { enterpriseId: 'e1' })], ['enterprise'])).toEqual({
      all: false,
      paths: [],
      enterpriseIds: ['e1'],
      supplierIds: [],
    });
  });

  it('of an enterprise and of a supplier is what belongs to them', () => {
    const scope = scopeOf(
      [grant('enterprise', { enterpriseId: 'e1' }), grant('supplier', { supplierId: 's1' })],
      ['enterprise', 'supplier'],
    );
    expect(covers(scope, { nodePath: '/37/', enterpriseId: 'e1' })).toBe(true);
    expect(covers(scope, { enterpriseId: 'e2', supplierId: 's1' })).toBe(true);
    expect(covers(scope, { enterpriseId: 'e2', supplierId: null })).toBe(false);
  });

  it('keeps only the outermost of nested nodes', () => {
    expect(scopeOf([county, grant('county-staff', { path: '/37/3707/' })], ['county-staff']).paths).toEqual(['/37/3707/']);
    expect(covers(everything, {})).toBe(true);
  });
});

describe('lock-out', () => {
  it('lets five tries pass and then grows to an hour', () => {
    const slowDown = { freeTries: 5, longestMinutes: 60 };
    expect(lockedUntil(4, now, slowDown)).toBeNull();
    expect([5, 6, 7, 8].map((n) => lockedUntil(n, now, slowDown))).toEqual([1, 2, 4, 8].map(minutes));
    expect(lockedUntil(4000, now, slowDown)).toEqual(minutes(60));
  });
});

describe('a session', () => {
  const session = { seenAt: now, expiresAt: minutes(600), endedAt: null, idleMinutes: 60 };

  it('ends when idle, when old and when revoked', () => {
    expect(isAlive(session, minutes(59))).toBe(true);
    expect(isAlive(session, minutes(60))).toBe(false);
    expect(isAlive({ ...session, seenAt: minutes(599) }, minutes(600))).toBe(false);
    expect(isAlive({ ...session, endedAt: now }, now)).toBe(false);
  });

  it('of staff is short, even when they also act for an enterprise', () => {
    expect(lifeOf(['enterprise', 'county-staff'], new Settings()).idleMs).toBeLessThan(lifeOf(['enterprise'], new Settings()).idleMs);
  });
});

describe('a password', () => {
  it.each([
    ['short12', 'short'],
    ['x'.repeat(201), 'long'],
    ['aaaaaaaaaaaa', 'common'],
    ['abcdefghijkl', 'common'],
    ['Password123', 'common'],
    ['13812345678', 'personal'],
    ['wangxiaoming1', 'personal'],
  ])('%s is refused as %s', (password, fault) => {
    expect(passwordFault(password, ['13812345678', 'wangxiaoming'])).toBe(fault);
  });

  it('may be a sentence in any script', () => {
    expect(passwordFault('春风十里不如厂里招工顺')).toBeNull();
    expect(passwordFault('four wooden bridges')).toBeNull();
  });
});

describe('audit fields', () => {
  it('lose personal values and keep which field it was', () => {
    expect(
      redact('need', {
        title: '焊工 13812345678',
        short: 40,
        contactPhone: '13812345678',
        contactName: '王明',
        from: { email: 'a@b.cn', people: 3 },
      }),
    ).toEqual({
      title: `焊工 ${REDACTED}`,
      short: 40,
      contactPhone: REDACTED,
      contactName: REDACTED,
      from: { email: REDACTED, people: 3 },
    });
  });

  it('keep the name of a fair and not that of a person', () => {
    expect(redact('fair', { name: '春风行动' })).toEqual({ name: '春风行动' });
    expect(redact('user', { name: '王明', lines: ['身份证 37070219900101123X'] })).toEqual({
      name: REDACTED,
      lines: [`身份证 ${REDACTED}`],
    });
  });

  it('keep numbers that only look long, such as credit codes and ids', () => {
    const fields = { creditCode: '91370700MA3C1ABC2X', id: '0199b1c2-13812345678-7a3b' };
    expect(redact('enterprise', { creditCode: fields.creditCode })).toEqual({ creditCode: fields.creditCode });
  });
});

describe('the organisation tree', () => {
  it('of a city stands on its divisions, with zones beside the counties', () => {
    const plan = cityPlan({ code: '370000', name: '山东省' }, { code: '370700', name: '潍坊市' }, [{ code: '370702', name: '潍城区' }]);
    expect(plan.slice(0, 3).map(({ id, parentId }) => [id, parentId])).toEqual([
      ['37', null],
      ['3707', '37'],
      ['370702', '3707'],
    ]);
    expect(plan.filter(({ kind }) => kind === 'zone')).toHaveLength(4);
  });

  it('of a city without a province above has no node that is its own parent', () => {
    const plan = cityPlan({ code: '110000', name: '北京市' }, { code: '110000', name: '北京市' }, [{ code: '110105', name: '朝阳区' }]);
    expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
    expect(nodeIdOf('370700')).toBe('3707');
    expect(canContain('county', 'town')).toBe(true);
    expect(canContain('town', 'county')).toBe(false);
  });
});
