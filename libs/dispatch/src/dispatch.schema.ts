import { InsuranceImport, InsuranceMonth } from './insurance/insurance.entity.js';
import { insuranceTables } from './insurance/insurance.schema.js';
import { PromiseTally } from './performance/tally.entity.js';
import { checkClocks, tallyTable } from './performance/tally.schema.js';
import { Worker } from './people/worker.entity.js';
import { workerTable } from './people/worker.schema.js';
import { blindCol, sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, changeRows, col, createIndex, createTable, fillColumn, seedRows, type SchemaPart } from '#platform/db';
import { DispatchRule, ManifestLine, PromiseRow, RetentionCheck, Trip, TripStop } from './dispatch.entity.js';

sealedColumns.register({ table: 'manifest_line', columns: ['name', 'phone', 'idNumber', 'emergencyContact'] });

sealedColumns.register({ table: 'trip', clear: { receivedBy: { blank: null } } });

const nullable = { nullable: true };

const promise = createTable('1790000070001', 'promise', {
  columns: [
    col.key(),
    col.ref('proposalId', nullable),
    col.str('requestKey', 36, nullable),
    col.ref('needId'),
    col.ref('batchId'),
    col.ref('supplierId'),
    col.ref('enterpriseId'),
    col.str('nodePath', 400),
    col.int('people'),
    col.int('released', { default: 0 }),
    col.int('signed', { default: 0 }),
    col.str('state', 12),
    col.instant('expiresAt'),
    col.str('reason', 300, nullable),
    col.ref('substituteFor', nullable),
    col.ref('createdById', nullable),
    col.instant('createdAt'),
    col.ref('decidedById', nullable),
    col.instant('decidedAt', nullable),
    col.int('version', { default: 1 }),
  ],
  uniques: [
    { name: 'UQ_promise_proposal', columns: ['proposalId'] },
    { name: 'UQ_promise_request', columns: ['supplierId', 'requestKey'] },
  ],
  indices: [
    { name: 'IX_promise_supplier', columns: ['supplierId', 'createdAt', 'id'] },
    { name: 'IX_promise_enterprise', columns: ['enterpriseId', 'createdAt', 'id'] },
    { name: 'IX_promise_need', columns: ['needId', 'state'] },
    { name: 'IX_promise_batch', columns: ['batchId'] },
    { name: 'IX_promise_created', columns: ['createdAt', 'id'] },
    { name: 'IX_promise_expiry', columns: ['state', 'expiresAt'] },
  ],
  checks: [{ name: 'CK_promise_people', expression: 'people >= 1 AND released >= 0 AND signed >= 0 AND released + signed <= people' }],
});

const trip = createTable('1790000070002', 'trip', {
  columns: [
    col.key(),
    col.str('requestKey', 36, nullable),
    col.ref('supplierId'),
    col.str('nodePath', 400),
    col.str('mode', 8),
    col.str('vehicle', 40, nullable),
    col.instant('departAt'),
    col.instant('arriveAt'),
    col.str('fromPlace', 120),
    col.str('toPlace', 120),
    col.str('note', 500, nullable),
    col.str('state', 12),
    col.instant('departedAt', nullable),
    col.instant('arrivedAt', nullable),
    col.instant('handedOverAt', nullable),
    col.str('receivedBy', 60, nullable),
    col.str('cancelReason', 300, nullable),
    col.ref('createdById', nullable),
    col.instant('createdAt'),
    col.int('version', { default: 1 }),
  ],
  uniques: [{ name: 'UQ_trip_request', columns: ['supplierId', 'requestKey'] }],
  indices: [
    { name: 'IX_trip_supplier', columns: ['supplierId', 'departAt', 'id'] },
    { name: 'IX_trip_node', columns: ['nodePath', 'departAt', 'id'] },
    { name: 'IX_trip_depart', columns: ['departAt', 'id'] },
  ],
});

const tripStop = createTable('1790000070003', 'trip_stop', {
  columns: [
    col.key(),
    col.ref('tripId'),
    col.ref('promiseId'),
    col.ref('needId'),
    col.ref('batchId'),
    col.ref('enterpriseId'),
    col.str('nodePath', 400),
  ],
  uniques: [{ name: 'UQ_trip_stop_promise', columns: ['tripId', 'promiseId'] }],
  indices: [
    { name: 'IX_trip_stop_promise', columns: ['promiseId'] },
    { name: 'IX_trip_stop_enterprise', columns: ['enterpriseId', 'tripId'] },
    { name: 'IX_trip_stop_node', columns: ['nodePath', 'tripId'] },
  ],
});

const manifestLine = createTable('1790000070004', 'manifest_line', {
  columns: [
    col.key(),
    col.ref('tripId'),
    col.ref('promiseId'),
    col.ref('needId'),
    col.ref('enterpriseId'),
    col.str('nodePath', 400),
    col.int('position'),
    secretCol('name', nullable),
    secretCol('phone', nullable),
    secretCol('idNumber', nullable),
    secretCol('emergencyContact', nullable),
    blindCol('idHash'),
    col.flag('returning'),
    col.flag('minor'),
    col.str('relief', 12),
    col.flag('insured'),
    col.flag('selfArranged'),
    col.str('state', 12),
    col.instant('stateAt'),
    col.str('reason', 300, nullable),
    col.instant('signedAt', nullable),
    col.instant('createdAt'),
  ],
  uniques: [{ name: 'UQ_manifest_line_person', columns: ['tripId', 'idHash'] }],
  indices: [
    { name: 'IX_manifest_line_promise', columns: ['promiseId', 'state'] },
    { name: 'IX_manifest_line_enterprise', columns: ['enterpriseId', 'tripId'] },
    { name: 'IX_manifest_line_person', columns: ['idHash', 'state'] },
    { name: 'IX_manifest_line_signed', columns: ['state', 'signedAt'] },
    { name: 'IX_manifest_line_created', columns: ['createdAt'] },
  ],
});

const retentionCheck = createTable('1790000070005', 'retention_check', {
  columns: [
    col.key(),
    col.ref('lineId'),
    col.ref('enterpriseId'),
    col.str('nodePath', 400),
    col.int('days'),
    col.day('dueOn'),
    col.str('employerSays', 8, nullable),
    col.instant('employerSaidAt', nullable),
    col.str('insuranceSays', 8, nullable),
  ],
  uniques: [{ name: 'UQ_retention_check_line', columns: ['lineId', 'days'] }],
  indices: [
    { name: 'IX_retention_check_enterprise', columns: ['enterpriseId', 'dueOn', 'id'] },
    { name: 'IX_retention_check_due', columns: ['dueOn', 'id'] },
  ],
});

const tripState = createIndex('1790000070021', 'trip', 'IX_trip_state', ['state', 'departAt', 'id']);

const receivedBy = addColumn('1790000070031', 'trip', secretCol('receivedBySealed', nullable));

/** Who was put on two trips at once, before that was impossible, counts as travelling on the first. */
const travellers = [
  addColumn('1790000070041', 'manifest_line', blindCol('travellerKey', nullable)),
  fillColumn(
    '1790000070042',
    'manifest_line',
    'travellerKey',
    'idHash',
    "id IN (SELECT id FROM (SELECT MIN(id) AS id FROM manifest_line WHERE state IN ('listed', 'boarded') GROUP BY idHash) AS first)",
  ),
  createIndex('1790000070043', 'manifest_line', 'UQ_manifest_line_traveller', ['travellerKey'], true),
];

/** What runs out first, of one side. */
const expiries = [
  createIndex('1790000070054', 'promise', 'IX_promise_supplier_expiry', ['supplierId', 'state', 'expiresAt', 'id']),
  createIndex('1790000070064', 'promise', 'IX_promise_enterprise_expiry', ['enterpriseId', 'state', 'expiresAt', 'id']),
];

/** Stations see the checks of the people whom they brought. */
const retentionSupplier = [
  addColumn('1790000070056', 'retention_check', col.ref('supplierId', nullable)),
  changeRows(
    '1790000070066',
    'retention_check_supplier',
    'UPDATE retention_check SET supplierId = (SELECT t.supplierId FROM manifest_line l JOIN trip t ON t.id = l.tripId ' +
      'WHERE l.id = retention_check.lineId)',
    'UPDATE retention_check SET supplierId = NULL',
  ),
  createIndex('1790000070076', 'retention_check', 'IX_retention_check_supplier', ['supplierId', 'dueOn', 'id']),
];

/** Clocks of promises are the city's. The first ones are those that the program had of its own until now. */
const rules = [
  createTable('1790000070101', 'dispatch_rule', {
    columns: [
      col.key(),
      col.day('validFrom'),
      col.int('holdHours'),
      col.int('warnHours'),
      col.int('tripDays'),
      col.str('source', 300),
      col.ref('setById', nullable),
      col.instant('setAt'),
    ],
    uniques: [{ name: 'UQ_dispatch_rule_day', columns: ['validFrom'] }],
  }),
  seedRows('1790000070102', 'dispatch_rule', [
    {
      id: 'dispatch-rule-2023',
      validFrom: '2023-01-01',
      holdHours: 72,
      warnHours: 24,
      tripDays: 7,
      source: '本市默认：承诺保留72小时，到期前24小时提醒；最晚到岗日前7天须已安排行程',
      setAt: '2026-11-01 00:00:00.000',
    },
  ]),
];

/** A part of a promise is taken, and each side is warned once. */
const clocks = [
  addColumn('1790000070111', 'promise', col.int('notTaken', { default: 0 })),
  addColumn('1790000070112', 'promise', col.instant('lapseWarnedAt', nullable)),
  addColumn('1790000070113', 'promise', col.instant('tripWarnedAt', nullable)),
];

/** Whoever drops out is replaced once. */
const substitutes = [
  addColumn('1790000070121', 'manifest_line', col.ref('substituteFor', nullable)),
  createIndex('1790000070122', 'manifest_line', 'UQ_manifest_line_substitute', ['substituteFor'], true),
];

/** Who left, how, and whether the place is open again. */
const leavings = [
  addColumn('1790000070141', 'retention_check', col.str('leaving', 12, nullable)),
  addColumn('1790000070142', 'retention_check', col.str('reason', 300, nullable)),
  addColumn('1790000070143', 'manifest_line', col.instant('leftAt', nullable)),
  addColumn('1790000070144', 'manifest_line', col.flag('reopened', { default: false })),
];

export const dispatchSchema: SchemaPart = {
  entities: [DispatchRule, PromiseRow, Trip, TripStop, ManifestLine, RetentionCheck, Worker, InsuranceImport, InsuranceMonth, PromiseTally],
  migrations: [
    promise,
    trip,
    tripStop,
    manifestLine,
    retentionCheck,
    tripState,
    receivedBy,
    ...travellers,
    ...expiries,
    ...retentionSupplier,
    ...rules,
    ...clocks,
    ...substitutes,
    workerTable,
    ...leavings,
    ...insuranceTables,
    tallyTable,
    ...checkClocks,
  ],
};
