import { In, LessThan } from 'typeorm';
import { col, createTable, dayOf, defineRetention, keepWithoutRule, type MigrationClass } from '#platform/db';
import { MessageTally } from './quota.entity.js';

keepWithoutRule('what offices may send; no people', 'message_quota');

export const tallyRule = defineRetention({
  name: 'message_tally',
  keepDays: 400,
  source: 'a count of the day; what was sent is counted from the messages themselves',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(MessageTally, { select: { id: true }, where: { day: LessThan(dayOf(before)) }, take: limit });
    if (rows.length > 0) await uow.manager.delete(MessageTally, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

export const quotaMigrations: MigrationClass[] = [
  createTable('1790000020437', 'message_quota', {
    columns: [
      col.key(),
      col.str('channel', 8),
      col.ref('nodeId'),
      col.day('validFrom'),
      col.int('perDay', { nullable: true }),
      col.str('source', 300),
      col.ref('setById', { nullable: true }),
      col.instant('setAt'),
    ],
    uniques: [{ name: 'UQ_message_quota', columns: ['channel', 'nodeId', 'validFrom'] }],
  }),
  createTable('1790000020447', 'message_tally', {
    columns: [col.key(), col.str('channel', 8), col.ref('nodeId'), col.day('day'), col.int('used', { default: 0 })],
    uniques: [{ name: 'UQ_message_tally', columns: ['channel', 'nodeId', 'day'] }],
  }),
];
