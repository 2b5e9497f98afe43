import { sealedColumns, secretCol } from '#platform/crypto';
import { col, createTable } from '#platform/db';

sealedColumns.register({ table: 'hand_over', columns: ['receivedBy'] });

export const handOverTable = createTable('1790000070351', 'hand_over', {
  columns: [
    col.key(),
    col.ref('tripId'),
    col.ref('enterpriseId'),
    col.int('present'),
    col.int('missing'),
    secretCol('receivedBy', { nullable: true }),
    col.instant('at'),
    col.ref('byId', { nullable: true }),
    col.str('digest', 43),
  ],
  uniques: [{ name: 'UQ_hand_over_enterprise', columns: ['tripId', 'enterpriseId'] }],
  indices: [{ name: 'IX_hand_over_at', columns: ['at'] }],
});
