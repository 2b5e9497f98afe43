import { secretCol, sealedColumns } from '#platform/crypto';
import { col, createTable, type SchemaPart } from '#platform/db';
import { FieldDevice, FieldEntry } from './field.entity.js';

const nullable = { nullable: true };

const device = createTable('1790000120001', 'field_device', {
  columns: [
    col.key(),
    secretCol('name'),
    col.str('dutyKind', 24),
    col.ref('dutyId'),
    col.str('dutyName', 200),
    col.ref('groupId'),
    col.str('nodePath', 400),
    col.ref('enterpriseId', nullable),
    col.ref('supplierId', nullable),
    col.str('state', 12),
    col.str('codeHash', 43, nullable),
    col.instant('codeUntil', nullable),
    col.str('publicKey', 200, nullable),
    secretCol('storeKey', nullable),
    col.int('contact', { default: 0 }),
    col.int('lastCounter', { default: 0 }),
    col.instant('startsAt'),
    col.instant('endsAt'),
    col.ref('invitedById'),
    col.instant('invitedAt'),
    col.instant('enrolledAt', nullable),
    col.instant('lastContactAt', nullable),
    col.instant('revokedAt', nullable),
    col.ref('revokedById', nullable),
    col.instant('wipedAt', nullable),
    col.instant('copiedAt', nullable),
  ],
  uniques: [{ name: 'UQ_field_device_code', columns: ['codeHash'] }],
  indices: [
    { name: 'IX_field_device_group', columns: ['groupId', 'id'] },
    { name: 'IX_field_device_node', columns: ['nodePath', 'id'] },
  ],
});

const entry = createTable('1790000120011', 'field_entry', {
  columns: [
    col.key(),
    col.ref('deviceId'),
    col.int('counter'),
    col.ref('groupId'),
    col.str('kind', 24),
    col.str('subject', 64),
    col.txt('detail', nullable),
    col.instant('at'),
    col.instant('seenAt'),
    col.instant('receivedAt'),
    col.str('prev', 43),
    col.str('digest', 43),
    col.str('verdict', 12),
    col.str('code', 40, nullable),
    col.ref('withEntryId', nullable),
    col.str('settled', 8, nullable),
    col.ref('settledById', nullable),
    col.instant('settledAt', nullable),
  ],
  uniques: [{ name: 'UQ_field_entry_counter', columns: ['deviceId', 'counter'] }],
  indices: [
    { name: 'IX_field_entry_group', columns: ['groupId', 'verdict', 'id'] },
    { name: 'IX_field_entry_verdict', columns: ['verdict', 'id'] },
    { name: 'IX_field_entry_received', columns: ['receivedAt'] },
  ],
});

sealedColumns.register({ table: 'field_device', columns: ['name', 'storeKey'] });
sealedColumns.register({ table: 'field_entry', columns: ['detail'] });

export const fieldSchema: SchemaPart = { entities: [FieldDevice, FieldEntry], migrations: [device, entry] };
