import { col, createTable } from '#platform/db';

const nullable = { nullable: true };

export const workerLinkTable = createTable('1790000070301', 'worker_link', {
  columns: [
    col.key(),
    col.str('purpose', 12),
    col.ref('lineId'),
    col.ref('subjectId'),
    col.flag('single'),
    col.instant('expiresAt'),
    col.int('tries', { default: 0 }),
    col.instant('openedAt', nullable),
    col.instant('usedAt', nullable),
    col.instant('createdAt'),
  ],
  uniques: [{ name: 'UQ_worker_link_subject', columns: ['purpose', 'subjectId'] }],
  indices: [
    { name: 'IX_worker_link_line', columns: ['lineId'] },
    { name: 'IX_worker_link_expiry', columns: ['expiresAt'] },
  ],
});
