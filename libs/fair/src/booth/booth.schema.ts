import { sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, col, createIndex, createTable, dropUnique, seedRows, type SchemaPart } from '#platform/db';
import { AgencyLicence, BoothAbsence, BoothGuest, BoothPost, BoothRule, BoothWait, FairChange, FairReply } from './booth.entity.js';

const nullable = { nullable: true };

sealedColumns.register({ table: 'booth_guest', columns: ['name', 'phone'] });

const rules = [
  createTable('1790000080241', 'booth_rule', {
    columns: [
      col.key(),
      col.day('validFrom'),
      col.int('holdMinutes'),
      col.int('offerHours'),
      col.int('changeDaysBefore'),
      col.int('boothsADay'),
      col.int('keyBoothsADay'),
      col.int('countyPercent'),
      col.int('industryPercent'),
      col.int('priorityHours'),
      col.int('scarceOccupations'),
      col.int('absencesAllowed'),
      col.int('absenceWindowDays'),
      col.int('absenceBlockDays'),
      col.str('source', 300),
      col.ref('setById', nullable),
      col.instant('setAt'),
    ],
    uniques: [{ name: 'UQ_booth_rule_day', columns: ['validFrom'] }],
  }),
  seedRows('1790000080242', 'booth_rule', [
    {
      ...{ id: 'booth-rule-2007', validFrom: '2007-10-01', holdMinutes: 15, offerHours: 24, changeDaysBefore: 1 },
      ...{ boothsADay: 1, keyBoothsADay: 2, countyPercent: 100, industryPercent: 100, priorityHours: 0, scarceOccupations: 50 },
      ...{ absencesAllowed: 2, absenceWindowDays: 365, absenceBlockDays: 90 },
      source: '一企一展位一天为本市默认；锁定、候补、配额、优先预订和缺席处理由市人社局另行规定',
      setAt: '2026-11-01 00:00:00.000',
    },
  ]),
];

/** A legal person may have several booths at a fair: they are numbered, and what the release before books is the first. */
const booths = [
  addColumn('1790000080243', 'booth', col.int('ordinal', { default: 1 })),
  createIndex('1790000080244', 'booth', 'UQ_booth_share', ['fairId', 'enterpriseId', 'ordinal'], true),
  dropUnique('1790000080245', 'booth', 'UQ_booth_enterprise', ['fairId', 'enterpriseId']),
  addColumn('1790000080246', 'booth', col.instant('heldUntil', nullable)),
  addColumn('1790000080247', 'booth', col.ref('offerOf', nullable)),
  addColumn('1790000080248', 'booth', col.str('blocked', 200, nullable)),
  createIndex('1790000080249', 'booth', 'IX_booth_held', ['heldUntil']),
];

const people = [
  createTable('1790000080250', 'booth_guest', {
    columns: [col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.day('day'), secretCol('name'), secretCol('phone')],
    indices: [
      { name: 'IX_booth_guest', columns: ['fairId', 'enterpriseId', 'id'] },
      { name: 'IX_booth_guest_kept', columns: ['day', 'id'] },
    ],
  }),
  createTable('1790000080251', 'booth_post', {
    columns: [col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.ref('needId')],
    uniques: [{ name: 'UQ_booth_post', columns: ['fairId', 'enterpriseId', 'needId'] }],
  }),
  createTable('1790000080252', 'booth_wait', {
    columns: [
      ...[col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.int('quantity'), col.int('given', { default: 0 })],
      ...[col.str('state', 12), col.instant('askedAt'), col.instant('orderAt'), col.int('orderNo', { default: 0 })],
      ...[col.str('orderReason', 300, nullable), col.ref('orderedById', nullable)],
    ],
    uniques: [{ name: 'UQ_booth_wait', columns: ['fairId', 'enterpriseId'] }],
    indices: [
      { name: 'IX_booth_wait_order', columns: ['fairId', 'state', 'orderAt', 'orderNo', 'id'] },
      { name: 'IX_booth_wait_enterprise', columns: ['enterpriseId', 'state'] },
    ],
    checks: [{ name: 'CK_booth_wait_given', expression: 'quantity >= 1 AND given >= 0 AND given <= quantity' }],
  }),
  createTable('1790000080253', 'booth_absence', {
    columns: [...[col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.day('day'), col.ref('markedById'), col.instant('markedAt')]],
    uniques: [{ name: 'UQ_booth_absence', columns: ['fairId', 'enterpriseId'] }],
    indices: [{ name: 'IX_booth_absence_day', columns: ['enterpriseId', 'day'] }],
  }),
  createTable('1790000080254', 'agency_licence', {
    columns: [
      ...[col.key(), col.ref('enterpriseId'), col.str('number', 80), col.day('validUntil'), col.ref('seenById'), col.instant('seenAt')],
    ],
    uniques: [{ name: 'UQ_agency_licence', columns: ['enterpriseId'] }],
  }),
];

const moves = [
  createTable('1790000080255', 'fair_reply', {
    columns: [
      ...[col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.str('answer', 4, nullable)],
      ...[col.instant('askedAt'), col.instant('answeredAt', nullable)],
    ],
    uniques: [{ name: 'UQ_fair_reply', columns: ['fairId', 'enterpriseId'] }],
  }),
  createTable('1790000080256', 'fair_change', {
    columns: [
      ...[col.key(), col.ref('fairId'), col.instant('at'), col.day('day'), col.str('opensAt', 5), col.str('closesAt', 5)],
      col.str('place', 200),
    ],
    indices: [{ name: 'IX_fair_change', columns: ['fairId', 'id'] }],
  }),
];

export const boothSchema: SchemaPart = {
  entities: [BoothRule, BoothGuest, BoothPost, BoothWait, BoothAbsence, AgencyLicence, FairReply, FairChange],
  migrations: [...rules, ...booths, ...people, ...moves],
};
