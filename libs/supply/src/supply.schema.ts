import { sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, changeRows, col, createTable, type SchemaPart } from '#platform/db';
import { Supplier, SupplyBatch } from './supply.entity.js';

const nullable = { nullable: true };

sealedColumns.register({ table: 'supplier', clear: { contactName: { blank: null }, contactPhone: { blank: null } } });

const supplier = createTable('1790000050001', 'supplier', {
  columns: [
    col.key(),
    col.str('kind', 12),
    col.str('level', 12, nullable),
    col.str('name', 120),
    col.ref('nodeId'),
    col.str('nodePath', 400),
    col.str('divisionCode', 6),
    col.int('lngMicro'),
    col.int('latMicro'),
    col.str('licenceNo', 60, nullable),
    col.int('peoplePerRun', nullable),
    col.str('contactName', 60, nullable),
    col.str('contactPhone', 30, nullable),
    col.flag('active', { default: true }),
    col.instant('createdAt'),
    col.int('version', { default: 1 }),
  ],
  indices: [
    { name: 'IX_supplier_name', columns: ['name', 'id'] },
    { name: 'IX_supplier_kind', columns: ['kind', 'name', 'id'] },
  ],
});

const supplyBatch = createTable('1790000050002', 'supply_batch', {
  columns: [
    col.key(),
    col.ref('supplierId'),
    col.str('occupationCode', 16),
    col.int('skillLevel', { default: 0 }),
    col.int('people'),
    col.int('promised', { default: 0 }),
    col.int('committed', { default: 0 }),
    col.int('used', { default: 0 }),
    col.int('wageFen'),
    col.day('freeFrom'),
    col.int('smallestGroup', { default: 1 }),
    col.str('note', 500, nullable),
    col.str('state', 8),
    col.ref('createdById', nullable),
    col.instant('createdAt'),
    col.int('version', { default: 1 }),
  ],
  indices: [
    { name: 'IX_supply_batch_supplier', columns: ['supplierId', 'createdAt', 'id'] },
    { name: 'IX_supply_batch_created', columns: ['createdAt', 'id'] },
    { name: 'IX_supply_batch_open', columns: ['state', 'id'] },
    { name: 'IX_supply_batch_occupation', columns: ['occupationCode', 'createdAt', 'id'] },
  ],
  checks: [
    {
      name: 'CK_supply_batch_figures',
      expression: 'promised >= 0 AND committed >= 0 AND used >= 0 AND promised + committed + used <= people',
    },
  ],
});

const sealedContact = [
  addColumn('1790000050011', 'supplier', secretCol('contactNameSealed', nullable)),
  addColumn('1790000050012', 'supplier', secretCol('contactPhoneSealed', nullable)),
];

/** Suppliers that were switched off before this release stop their people, too. */
const pausePeople = changeRows(
  '1790000050021',
  'PauseGrantsOfClosedSuppliers',
  "UPDATE access_grant SET state = 'paused' WHERE state = 'active' AND supplierId IN (SELECT id FROM supplier WHERE active = 0)",
  "UPDATE access_grant SET state = 'active' WHERE state = 'paused'",
);

/** What the city agreed with a supplier, and how long its licence holds. */
const papers = [
  addColumn('1790000050031', 'supplier', col.day('licenceUntil', nullable)),
  addColumn('1790000050032', 'supplier', col.str('stationKind', 8, nullable)),
  addColumn('1790000050033', 'supplier', col.str('host', 120, nullable)),
  addColumn('1790000050034', 'supplier', col.str('agreementNo', 60, nullable)),
  addColumn('1790000050035', 'supplier', col.day('agreementFrom', nullable)),
  addColumn('1790000050036', 'supplier', col.day('agreementUntil', nullable)),
  addColumn('1790000050037', 'supplier', col.int('remindDays', { default: 30 })),
  addColumn('1790000050038', 'supplier', col.day('agreementToldFor', nullable)),
  addColumn('1790000050039', 'supplier', col.day('licenceToldFor', nullable)),
  addColumn('1790000050040', 'supplier', col.json('covers', nullable)),
  addColumn('1790000050041', 'supplier', col.int('staffCount', nullable)),
];

const graduates = [
  addColumn('1790000050051', 'supply_batch', col.str('degree', 12, nullable)),
  addColumn('1790000050052', 'supply_batch', col.str('major', 80, nullable)),
  addColumn('1790000050053', 'supply_batch', col.day('graduatesOn', nullable)),
];

export const supplySchema: SchemaPart = {
  entities: [Supplier, SupplyBatch],
  migrations: [supplier, supplyBatch, ...sealedContact, pausePeople, ...papers, ...graduates],
};
