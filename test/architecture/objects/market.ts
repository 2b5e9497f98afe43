import { FieldCipher } from '#platform/crypto';
import { newId } from '#platform/db';
import { ofPlace, type Sight, type Stage, type Things } from './people.js';

const ofBoth: Sight = { seenBy: [...ofPlace.seenBy, 'station'], hiddenFrom: [...ofPlace.hiddenFrom, 'otherStation'] };

/** What enterprises and stations do with each other, and the bureau for them. */
export const marketThings = async ({ house, at, who, city, home, mine, supplierId, insert }: Stage): Promise<Things> => {
  const things: Things = new Map();
  const needId = await house.need(mine, 20);
  const batchId = await house.batch(supplierId, 20);
  const place = { needId, batchId, enterpriseId: mine, nodePath: home.path };
  const promiseId = await insert('PromiseRow', {
    id: newId(),
    proposalId: null,
    requestKey: null,
    ...place,
    supplierId,
    people: 5,
    released: 0,
    signed: 0,
    state: 'held',
    expiresAt: new Date(at.getTime() + 3_600_000),
    reason: null,
    substituteFor: null,
    createdById: null,
    createdAt: at,
    decidedById: null,
    decidedAt: null,
    version: 1,
  });
  const tripId = await insert('Trip', {
    id: newId(),
    requestKey: null,
    supplierId,
    nodePath: city.path,
    mode: 'train',
    vehicle: null,
    departAt: at,
    arriveAt: at,
    fromPlace: '哈尔滨',
    toPlace: '潍坊',
    note: null,
    state: 'planned',
    departedAt: null,
    arrivedAt: null,
    handedOverAt: null,
    receivedBy: null,
    cancelReason: null,
    createdById: null,
    createdAt: at,
    version: 1,
  });
  await insert('TripStop', { id: newId(), tripId, promiseId, ...place });
  const absenceId = await insert('TripAbsence', {
    ...{ id: newId(), tripId, lineId: newId(), supplierId, enterpriseId: mine, nodePath: home.path, at: 'board', ownerId: null },
    ...{ openedAt: at, dueAt: at, warnedAt: null, closedAt: null, closedById: null, outcome: null, note: null },
  });
  things.set('absences', { id: absenceId, seenBy: ['city', 'county', 'station'], hiddenFrom: ['otherCounty', 'otherStation'] });
  const runId = await insert('MatchingRun', {
    id: newId(),
    nodeId: city.id,
    nodePath: city.path,
    state: 'done',
    activeKey: null,
    weights: {},
    digest: null,
    figures: null,
    certificate: null,
    summary: null,
    prices: null,
    startedById: newId(),
    jobId: null,
    failure: null,
    createdAt: at,
    finishedAt: at,
  });
  const document = async (kind: string): Promise<string> =>
    (await who.applicant.upload<{ id: string }>(`/api/files?kind=${kind}`, `${kind}.pdf`, '%PDF-1.4\n%%EOF\n')).body.id;
  const registrationId = await insert('Membership', {
    id: newId(),
    enterpriseId: mine,
    userId: who.applicant.userId,
    state: 'pending',
    decidedBy: 'colleague',
    enterpriseName: '本企业',
    creditCode: '91370702MA3D00001X',
    nodeId: home.id,
    nodePath: home.path,
    applicant: '王秀英',
    position: null,
    licenceFileId: await document('licence'),
    letterFileId: await document('letter'),
    reason: null,
    decidedById: null,
    decidedAt: null,
    createdAt: at,
  });
  things.set('enterprises', { id: mine, ...ofPlace }).set('needs', { id: needId, ...ofPlace });
  things.set('promises', { id: promiseId, ...ofBoth }).set('trips', { id: tripId, ...ofBoth });
  things.set('registrations', {
    id: registrationId,
    seenBy: ['city', 'county', 'firm', 'applicant'],
    hiddenFrom: ['otherCounty', 'otherFirm'],
  });
  things.set('matching-runs', { id: runId, seenBy: ['city', 'auditor'], hiddenFrom: ['otherAuditor'] });
  // Counties see what every station offers: they match with it.
  things.set('batches', { id: batchId, seenBy: ['city', 'station'], hiddenFrom: ['otherStation'] });
  things.set('suppliers', { id: supplierId, seenBy: ['city', 'station'], hiddenFrom: ['otherStation'] });
  const proposalId = await insert('Proposal', {
    id: newId(),
    runId,
    ...place,
    batchId,
    supplierId,
    people: 3,
    reasons: [],
    needVersion: 1,
    state: 'sent',
    welcomedAt: null,
    declinedBy: null,
    reason: null,
    createdAt: at,
  });
  things.set('proposals', { id: proposalId, ...ofBoth });
  const ruleId = await insert('MatchingRule', {
    id: newId(),
    nodeId: city.id,
    nodePath: city.path,
    needId,
    batchId,
    kind: 'lock',
    note: null,
    createdById: newId(),
    createdAt: at,
  });
  things.set('matching-rules', {
    id: ruleId,
    seenBy: ['city', 'auditor'],
    hiddenFrom: ['otherCounty', 'firm', 'station', 'otherAuditor'],
  });
  const reportId = await insert('NeedReport', {
    id: newId(),
    needId,
    nodePath: home.path,
    kind: 'filled',
    note: null,
    state: 'open',
    answer: null,
    closedById: null,
    closedAt: null,
    createdAt: at,
  });
  things.set('needs/reports', { id: reportId, seenBy: ['city', 'county'], hiddenFrom: ['otherCounty', 'firm', 'otherFirm', 'station'] });
  const ownId = newId();
  const seal = (column: string, text: string): string => house.get(FieldCipher).seal('worker', column, ownId, text);
  const workerId = await insert('Worker', {
    id: ownId,
    supplierId,
    nodePath: city.path,
    batchId: null,
    name: seal('name', '张三'),
    phone: null,
    idNumber: seal('idNumber', '230101199001011234'),
    emergencyContact: null,
    idHash: newId(),
    phoneHash: null,
    idKind: 'resident',
    relief: 'none',
    insured: true,
    consentForm: 'paper',
    consentOn: '2026-11-01',
    consentWording: '同意书',
    stage: 'intent',
    stageAt: at,
    reason: null,
    interviewAt: null,
    interviewLink: null,
    createdById: null,
    createdAt: at,
    version: 1,
  });
  things.set('workers', { id: workerId, seenBy: ['city', 'station'], hiddenFrom: ['otherStation', 'county', 'firm'] });
  const checkId = await insert('RetentionCheck', {
    id: newId(),
    lineId: newId(),
    enterpriseId: mine,
    nodePath: home.path,
    supplierId: null,
    days: 30,
    dueOn: '2026-12-01',
    employerSays: null,
    employerSaidAt: null,
    insuranceSays: null,
  });
  things.set('retention', { id: checkId, seenBy: ['city', 'county', 'firm'], hiddenFrom: ['otherCounty', 'otherFirm', 'otherStation'] });
  return things;
};
