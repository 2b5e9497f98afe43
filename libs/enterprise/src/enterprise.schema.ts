import { sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, col, createIndex, createTable, type SchemaPart } from '#platform/db';
import { Enterprise, Membership, StoredFile, UploadTally } from './enterprise.entity.js';

const nullable = { nullable: true };

sealedColumns.register({ table: 'membership', clear: { applicant: { blank: '' } } });
sealedColumns.register({ table: 'stored_file', columns: ['content'], blobs: ['bytesSealed'], clear: { name: { blank: '' } }, chunk: 4 });

export const enterpriseSchema: SchemaPart = {
  entities: [Enterprise, Membership, StoredFile, UploadTally],
  migrations: [
    createTable('1790000030001', 'enterprise', {
      columns: [
        col.key(),
        col.str('creditCode', 18, { nullable: true }),
        col.str('name', 120),
        col.ref('nodeId'),
        col.str('nodePath', 400),
        col.str('industryCode', 8, { nullable: true }),
        col.str('sizeClass', 8, { nullable: true }),
        col.flag('aboveScale'),
        col.flag('isKey'),
        col.int('employees', { nullable: true }),
        col.str('state', 12),
        col.instant('createdAt'),
        col.int('version', { default: 1 }),
      ],
      uniques: [{ name: 'UQ_enterprise_credit_code', columns: ['creditCode'] }],
      indices: [
        { name: 'IX_enterprise_node', columns: ['nodePath', 'name', 'id'] },
        { name: 'IX_enterprise_name', columns: ['name', 'id'] },
      ],
    }),
    createTable('1790000030002', 'membership', {
      columns: [
        col.key(),
        col.ref('enterpriseId'),
        col.ref('userId'),
        col.str('state', 12),
        col.str('decidedBy', 12),
        col.str('enterpriseName', 120),
        col.str('creditCode', 18),
        col.ref('nodeId'),
        col.str('nodePath', 400),
        col.str('applicant', 60),
        col.str('position', 40, { nullable: true }),
        col.ref('licenceFileId', { nullable: true }),
        col.ref('letterFileId', { nullable: true }),
        col.str('reason', 300, { nullable: true }),
        col.ref('decidedById', { nullable: true }),
        col.instant('decidedAt', { nullable: true }),
        col.instant('createdAt'),
      ],
      uniques: [{ name: 'UQ_membership_pair', columns: ['enterpriseId', 'userId'] }],
      indices: [
        { name: 'IX_membership_enterprise', columns: ['enterpriseId', 'state'] },
        { name: 'IX_membership_user', columns: ['userId'] },
        { name: 'IX_membership_state', columns: ['state', 'nodePath', 'createdAt', 'id'] },
      ],
    }),
    createTable('1790000030003', 'stored_file', {
      columns: [
        col.key(),
        col.str('kind', 12),
        col.str('name', 120),
        col.str('mime', 80),
        col.int('bytes'),
        col.str('sha256', 64),
        col.txt('content', { large: true }),
        col.flag('attached'),
        col.instant('createdAt'),
      ],
      indices: [{ name: 'IX_stored_file_created', columns: ['attached', 'createdAt'] }],
    }),
    addColumn('1790000030021', 'membership', secretCol('applicantSealed', nullable)),
    addColumn('1790000030022', 'stored_file', secretCol('nameSealed', nullable)),
    addColumn('1790000030023', 'stored_file', col.bytes('bytesSealed', nullable)),
    createTable('1790000030024', 'upload_tally', {
      columns: [
        () => ({ name: 'whose', type: 'varchar', length: '43', isPrimary: true }),
        () => ({ name: 'day', type: 'varchar', length: '10', isPrimary: true }),
        col.int('kib'),
      ],
      indices: [{ name: 'IX_upload_tally_day', columns: ['day'] }],
    }),
    createIndex('1790000030031', 'membership', 'IX_membership_newest', ['enterpriseId', 'createdAt', 'id']),
  ],
};
