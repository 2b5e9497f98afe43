import { blindCol, sealedColumns, secretCol } from '#platform/crypto';
import { col, createTable } from '#platform/db';

const nullable = { nullable: true };

sealedColumns.register({ table: 'worker', columns: ['name', 'phone', 'idNumber', 'emergencyContact', 'interviewLink'] });

export const workerTable = createTable('1790000070131', 'worker', {
  columns: [
    col.key(),
    col.ref('supplierId'),
    col.str('nodePath', 400),
    col.ref('batchId', nullable),
    secretCol('name'),
    secretCol('phone', nullable),
    secretCol('idNumber'),
    secretCol('emergencyContact', nullable),
    blindCol('idHash'),
    blindCol('phoneHash', nullable),
    col.str('idKind', 12),
    col.str('relief', 12),
    col.flag('insured'),
    col.str('consentForm', 12),
    col.day('consentOn'),
    col.str('consentWording', 80),
    col.str('stage', 12),
    col.instant('stageAt'),
    col.str('reason', 300, nullable),
    col.instant('interviewAt', nullable),
    secretCol('interviewLink', nullable),
    col.ref('createdById', nullable),
    col.instant('createdAt'),
    col.int('version', { default: 1 }),
  ],
  uniques: [{ name: 'UQ_worker_person', columns: ['supplierId', 'idHash'] }],
  indices: [
    { name: 'IX_worker_supplier', columns: ['supplierId', 'createdAt', 'id'] },
    { name: 'IX_worker_stage', columns: ['supplierId', 'stage', 'createdAt', 'id'] },
    { name: 'IX_worker_created', columns: ['createdAt', 'id'] },
    { name: 'IX_worker_batch', columns: ['batchId'] },
    { name: 'IX_worker_person', columns: ['idHash'] },
    { name: 'IX_worker_phone', columns: ['phoneHash'] },
    { name: 'IX_worker_moved', columns: ['stageAt'] },
  ],
});
