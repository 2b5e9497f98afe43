import { addColumn, col, createTable, type SchemaPart } from '#platform/db';
import { TalkRoom, Turn } from './turn.entity.js';

const nullable = { nullable: true };

/** Queues of enterprises at online fairs. */
export const turnSchema: SchemaPart = {
  entities: [TalkRoom, Turn],
  migrations: [
    createTable('1790000088001', 'fair_talk_room', {
      columns: [
        ...[col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.str('link', 300), col.int('minutes'), col.str('state', 8)],
        ...[col.int('missedInRow', { default: 0 }), col.instant('changedAt')],
      ],
      uniques: [{ name: 'UQ_fair_talk_room', columns: ['fairId', 'enterpriseId'] }],
      indices: [{ name: 'IX_fair_talk_room_list', columns: ['fairId', 'id'] }],
    }),
    createTable('1790000088002', 'fair_turn', {
      columns: [
        ...[col.key(), col.ref('fairId'), col.ref('roomId'), col.ref('enterpriseId'), col.ref('ticketId'), col.str('state', 8)],
        ...[col.instant('joinedAt'), col.instant('calledAt', nullable), col.instant('comeBy', nullable)],
        ...[col.instant('talkedAt', nullable), col.instant('endedAt', nullable)],
        ...[col.ref('currentOf', nullable), col.ref('busyWith', nullable)],
      ],
      uniques: [
        { name: 'UQ_fair_turn', columns: ['roomId', 'ticketId'] },
        { name: 'UQ_fair_turn_current', columns: ['currentOf'] },
        { name: 'UQ_fair_turn_busy', columns: ['busyWith'] },
      ],
      indices: [
        { name: 'IX_fair_turn_wait', columns: ['roomId', 'state', 'joinedAt', 'id'] },
        { name: 'IX_fair_turn_ticket', columns: ['ticketId', 'state'] },
        { name: 'IX_fair_turn_due', columns: ['state', 'comeBy'] },
        { name: 'IX_fair_turn_talked', columns: ['fairId', 'talkedAt'] },
        { name: 'IX_fair_turn_fair', columns: ['fairId', 'state'] },
        { name: 'IX_fair_turn_ended', columns: ['roomId', 'endedAt'] },
        { name: 'IX_fair_turn_kept', columns: ['joinedAt', 'id'] },
      ],
    }),
    addColumn('1790000088003', 'booth_rule', col.int('callMinutes', { default: 3 })),
  ],
};
