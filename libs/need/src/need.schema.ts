import { blindCol, sealedColumns, secretCol } from '#platform/crypto';
import { addColumn, col, createIndex, createTable, dropIndex, fillColumn, seedRows, type ColumnPlan, type SchemaPart } from '#platform/db';
import {
  FIGURES_CHECK,
  Need,
  NeedChange,
  NeedCheckRule,
  NeedEntry,
  NeedProportionRule,
  NeedReport,
  NeedRevision,
  NeedStartRule,
} from './need.entity.js';
import { CountedHire } from './hire-claims.entity.js';
import { PROPORTION_RANGES } from './domain/proportion.js';
import { importEntities, importMigrations } from './import/import.schema.js';

sealedColumns.register({ table: 'need_revision', clear: { said: { blank: '{}', json: true } } });
sealedColumns.register({ table: 'need', clear: { contactName: { blank: null }, contactPhone: { blank: null } } });

const sequence: ColumnPlan = () => ({ name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' });
const nullable = { nullable: true };

const need = createTable('1790000040001', 'need', {
  columns: [
    col.key(),
    col.ref('enterpriseId'),
    col.ref('nodeId'),
    col.str('nodePath', 400),
    col.str('title', 120),
    col.str('occupationCode', 16, nullable),
    col.int('skillLevel', { default: 0 }),
    col.int('short', { default: 0 }),
    col.day('asOf'),
    col.int('filled', { default: 0 }),
    col.int('promised', { default: 0 }),
    col.int('committed', { default: 0 }),
    col.int('neededInAll', nullable),
    col.int('wageFromFen', nullable),
    col.int('wageToFen', nullable),
    col.int('baseWageFen', nullable),
    col.str('wageText', 60, nullable),
    col.str('form', 16, nullable),
    col.str('shift', 16, nullable),
    col.day('startFrom', nullable),
    col.day('startBy', nullable),
    col.flag('lodging'),
    col.flag('meals'),
    col.flag('trainable'),
    col.flag('minorsAllowed'),
    col.json('licences'),
    col.str('divisionCode', 6, nullable),
    col.str('workplace', 120, nullable),
    col.txt('note', nullable),
    col.str('contactName', 60, nullable),
    col.str('contactPhone', 30, nullable),
    col.int('priority', { default: 0 }),
    col.json('gaps'),
    col.str('clientCreditCode', 18, nullable),
    col.str('countedFor', 36, nullable),
    col.str('state', 12),
    col.instant('publishedAt', nullable),
    col.instant('confirmedAt'),
    col.instant('createdAt'),
    col.instant('updatedAt'),
    col.int('moves', { default: 0 }),
    col.int('version', { default: 1 }),
    col.str('importKey', 43, nullable),
    col.str('importHash', 43, nullable),
  ],
  uniques: [{ name: 'UQ_need_import_key', columns: ['importKey'] }],
  indices: [
    { name: 'IX_need_enterprise', columns: ['enterpriseId', 'state', 'createdAt', 'id'] },
    { name: 'IX_need_created', columns: ['createdAt', 'id'] },
    { name: 'IX_need_state_created', columns: ['state', 'createdAt', 'id'] },
    { name: 'IX_need_occupation', columns: ['occupationCode', 'createdAt', 'id'] },
    { name: 'IX_need_state_occupation', columns: ['state', 'occupationCode'] },
    { name: 'IX_need_node', columns: ['nodePath', 'createdAt', 'id'] },
    { name: 'IX_need_open', columns: ['state', 'id'] },
    { name: 'IX_need_confirmed', columns: ['state', 'confirmedAt'] },
  ],
  checks: [{ name: 'CK_need_figures', expression: FIGURES_CHECK }],
});

const needEntry = createTable('1790000040002', 'need_entry', {
  columns: [
    col.key(),
    col.ref('needId'),
    col.int('seq'),
    col.instant('at'),
    col.str('kind', 12),
    col.int('people'),
    col.int('short'),
    col.int('filled'),
    col.int('promised'),
    col.int('committed'),
    col.int('shortage'),
    col.str('refKind', 20, nullable),
    col.str('refId', 36, nullable),
    col.str('actorId', 36, nullable),
    col.str('reason', 60, nullable),
  ],
  uniques: [{ name: 'UQ_need_entry_seq', columns: ['needId', 'seq'] }],
  indices: [{ name: 'IX_need_entry_ref', columns: ['refKind', 'refId'] }],
});

const needChange = createTable('1790000040003', 'need_change', {
  columns: [sequence, col.str('needId', 36), col.instant('at')],
  indices: [{ name: 'IX_need_change_at', columns: ['at'] }],
});

const needReport = createTable('1790000040004', 'need_report', {
  columns: [
    col.key(),
    col.ref('needId'),
    col.str('nodePath', 400),
    col.str('kind', 12),
    col.str('note', 300, nullable),
    col.str('state', 8),
    col.int('times', { default: 1 }),
    col.str('answer', 300, nullable),
    col.ref('closedById', nullable),
    col.instant('closedAt', nullable),
    col.instant('createdAt'),
  ],
  indices: [
    { name: 'IX_need_report_open', columns: ['state', 'nodePath', 'createdAt', 'id'] },
    { name: 'IX_need_report_need', columns: ['needId', 'state'] },
  ],
});

const needCheckRule = createTable('1790000040071', 'need_check_rule', {
  columns: [col.key(), col.ref('nodeId'), col.day('validFrom'), col.flag('required'), col.ref('setById'), col.instant('setAt')],
  uniques: [{ name: 'UQ_need_check_rule_day', columns: ['nodeId', 'validFrom'] }],
});
const needRevision = createTable('1790000040131', 'need_revision', {
  columns: [
    col.key(),
    col.ref('nodeId'),
    col.str('nodePath', 400),
    col.json('said'),
    col.txt('saidSealed', { nullable: true, large: true }),
    col.ref('askedById'),
    col.instant('askedAt'),
    col.int('version', { default: 1 }),
  ],
  indices: [{ name: 'IX_need_revision_asked', columns: ['askedAt', 'id'] }],
});
/** Figures out of proportion and who said yes. */
const doubts = [
  addColumn('1790000040305', 'need', col.json('doubts', nullable)),
  addColumn('1790000040315', 'need', col.instant('doubtsAt', nullable)),
  addColumn('1790000040325', 'need', col.ref('doubtsById', nullable)),
  createIndex('1790000040335', 'need', 'IX_need_doubts', ['doubtsAt', 'id']),
];
const sentBack = addColumn('1790000040072', 'need', col.str('sentBack', 200, nullable));

/** Of open reports that say the same of a post the first is the task; before, several could be opened at once. */
const openReports = [
  addColumn('1790000040121', 'need_report', col.str('openKey', 50, nullable)),
  fillColumn(
    '1790000040122',
    'need_report',
    'openKey',
    (mysql) => (mysql ? "CONCAT(needId, ' ', kind)" : "needId || ' ' || kind"),
    "id IN (SELECT id FROM (SELECT MIN(id) AS id FROM need_report WHERE state = 'open' GROUP BY needId, kind) AS first)",
  ),
  createIndex('1790000040123', 'need_report', 'UQ_need_report_open', ['openKey'], true),
];

/** Lists in order of age, which carry the title so that searching in it reads the index alone. */
const searchable = [
  createIndex('1790000040061', 'need', 'IX_need_newest', ['createdAt', 'id', 'title']),
  dropIndex('1790000040062', 'need', 'IX_need_created', ['createdAt', 'id']),
  createIndex('1790000040063', 'need', 'IX_need_state_newest', ['state', 'createdAt', 'id', 'title']),
  dropIndex('1790000040064', 'need', 'IX_need_state_created', ['state', 'createdAt', 'id']),
];

const sealedContact = [
  addColumn('1790000040081', 'need', secretCol('contactNameSealed', nullable)),
  addColumn('1790000040082', 'need', secretCol('contactPhoneSealed', nullable)),
];

/** What decides who fits is counted apart from what else is said; what was proposed before knows the version of everything. */
const termsVersion = [
  addColumn('1790000040204', 'need', col.int('termsVersion', { default: 1 })),
  fillColumn('1790000040214', 'need', 'termsVersion', 'version', 'version > 1'),
];

const startRule = [
  createTable('1790000040224', 'need_start_rule', {
    columns: [col.key(), col.ref('nodeId'), col.day('validFrom'), col.int('graceDays'), col.ref('setById'), col.instant('setAt')],
    uniques: [{ name: 'UQ_need_start_rule_day', columns: ['nodeId', 'validFrom'] }],
  }),
  createIndex('1790000040234', 'need', 'IX_need_start_by', ['state', 'startBy']),
];

/** The rules of figures out of proportion; what stood in the program until now is the first. */
const proportionRule = [
  createTable('1790000040404', 'need_proportion_rule', {
    columns: [
      col.key(),
      col.day('validFrom'),
      col.str('source', 200),
      ...Object.keys(PROPORTION_RANGES).map((name) => col.int(name)),
      col.ref('setById', nullable),
      col.instant('setAt'),
    ],
    uniques: [{ name: 'UQ_need_proportion_rule_day', columns: ['validFrom'] }],
  }),
  seedRows('1790000040414', 'need_proportion_rule', [
    {
      id: '019b76da-a800-7000-8000-000000000001',
      validFrom: '2026-01-01',
      source: '市级口径：一次填报误差（多打一位即 10 倍）须当场核对；工资按本市同职业在招岗位的中间 90 %',
      leastPeople: 50,
      overEmployees: 1,
      overPast: 10,
      overOccupation: 10,
      mostUnknown: 500,
      overWage: 3,
      enoughPosts: 8,
      setAt: '2026-01-01 00:00:00.000',
    },
  ]),
];

/** One hire counts for one channel. */
const countedHire = createTable('1790000040501', 'counted_hire', {
  columns: [
    ...[col.key(), blindCol('personKey'), col.ref('enterpriseId'), col.str('slot', 36)],
    ...[col.str('channel', 8), col.ref('refId'), col.instant('at')],
  ],
  uniques: [
    { name: 'UQ_counted_hire', columns: ['personKey', 'enterpriseId', 'slot'] },
    { name: 'UQ_counted_hire_ref', columns: ['channel', 'refId'] },
  ],
  indices: [{ name: 'IX_counted_hire_at', columns: ['at', 'id'] }],
});

export const needSchema: SchemaPart = {
  entities: [
    ...[Need, NeedEntry, NeedChange, NeedReport, NeedCheckRule, NeedStartRule, NeedProportionRule, NeedRevision, CountedHire],
    ...importEntities,
  ],
  migrations: [
    need,
    needEntry,
    needChange,
    needReport,
    ...importMigrations,
    ...searchable,
    needCheckRule,
    sentBack,
    ...sealedContact,
    ...openReports,
    needRevision,
    ...doubts,
    ...termsVersion,
    ...startRule,
    ...proportionRule,
    countedHire,
  ],
};
