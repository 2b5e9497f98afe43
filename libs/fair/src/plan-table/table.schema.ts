import { col, createTable } from '#platform/db';
import { TableReceipt } from './table.entity.js';

export const tableEntities = [TableReceipt];
export const tableMigrations = [
  createTable('1790000081051', 'fair_table_receipt', {
    columns: [col.key(), col.str('digest', 64), col.ref('takenById'), col.instant('takenAt')],
    uniques: [{ name: 'UQ_fair_table_receipt', columns: ['digest'] }],
    indices: [{ name: 'IX_fair_table_receipt_taken', columns: ['takenAt'] }],
  }),
];
