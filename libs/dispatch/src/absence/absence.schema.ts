import { sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, col, createIndex, createTable } from '#platform/db';

const nullable = { nullable: true };

sealedColumns.register({ table: 'trip_absence', columns: ['note'] });

export const absenceMigrations = [
  createTable('1790000070341', 'trip_absence', {
    columns: [
      col.key(),
      col.ref('tripId'),
      col.ref('lineId'),
      col.ref('supplierId'),
      col.ref('enterpriseId'),
      col.str('nodePath', 400),
      col.str('at', 12),
      col.ref('ownerId', nullable),
      col.instant('openedAt'),
      col.instant('dueAt'),
      col.instant('warnedAt', nullable),
      col.instant('closedAt', nullable),
      col.ref('closedById', nullable),
      col.str('outcome', 12, nullable),
      secretCol('note', nullable),
    ],
    uniques: [{ name: 'UQ_trip_absence_line', columns: ['lineId', 'at'] }],
    indices: [
      { name: 'IX_trip_absence_trip', columns: ['tripId', 'dueAt', 'id'] },
      { name: 'IX_trip_absence_supplier', columns: ['supplierId', 'closedAt', 'dueAt', 'id'] },
      { name: 'IX_trip_absence_node', columns: ['nodePath', 'closedAt', 'dueAt', 'id'] },
      { name: 'IX_trip_absence_open', columns: ['closedAt', 'dueAt', 'id'] },
    ],
  }),
  addColumn('1790000070342', 'dispatch_rule', col.int('absenceHours', { default: 24 })),
  createIndex('1790000070362', 'trip_absence', 'IX_trip_absence_due', ['dueAt', 'id']),
];
