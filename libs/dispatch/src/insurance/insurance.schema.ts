import { col, createTable } from '#platform/db';

const nullable = { nullable: true };

export const insuranceTables = [
  createTable('1790000075001', 'insurance_import', {
    columns: [
      col.key(),
      col.str('nodePath', 400),
      col.ref('nodeId'),
      col.str('digest', 64),
      col.int('lines'),
      col.int('people'),
      col.int('months'),
      col.ref('createdById', nullable),
      col.instant('createdAt'),
    ],
    uniques: [{ name: 'UQ_insurance_import_file', columns: ['nodeId', 'digest'] }],
    indices: [{ name: 'IX_insurance_import_created', columns: ['createdAt', 'id'] }],
  }),
  createTable('1790000075002', 'insurance_month', {
    columns: [col.key(), col.ref('lineId'), col.str('month', 7), col.str('paidBy', 8), col.ref('importId')],
    uniques: [{ name: 'UQ_insurance_month', columns: ['lineId', 'month'] }],
    indices: [{ name: 'IX_insurance_month_import', columns: ['importId'] }],
  }),
];
