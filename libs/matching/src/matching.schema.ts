import { col, createTable, type SchemaPart } from '#platform/db';
import { MatchingRun, Proposal } from './matching.entity.js';

export const matchingSchema: SchemaPart = {
  entities: [MatchingRun, Proposal],
  migrations: [
    createTable('1790000060001', 'matching_run', {
      columns: [
        col.key(), col.ref('nodeId'), col.str('nodePath', 400), col.str('state', 12), col.str('activeKey', 36, { nullable: true }), col.json('weights'),
        col.str('digest', 64, { nullable: true }), col.json('figures', { nullable: true }), col.json('certificate', { nullable: true }),
        col.json('unfilled', { nullable: true, large: true }), col.ref('startedById'), col.ref('jobId', { nullable: true }),
        col.str('failure', 500, { nullable: true }), col.instant('createdAt'), col.instant('finishedAt', { nullable: true }),
      ],
      uniques: [{ name: 'UQ_matching_run_active', columns: ['activeKey'] }],
      indices: [{ name: 'IX_matching_run_created', columns: ['createdAt', 'id'] }],
    }),
    createTable('1790000060002', 'proposal', {
      columns: [
        col.key(), col.ref('runId'), col.ref('needId'), col.ref('batchId'), col.ref('supplierId'), col.ref('enterpriseId'), col.str('nodePath', 400),
        col.int('people'), col.json('reasons'), col.int('needVersion'), col.str('state', 12), col.instant('createdAt'),
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
  ],
};
