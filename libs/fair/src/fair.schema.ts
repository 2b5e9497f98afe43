import { col, createTable, type SchemaPart } from '#platform/db';
import { Booth, Fair } from './fair.entity.js';

export const fairSchema: SchemaPart = {
  entities: [Fair, Booth],
  migrations: [
    createTable('1790000080001', 'fair', {
      columns: [
        col.key(),
        col.ref('nodeId'),
        col.str('nodePath', 400),
        col.str('name', 120),
        col.str('theme', 200),
        col.str('campaign', 24),
        col.day('day'),
        col.str('opensAt', 5),
        col.str('closesAt', 5),
        col.str('place', 200),
        col.int('expectedAttendance', { nullable: true }),
        col.int('dutyStaff', { nullable: true }),
        col.str('permitNumber', 80, { nullable: true }),
        col.int('boothCount'),
        col.txt('note', { nullable: true }),
        col.str('state', 12),
        col.str('cancelReason', 300, { nullable: true }),
        col.instant('createdAt'),
        col.int('version', { default: 1 }),
      ],
      indices: [
        { name: 'IX_fair_day', columns: ['state', 'day', 'id'] },
        { name: 'IX_fair_node', columns: ['nodePath', 'day'] },
      ],
    }),
    createTable('1790000080002', 'booth', {
      columns: [
        col.key(),
        col.ref('fairId'),
        col.str('number', 8),
        col.ref('enterpriseId', { nullable: true }),
        col.ref('bookedById', { nullable: true }),
        col.instant('bookedAt', { nullable: true }),
      ],
      uniques: [
        { name: 'UQ_booth_number', columns: ['fairId', 'number'] },
        { name: 'UQ_booth_enterprise', columns: ['fairId', 'enterpriseId'] },
      ],
      indices: [{ name: 'IX_booth_enterprise', columns: ['enterpriseId'] }],
    }),
  ],
};
