import { sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, col, createIndex, createTable } from '#platform/db';

const nullable = { nullable: true };

sealedColumns.register({ table: 'trip_coach', columns: ['leaderName', 'leaderPhone'] });

const leg = createTable('1790000070311', 'trip_leg', {
  columns: [
    col.key(),
    col.ref('tripId'),
    col.int('position'),
    col.str('mode', 8),
    col.str('vehicle', 40, nullable),
    col.str('fromPlace', 120),
    col.str('toPlace', 120),
    col.instant('departAt'),
    col.instant('arriveAt'),
  ],
  uniques: [{ name: 'UQ_trip_leg_position', columns: ['tripId', 'position'] }],
});

const pickup = createTable('1790000070312', 'trip_pickup', {
  columns: [col.key(), col.ref('tripId'), col.int('position'), col.str('place', 120), col.instant('at')],
  indices: [{ name: 'IX_trip_pickup_trip', columns: ['tripId', 'position'] }],
});

const cost = createTable('1790000070313', 'trip_cost', {
  columns: [
    col.key(),
    col.ref('tripId'),
    col.int('position'),
    col.str('kind', 12),
    col.str('payer', 12),
    col.int('amountFen'),
    col.str('note', 200, nullable),
  ],
  indices: [{ name: 'IX_trip_cost_trip', columns: ['tripId', 'position'] }],
});

const coach = createTable('1790000070314', 'trip_coach', {
  columns: [
    col.key(),
    col.ref('tripId'),
    col.int('number'),
    col.str('vehicle', 40, nullable),
    col.int('seats', nullable),
    secretCol('leaderName', nullable),
    secretCol('leaderPhone', nullable),
  ],
  uniques: [{ name: 'UQ_trip_coach_number', columns: ['tripId', 'number'] }],
});

/** Of each person: where they get on, in which coach, and what subsidies may ask after. */
const ofLines = [
  addColumn('1790000070321', 'manifest_line', col.str('kind', 12, nullable)),
  addColumn('1790000070322', 'manifest_line', col.flag('medical', { default: false })),
  addColumn('1790000070323', 'manifest_line', col.int('fareFen', nullable)),
  addColumn('1790000070324', 'manifest_line', col.ref('pickupId', nullable)),
  addColumn('1790000070325', 'manifest_line', col.ref('coachId', nullable)),
  createIndex('1790000070326', 'manifest_line', 'IX_manifest_line_coach', ['coachId']),
];

export const travelMigrations = [leg, pickup, cost, coach, ...ofLines];
