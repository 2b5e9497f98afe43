import { col, createTable } from '#platform/db';

export const rollMarkTable = createTable('1790000070331', 'roll_mark', {
  columns: [
    col.key(),
    col.ref('tripId'),
    col.ref('coachId'),
    col.ref('lineId'),
    col.ref('deviceId'),
    col.str('call', 8),
    col.int('leg'),
    col.str('says', 8),
    col.instant('at'),
    col.str('standing', 8),
  ],
  indices: [
    { name: 'IX_roll_mark_trip', columns: ['tripId', 'lineId'] },
    { name: 'IX_roll_mark_at', columns: ['at'] },
  ],
});
