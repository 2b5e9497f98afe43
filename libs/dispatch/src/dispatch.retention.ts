import { In } from 'typeorm';
import { defineRetention, keepWithoutRule } from '#platform/db';
import { Trip } from './dispatch.entity.js';
import { Worker } from './people/worker.entity.js';

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
);
keepWithoutRule('counted from promises, manifests and checks; nobody is named', 'promise_tally');
keepWithoutRule('what subsidies rest on: months of people whom the keyed hash alone tells; nobody is named', 'insurance_month');
keepWithoutRule('which lists of paid months were read, and by whom; of a list only its digest', 'insurance_import');
keepWithoutRule('what held on which day; figures and disputes rest on it', 'dispatch_rule');
keepWithoutRule('what figures and subsidies rest on; nobody is named', 'promise', 'trip_stop', 'retention_check');

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

export const dispatchRetention = [tripReceivedByRule, workerRule];
