import { addColumn, changeRows, col, createTable, fillColumn, seedRows, type SchemaPart } from '#platform/db';
import { templateEntities, templateMigrations } from './documents/template.schema.js';
import { boothSchema } from './booth/booth.schema.js';
import { Booth, Fair } from './fair.entity.js';
import { resultSchema } from './result/result.schema.js';
import { arrivalSchema } from './arrival/arrival.schema.js';
import { turnSchema } from './turn/turn.schema.js';
import { outcomeSchema } from './outcome/outcome.schema.js';
import { ticketSchema } from './ticket/ticket.schema.js';
import { specialDays } from './special-days.js';
import { tableEntities, tableMigrations } from './plan-table/table.schema.js';
import { floorEntities, floorMigrations } from './floor/floor.schema.js';
import { planEntities, planMigrations } from './planner/plan.schema.js';
import { BoothPlace, FairClaim, FairDuty, FairRule, Room, SpecialDay, Venue } from './venue.entity.js';
import { yearSchema } from './year/year.schema.js';

const nullable = { nullable: true };

const first = [
  createTable('1790000080001', 'fair', {
    columns: [
      col.key(),
      col.ref('nodeId'),
      col.str('nodePath', 400),
      col.str('name', 120),
      col.str('theme', 200),
      col.str('campaign', 24),
      col.day('day'),
      col.str('opensAt', 5),
      col.str('closesAt', 5),
      col.str('place', 200),
      col.int('expectedAttendance', { nullable: true }),
      col.int('dutyStaff', { nullable: true }),
      col.str('permitNumber', 80, { nullable: true }),
      col.int('boothCount'),
      col.txt('note', { nullable: true }),
      col.str('state', 12),
      col.str('cancelReason', 300, { nullable: true }),
      col.instant('createdAt'),
      col.int('version', { default: 1 }),
    ],
    indices: [
      { name: 'IX_fair_day', columns: ['state', 'day', 'id'] },
      { name: 'IX_fair_node', columns: ['nodePath', 'day'] },
    ],
  }),
  createTable('1790000080002', 'booth', {
    columns: [
      col.key(),
      col.ref('fairId'),
      col.str('number', 8),
      col.ref('enterpriseId', { nullable: true }),
      col.ref('bookedById', { nullable: true }),
      col.instant('bookedAt', { nullable: true }),
    ],
    uniques: [
      { name: 'UQ_booth_number', columns: ['fairId', 'number'] },
      { name: 'UQ_booth_enterprise', columns: ['fairId', 'enterpriseId'] },
    ],
    indices: [{ name: 'IX_booth_enterprise', columns: ['enterpriseId'] }],
  }),
];

/** Rules that hold on the day of a fair. The first ones are those that the program had of its own until now. */
const rules = [
  createTable('1790000080011', 'fair_rule', {
    columns: [
      col.key(),
      col.day('validFrom'),
      col.int('permitFrom'),
      col.int('cityPoliceFrom'),
      col.int('permitDaysBefore'),
      col.int('boothsPerStaff'),
      col.int('plansFrom'),
      col.int('agencyDaysBefore'),
      col.str('source', 300),
      col.ref('setById', nullable),
      col.instant('setAt'),
    ],
    uniques: [{ name: 'UQ_fair_rule_day', columns: ['validFrom'] }],
  }),
  seedRows('1790000080021', 'fair_rule', [
    {
      id: 'fair-rule-2007',
      validFrom: '2007-10-01',
      permitFrom: 1_000,
      cityPoliceFrom: 5_000,
      permitDaysBefore: 20,
      boothsPerStaff: 10,
      plansFrom: 1_000,
      agencyDaysBefore: 15,
      source: '《大型群众性活动安全管理条例》（国务院令第505号）第二、十一、十二、十三条；值守比例、机构报备天数为本市默认',
      setAt: '2026-11-01 00:00:00.000',
    },
  ]),
];

const venues = [
  createTable('1790000080031', 'venue', {
    columns: [
      col.key(),
      col.ref('nodeId'),
      col.str('nodePath', 400),
      col.str('name', 120),
      col.str('address', 200),
      col.int('capacity'),
      col.int('exits'),
      col.txt('equipment', nullable),
      col.json('opening'),
      col.instant('createdAt'),
      col.int('version', { default: 1 }),
    ],
    indices: [
      { name: 'IX_venue_node', columns: ['nodePath', 'name', 'id'] },
      { name: 'IX_venue_name', columns: ['name', 'id'] },
    ],
  }),
  createTable('1790000080041', 'venue_room', {
    columns: [col.key(), col.ref('venueId'), col.str('name', 80), col.int('capacity'), col.int('version', { default: 1 })],
    uniques: [{ name: 'UQ_venue_room_name', columns: ['venueId', 'name'] }],
  }),
  createTable('1790000080051', 'booth_place', {
    columns: [
      col.key(),
      col.ref('roomId'),
      col.str('number', 8),
      col.int('gridRow'),
      col.int('gridColumn'),
      col.int('widthCm'),
      col.int('depthCm'),
      col.flag('power'),
    ],
    uniques: [
      { name: 'UQ_booth_place_number', columns: ['roomId', 'number'] },
      { name: 'UQ_booth_place_square', columns: ['roomId', 'gridRow', 'gridColumn'] },
    ],
  }),
  addColumn('1790000080061', 'fair', col.str('mode', 8, nullable)),
  addColumn('1790000080071', 'fair', col.str('streamUrl', 300, nullable)),
  addColumn('1790000080081', 'fair', col.ref('roomId', nullable)),
  addColumn('1790000080091', 'booth', col.int('gridRow', nullable)),
  addColumn('1790000080101', 'booth', col.int('gridColumn', nullable)),
  addColumn('1790000080111', 'booth', col.int('power', nullable)),
];

/** The state of a fair in more steps beside its phase, which the release before goes on reading and writing. */
const stages = [
  addColumn('1790000080121', 'fair', col.str('stage', 12, nullable)),
  fillColumn(
    '1790000080131',
    'fair',
    'stage',
    "CASE state WHEN 'draft' THEN 'planned' WHEN 'published' THEN 'open' WHEN 'held' THEN 'ended' ELSE state END",
    'stage IS NULL',
  ),
  addColumn('1790000080141', 'fair', col.str('holderKind', 12, nullable)),
  addColumn('1790000080151', 'fair', col.str('holderName', 120, nullable)),
  addColumn('1790000080161', 'fair', col.str('holderLicence', 80, nullable)),
  addColumn('1790000080171', 'fair', col.int('exits', nullable)),
  addColumn('1790000080181', 'fair', col.json('plans', nullable)),
];

/** Quarters of an hour of a day. */
const QUARTERS = Array.from({ length: 96 }, (_, quarter) => `SELECT ${quarter} AS quarter`).join(' UNION ALL ');
const minutes = (column: string): string =>
  `(CAST(SUBSTR(f.${column}, 1, 2) AS DECIMAL) * 60 + CAST(SUBSTR(f.${column}, 4, 2) AS DECIMAL))`;

const clashes = [
  createTable('1790000080191', 'fair_claim', {
    columns: [col.key(), col.str('kind', 12), col.ref('subjectId'), col.day('day'), col.int('quarter'), col.ref('fairId')],
    uniques: [{ name: 'UQ_fair_claim', columns: ['kind', 'subjectId', 'day', 'quarter'] }],
    indices: [{ name: 'IX_fair_claim_fair', columns: ['fairId', 'kind', 'subjectId'] }],
  }),
  // Of enterprises that were at two fairs at once already, one of the two counts.
  changeRows(
    '1790000080201',
    'ClaimHoursOfBookedEnterprises',
    'INSERT INTO fair_claim (id, kind, subjectId, day, quarter, fairId) ' +
      "SELECT MIN(CONCAT(REPLACE(b.id, '-', ''), CASE WHEN q.quarter < 10 THEN '0' ELSE '' END, q.quarter)), " +
      "'enterprise', b.enterpriseId, f.day, q.quarter, MIN(f.id) " +
      `FROM booth b JOIN fair f ON f.id = b.fairId JOIN (${QUARTERS}) q ` +
      `ON q.quarter * 15 < ${minutes('closesAt')} AND q.quarter * 15 + 15 > ${minutes('opensAt')} ` +
      "WHERE b.enterpriseId IS NOT NULL AND f.state = 'published' GROUP BY b.enterpriseId, f.day, q.quarter",
    'DELETE FROM fair_claim',
  ),
  createTable('1790000080211', 'special_day', {
    columns: [
      col.key(),
      col.day('day'),
      col.str('kind', 8),
      col.str('name', 60),
      col.str('source', 300),
      col.ref('setById', nullable),
      col.instant('setAt'),
    ],
    uniques: [{ name: 'UQ_special_day', columns: ['day'] }],
  }),
  seedRows('1790000080221', 'special_day', specialDays),
  createTable('1790000080231', 'fair_duty', {
    columns: [col.key(), col.ref('fairId'), col.ref('userId')],
    uniques: [{ name: 'UQ_fair_duty', columns: ['fairId', 'userId'] }],
  }),
];

export const fairSchema: SchemaPart = {
  entities: [
    Fair,
    Booth,
    FairRule,
    Venue,
    Room,
    BoothPlace,
    SpecialDay,
    FairClaim,
    FairDuty,
    ...boothSchema.entities,
    ...yearSchema.entities,
    ...ticketSchema.entities,
    ...outcomeSchema.entities,
    ...resultSchema.entities,
    ...arrivalSchema.entities,
    ...turnSchema.entities,
    ...planEntities,
    ...tableEntities,
    ...templateEntities,
    ...floorEntities,
  ],
  migrations: [
    ...first,
    ...rules,
    ...venues,
    ...stages,
    ...clashes,
    ...boothSchema.migrations,
    ...yearSchema.migrations,
    ...ticketSchema.migrations,
    ...outcomeSchema.migrations,
    ...resultSchema.migrations,
    ...arrivalSchema.migrations,
    ...turnSchema.migrations,
    ...planMigrations,
    ...tableMigrations,
    ...templateMigrations,
    ...floorMigrations,
  ],
};
