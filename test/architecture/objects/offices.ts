import { FieldCipher } from '#platform/crypto';
import { Notifier } from '#notification';
import { newId, UnitOfWork } from '#platform/db';
import { aliasOf } from './bodies.js';
import { fieldThings } from './field.js';
import type { Sight, Stage, Things } from './people.js';

/** Lists that an office hands in, its fairs, and what somebody has for themselves: messages, sessions, an account. */
export const officeThings = async ({ house, at, who, home, mine, insert }: Stage): Promise<Things> => {
  const things: Things = new Map();
  const importId = await insert('ImportBatch', {
    id: newId(),
    userId: newId(),
    nodeId: home.id,
    nodePath: home.path,
    fileName: '缺工.csv',
    state: 'ready',
    columns: [],
    signature: 'x',
    failure: null,
    failureEn: null,
    createdAt: at,
    confirmedAt: null,
  });
  const ofImports: Sight = { seenBy: ['city', 'county'], hiddenFrom: ['otherCounty', 'firm', 'station', 'otherAuditor'] };
  things.set('imports', { id: importId, ...ofImports });
  things.set('import-aliases', { id: await insert('ImportAlias', aliasOf(home, at)), ...ofImports });
  // A draft is its office's; once it is published everybody may look, and still nobody else may change it.
  const fair = {
    nodeId: home.id,
    nodePath: home.path,
    name: '专场招聘会',
    theme: '',
    campaign: 'none',
    day: '2027-01-09',
    opensAt: '09:00',
    closesAt: '12:00',
    place: '人力资源市场',
    expectedAttendance: null,
    dutyStaff: null,
    permitNumber: null,
    boothCount: 1,
    note: null,
    cancelReason: null,
    createdAt: at,
    version: 1,
    ...{ stage: null, mode: null, streamUrl: null, roomId: null, holderKind: null, holderName: null, holderLicence: null },
    ...{ exits: null, plans: null },
  };
  const venueId = await insert('Venue', {
    ...{ id: newId(), nodeId: home.id, nodePath: home.path, name: '人力资源市场', address: '和平路 1 号', capacity: 1, exits: 1 },
    ...{ equipment: null, opening: [], createdAt: at, version: 1 },
  });
  const ofVenues: Sight = { seenBy: ['city', 'county'], hiddenFrom: ['otherCounty', 'firm', 'station', 'otherAuditor'] };
  things.set('venues', { id: venueId, ...ofVenues });
  things.set('rooms', { id: await insert('Room', { id: newId(), venueId, name: '大厅', capacity: 1, version: 1 }), ...ofVenues });
  const draftId = await insert('Fair', { id: newId(), ...fair, state: 'draft' });
  const ofDrafts: Sight = { seenBy: ['city', 'county'], hiddenFrom: ['otherCounty', 'firm', 'station', 'otherAuditor'] };
  const planId = await insert('FairPlan', {
    ...{ id: newId(), nodeId: home.id, nodePath: home.path, state: 'done', activeKey: null, fromDay: '2027-01-01', toDay: '2027-03-31' },
    ...{ fairs: 1, basis: 'open', round: 1, figures: null, startedById: who.county.userId, acceptedById: null, jobId: null },
    ...{ failure: null, createdAt: at, finishedAt: at },
  });
  things.set('fair-plans', { id: planId, ...ofDrafts });
  const proposed = { roomId: newId(), nodeId: home.id, day: '2027-01-09', themeCode: '6-18', mark: 'open', booths: 1, short: 0, covers: 0 };
  const planFair = { id: newId(), planId, ...proposed, weighted: 0, guests: [], fairId: null, refusal: null };
  things.set('plan-fairs', { id: await insert('PlanFair', planFair), ...ofDrafts });
  things.set('fairs', {
    id: draftId,
    seenBy: ['city', 'county'],
    hiddenFrom: ['otherCounty', 'firm', 'station', 'otherAuditor'],
  });
  const nowhere = { gridRow: null, gridColumn: null, power: null };
  await insert('Booth', { id: newId(), fairId: draftId, number: '1', enterpriseId: null, bookedById: null, bookedAt: null, ...nowhere });
  const fairId = await insert('Fair', { id: newId(), ...fair, state: 'published' });
  things.set('booths', {
    id: await insert('Booth', { id: newId(), fairId, number: '1', enterpriseId: mine, bookedById: null, bookedAt: at, ...nowhere }),
    seenBy: ['firm'],
    hiddenFrom: ['otherFirm', 'otherCounty', 'station'],
  });
  const waiting = { quantity: 1, given: 0, state: 'waiting', askedAt: at, orderAt: at, orderNo: 0, orderReason: null, orderedById: null };
  things.set('waiting', {
    id: await insert('BoothWait', { id: newId(), fairId, enterpriseId: mine, ...waiting }),
    seenBy: ['firm'],
    hiddenFrom: ['otherFirm', 'otherCounty', 'station'],
  });
  things.set('fair-feeds', {
    id: await insert('FairFeed', { id: newId(), userId: who.county.userId, tokenHash: 'x', createdAt: at, readAt: null }),
    seenBy: ['county'],
    hiddenFrom: ['city', 'otherCounty', 'firm', 'station'],
  });
  await fieldThings({ house, at, home, insert }, things);
  await house.get(Notifier).notify({
    dedupeKey: 'one',
    template: 'import.finished',
    params: { importId, created: 1, changed: 0 },
    recipients: [{ userId: who.county.userId, locale: 'zh', email: 'county@bureau.example' }],
  });
  const uow = house.get(UnitOfWork);
  const idIn = async (table: string): Promise<string> =>
    (await uow.manager.query<{ id: string }[]>(`SELECT id FROM ${table}`))[0]?.id ?? '';
  things.set('messages', {
    id: await idIn('message'),
    seenBy: ['county'],
    hiddenFrom: ['city', 'otherCounty', 'firm', 'station', 'auditor'],
  });
  things.set('me/sessions', {
    id: (await who.firm.get<{ items: { id: string }[] }>('/api/me/sessions')).body.items[0]?.id ?? '',
    seenBy: ['firm'],
    hiddenFrom: ['city', 'county', 'otherFirm', 'station', 'auditor'],
  });
  things.set('api-tokens', {
    id: await insert('ApiToken', {
      id: newId(),
      userId: who.firm.userId,
      name: '企业人事系统',
      tokenHash: newId(),
      hint: 'gq_abcd',
      role: 'enterprise',
      scopeKey: 'enterprise of the firm',
      permissions: ['need.read'],
      generation: 1,
      createdAt: at,
      expiresAt: new Date(at.getTime() + 86_400_000),
      lastUsedAt: null,
      endedAt: null,
    }),
    seenBy: ['firm'],
    hiddenFrom: ['city', 'county', 'otherFirm', 'station', 'auditor'],
  });
  const hookId = newId();
  const sealed = (column: string, value: string): string => house.get(FieldCipher).seal('webhook', column, hookId, value);
  things.set('webhooks', {
    id: await insert('Webhook', {
      ...{ id: hookId, name: '企业人事系统', kinds: ['promise.made'], state: 'active', failures: 0, version: 1 },
      ...{
        url: sealed('url', 'https://hr.example.com/'),
        secret: sealed('secret', 'of the firm'),
        earlierSecret: null,
        earlierUntil: null,
      },
      ...{ nodePath: null, enterpriseId: mine, supplierId: null, gaveUpAt: null, workedAt: null, failedAt: null },
      ...{ createdBy: who.firm.userId, createdAt: at },
    }),
    seenBy: ['firm'],
    hiddenFrom: ['city', 'county', 'otherFirm', 'station', 'auditor'],
  });
  // What only the city's administrator has to do with is nobody else's.
  const ofAdministrator: Sight = { seenBy: ['admin'], hiddenFrom: ['county', 'firm', 'station', 'auditor'] };
  things.set('deliveries', { id: await idIn('delivery'), ...ofAdministrator });
  const jobId = await insert('JobRow', {
    id: newId(),
    name: 'need.stale',
    queue: 'default',
    key: null,
    waitingKey: null,
    scheduleKey: null,
    payload: {},
    state: 'failed',
    runAt: at,
    lastError: null,
    progressDone: null,
    progressTotal: null,
    cancelRequested: false,
    workerId: null,
    leaseUntil: null,
    createdAt: at,
    startedAt: null,
    finishedAt: at,
  });
  things.set('mass-messages', {
    id: await insert('MassMessage', {
      ...{ id: newId(), nodePath: home.path, kind: 'official', titleZh: '通知', bodyZh: '请更新岗位', titleEn: '', bodyEn: '' },
      filter: { paths: [home.path], industries: [], keyOnly: false, aboveScaleOnly: false, openNeedsOnly: false },
      ...{ channels: [], state: 'draft', enterprises: null, people: null, after: '', told: 0, written: false },
      ...{ createdById: who.county.userId, createdAt: at, sentById: null, approvedById: null, startedAt: null, endedAt: null },
      version: 1,
    }),
    seenBy: ['city', 'county'],
    hiddenFrom: ['otherCounty', 'firm', 'station', 'auditor'],
  });
  things.set('jobs', { id: jobId, ...ofAdministrator });
  things.set('users', { id: who.firm.userId, ...ofAdministrator });
  return things;
};
