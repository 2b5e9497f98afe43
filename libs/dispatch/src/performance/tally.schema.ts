import { addColumn, col, createIndex, createTable } from '#platform/db';
import { checkColumns, FUNNEL } from '../domain/performance.js';

const nullable = { nullable: true };

export const tallyTable = createTable('1790000075011', 'promise_tally', {
  columns: [
    col.key(),
    col.ref('supplierId'),
    col.ref('enterpriseId'),
    col.str('nodePath', 400),
    col.str('occupationCode', 16),
    col.day('promisedOn'),
    col.str('cohort', 7, nullable),
    col.int('answerMinutes', nullable),
    ...[...FUNNEL, ...checkColumns].map((name) => col.int(name)),
  ],
  indices: [
    { name: 'IX_promise_tally_supplier', columns: ['supplierId', 'promisedOn'] },
    { name: 'IX_promise_tally_enterprise', columns: ['enterpriseId', 'promisedOn'] },
    { name: 'IX_promise_tally_day', columns: ['promisedOn'] },
  ],
});

/** The worker says it too, and each side is told once when a check is due and when it is late. */
export const checkClocks = [
  addColumn('1790000075021', 'retention_check', col.str('workerSays', 8, nullable)),
  addColumn('1790000075022', 'retention_check', col.instant('workerSaidAt', nullable)),
  addColumn('1790000075023', 'retention_check', col.instant('dueToldAt', nullable)),
  addColumn('1790000075024', 'retention_check', col.instant('lateToldAt', nullable)),
  addColumn('1790000075025', 'dispatch_rule', col.int('answerDays', { default: 7 })),
  createIndex('1790000075026', 'retention_check', 'IX_retention_check_open', ['employerSays', 'dueOn', 'enterpriseId']),
];
