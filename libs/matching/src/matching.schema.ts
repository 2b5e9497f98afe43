import { addColumn, col, createIndex, createTable, dropIndex, fillColumn, type SchemaPart } from '#platform/db';
import './matching.retention.js';
import { MatchingRule, MatchingRun, Proposal, Unfilled } from './matching.entity.js';

export const matchingSchema: SchemaPart = {
  entities: [MatchingRun, Proposal, Unfilled, MatchingRule],
  migrations: [
    createTable('1790000060001', 'matching_run', {
      columns: [
        col.key(),
        col.ref('nodeId'),
        col.str('nodePath', 400),
        col.str('state', 12),
        col.str('activeKey', 36, { nullable: true }),
        col.json('weights'),
        col.str('digest', 64, { nullable: true }),
        col.json('figures', { nullable: true }),
        col.json('certificate', { nullable: true }),
        col.json('summary', { nullable: true, large: true }),
        col.txt('prices', { nullable: true, large: true }),
        col.ref('startedById'),
        col.ref('jobId', { nullable: true }),
        col.str('failure', 500, { nullable: true }),
        col.instant('createdAt'),
        col.instant('finishedAt', { nullable: true }),
      ],
      uniques: [{ name: 'UQ_matching_run_active', columns: ['activeKey'] }],
      indices: [{ name: 'IX_matching_run_created', columns: ['createdAt', 'id'] }],
    }),
    createTable('1790000060002', 'proposal', {
      columns: [
        col.key(),
        col.ref('runId'),
        col.ref('needId'),
        col.ref('batchId'),
        col.ref('supplierId'),
        col.ref('enterpriseId'),
        col.str('nodePath', 400),
        col.int('people'),
        col.json('reasons'),
        col.int('needVersion'),
        col.str('state', 12),
        col.instant('welcomedAt', { nullable: true }),
        col.str('declinedBy', 12, { nullable: true }),
        col.str('reason', 200, { nullable: true }),
        col.instant('createdAt'),
      ],
      uniques: [{ name: 'UQ_proposal_pair', columns: ['runId', 'needId', 'batchId'] }],
      indices: [
        { name: 'IX_proposal_run', columns: ['runId', 'state', 'id'] },
        { name: 'IX_proposal_supplier', columns: ['supplierId', 'state', 'id'] },
        { name: 'IX_proposal_enterprise', columns: ['enterpriseId', 'state', 'id'] },
        { name: 'IX_proposal_need', columns: ['needId', 'state'] },
      ],
      checks: [{ name: 'CK_proposal_people', expression: 'people > 0' }],
    }),
    createTable('1790000060003', 'matching_unfilled', {
      columns: [
        col.key(),
        col.ref('runId'),
        col.ref('needId'),
        col.ref('enterpriseId'),
        col.str('nodePath', 400),
        col.int('people'),
        col.str('reason', 20),
        col.json('advice', { large: true }),
        col.int('needVersion'),
        col.flag('empty'),
      ],
      uniques: [{ name: 'UQ_matching_unfilled_need', columns: ['runId', 'needId'] }],
      indices: [
        { name: 'IX_matching_unfilled_empty', columns: ['runId', 'empty', 'enterpriseId'] },
        { name: 'IX_matching_unfilled_reason', columns: ['runId', 'reason', 'needId'] },
      ],
    }),
    createTable('1790000060004', 'matching_rule', {
      columns: [
        col.key(),
        col.ref('nodeId'),
        col.str('nodePath', 400),
        col.ref('needId'),
        col.ref('batchId'),
        col.str('kind', 8),
        col.str('note', 200, { nullable: true }),
        col.ref('createdById'),
        col.instant('createdAt'),
      ],
      uniques: [{ name: 'UQ_matching_rule_pair', columns: ['nodeId', 'needId', 'batchId'] }],
      indices: [
        { name: 'IX_matching_rule_created', columns: ['nodePath', 'createdAt', 'id'] },
        { name: 'IX_matching_rule_need', columns: ['needId'] },
      ],
    }),
    addColumn('1790000060011', 'matching_run', col.ref('writerId', { nullable: true })),
    createIndex('1790000060012', 'proposal', 'IX_proposal_batch', ['batchId', 'id']),
    // Everybody who sees rules sees those of the whole city: their order is what an index has to give.
    createIndex('1790000060013', 'matching_rule', 'IX_matching_rule_newest', ['createdAt', 'id']),
    dropIndex('1790000060014', 'matching_rule', 'IX_matching_rule_created', ['nodePath', 'createdAt', 'id']),
    addColumn('1790000060204', 'proposal', col.json('matched', { nullable: true })),
    addColumn('1790000060214', 'proposal', col.json('changes', { nullable: true })),
    addColumn('1790000060221', 'proposal', col.str('occupationCode', 16, { nullable: true })),
    fillColumn(
      '1790000060222',
      'proposal',
      'occupationCode',
      (mysql) =>
        mysql ? "JSON_UNQUOTE(JSON_EXTRACT(matched, '$.need.occupationCode'))" : "json_extract(matched, '$.need.occupationCode')",
      'matched IS NOT NULL',
    ),
    // Of an enterprise there are few, and its index finds them; of a station and of a run there are thousands.
    createIndex('1790000060223', 'proposal', 'IX_proposal_supplier_occupation', ['supplierId', 'occupationCode', 'state', 'id']),
    createIndex('1790000060224', 'proposal', 'IX_proposal_run_occupation', ['runId', 'occupationCode', 'id']),
  ],
};
