import { col, createTable, type SchemaPart } from '#platform/db';
import { FairOutcome, FairTalk } from './outcome.entity.js';

const nullable = { nullable: true };

/** What came of people at booths. */
export const outcomeSchema: SchemaPart = {
  entities: [FairOutcome, FairTalk],
  migrations: [
    createTable('1790000086001', 'fair_outcome', {
      columns: [
        ...[col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.ref('boothId', nullable), col.ref('ticketId')],
        ...[col.ref('needId', nullable), col.str('kind', 12), col.str('reason', 12, nullable), col.instant('at')],
        ...[col.ref('deviceId', nullable), col.ref('byId', nullable), col.instant('receivedAt')],
      ],
      indices: [
        { name: 'IX_fair_outcome_of', columns: ['enterpriseId', 'ticketId', 'at'] },
        { name: 'IX_fair_outcome_kept', columns: ['at', 'id'] },
      ],
    }),
    createTable('1790000086002', 'fair_talk', {
      columns: [
        ...[col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.ref('boothId', nullable), col.ref('ticketId')],
        ...[col.ref('needId', nullable), col.str('needKey', 36), col.str('kind', 12), col.str('reason', 12, nullable)],
        ...[col.ref('outcomeId'), col.instant('firstAt'), col.instant('at'), col.instant('changedAt')],
      ],
      uniques: [{ name: 'UQ_fair_talk', columns: ['enterpriseId', 'ticketId', 'needKey'] }],
      indices: [
        { name: 'IX_fair_talk_list', columns: ['fairId', 'enterpriseId', 'id'] },
        { name: 'IX_fair_talk_changed', columns: ['fairId', 'enterpriseId', 'changedAt', 'id'] },
        { name: 'IX_fair_talk_kind', columns: ['fairId', 'kind'] },
        { name: 'IX_fair_talk_ticket', columns: ['ticketId'] },
        { name: 'IX_fair_talk_kept', columns: ['firstAt', 'id'] },
      ],
    }),
  ],
};
