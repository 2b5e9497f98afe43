import { In, IsNull, LessThan, Not } from 'typeorm';
import { defineRetention, keepWithoutRule } from '#platform/db';
import { TripAbsence } from './absence/absence.entity.js';
import { Trip } from './dispatch.entity.js';
import { HandOver } from './hand-over/hand-over.entity.js';
import { Worker } from './people/worker.entity.js';
import { RollMark } from './roll-call/roll-mark.entity.js';
import { WorkerLink } from './worker-link/worker-link.entity.js';

const tripReceivedByRule = defineRetention({
  name: 'trip.received_by',
  keepDays: 3 * 366,
  source: 'who took a group over belongs to the recruitment record, kept at least three years; the trip and its figures stay',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager
      .createQueryBuilder(Trip, 'trip')
      .select('trip.id')
      .where('trip.departAt < :before AND (trip.receivedBy IS NOT NULL OR trip.receivedBySealed IS NOT NULL)', { before })
      .limit(limit)
      .getMany();
    if (rows.length > 0) await uow.manager.update(Trip, { id: In(rows.map(({ id }) => id)) }, { receivedBy: null, receivedBySealed: null });
    return rows.length;
  },
});

keepWithoutRule(
  'the daily job dispatch.forget_people takes out who it was after three years; the keyed hash outlives them',
  'manifest_line',
  'trip_coach',
);
keepWithoutRule('counted from promises, manifests and checks; nobody is named', 'promise_tally');
keepWithoutRule('what subsidies rest on: months of people whom the keyed hash alone tells; nobody is named', 'insurance_month');
keepWithoutRule('which lists of paid months were read, and by whom; of a list only its digest', 'insurance_import');
keepWithoutRule('what held on which day; figures and disputes rest on it', 'dispatch_rule');
keepWithoutRule('what figures and subsidies rest on; nobody is named', 'promise', 'trip_stop', 'retention_check');
keepWithoutRule(
  'which enterprise took over how many; disputes rest on it, and the name of who took them over goes with the trip',
  'hand_over',
);
keepWithoutRule('how a trip went and what it cost: what vouchers rest on; nobody is named', 'trip_leg', 'trip_pickup', 'trip_cost');

const workerRule = defineRetention({
  name: 'worker.people',
  keepDays: 3 * 366,
  source:
    'whom a station looked after belongs to the recruitment record, kept at least three years from the last step; then they are deleted',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager
      .createQueryBuilder(Worker, 'worker')
      .select('worker.id')
      .where('worker.stageAt < :before', { before })
      .limit(limit)
      .getMany();
    if (rows.length > 0) await uow.manager.delete(Worker, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

const workerLinkRule = defineRetention({
  name: 'worker_link',
  keepDays: 30,
  source: 'a link that has ended opens nothing; a month more answers who asks why it does not',
  sweep: async (uow, before, limit) => {
    const old = await uow.manager.find(WorkerLink, { select: { id: true }, where: { expiresAt: LessThan(before) }, take: limit });
    if (old.length > 0) await uow.manager.delete(WorkerLink, { id: In(old.map(({ id }) => id)) });
    return old.length;
  },
});

const rollRule = defineRetention({
  name: 'roll_mark',
  keepDays: 366,
  source: 'what phones saw is kept one year, as their own log is; where people are stands on the manifest',
  sweep: async (uow, before, limit) => {
    const old = await uow.manager.find(RollMark, { select: { id: true }, where: { at: LessThan(before) }, take: limit });
    if (old.length > 0) await uow.manager.delete(RollMark, { id: In(old.map(({ id }) => id)) });
    return old.length;
  },
});

const absenceRule = defineRetention({
  name: 'trip_absence',
  keepDays: 3 * 366,
  source: 'what became of whoever was missing belongs to the recruitment record, kept at least three years',
  sweep: async (uow, before, limit) => {
    const old = await uow.manager.find(TripAbsence, { select: { id: true }, where: { openedAt: LessThan(before) }, take: limit });
    if (old.length > 0) await uow.manager.delete(TripAbsence, { id: In(old.map(({ id }) => id)) });
    return old.length;
  },
});

const receiverRule = defineRetention({
  name: 'hand_over.received_by',
  keepDays: 3 * 366,
  source: 'who took a group over belongs to the recruitment record, kept at least three years; how many they were stays',
  sweep: async (uow, before, limit) => {
    const where = { at: LessThan(before), receivedBy: Not(IsNull()) };
    const old = await uow.manager.find(HandOver, { select: { id: true }, where, take: limit });
    if (old.length > 0) await uow.manager.update(HandOver, { id: In(old.map(({ id }) => id)) }, { receivedBy: null });
    return old.length;
  },
});

export const dispatchRetention = [tripReceivedByRule, workerRule, workerLinkRule, rollRule, absenceRule, receiverRule];
