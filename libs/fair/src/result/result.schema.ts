import { sealedColumns, secretCol } from '#platform/crypto';
import { col, createTable, seedRows, type SchemaPart } from '#platform/db';
import { FairHire, FrozenFigures, HireCheck, OwedResult, ResultRule } from './result.entity.js';

const nullable = { nullable: true };

sealedColumns.register({ table: 'fair_hire', columns: ['phone'] });

const rules = [
  createTable('1790000087001', 'fair_result_rule', {
    columns: [
      ...[col.key(), col.day('validFrom'), col.int('enterpriseDays'), col.int('remindBefore'), col.int('answerDays'), col.int('linkDays')],
      ...[col.str('source', 300), col.ref('setById', nullable), col.instant('setAt')],
    ],
    uniques: [{ name: 'UQ_fair_result_rule_day', columns: ['validFrom'] }],
  }),
  seedRows('1790000087002', 'fair_result_rule', [
    {
      ...{ id: 'fair-result-rule-2007', validFrom: '2007-10-01', enterpriseDays: 5, remindBefore: 2, answerDays: 14, linkDays: 14 },
      source: '招聘会成效于会后 7 日内报送；参会企业于会后 5 日内填报、录用核实时限由市人社局规定',
      setAt: '2026-11-01 00:00:00.000',
    },
  ]),
];

const owed = createTable('1790000087011', 'fair_result', {
  columns: [
    ...[col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.str('nodePath', 400), col.day('dueOn')],
    ...[col.str('reminded', 8, nullable), col.instant('handedInAt', nullable), col.ref('handedInById', nullable)],
  ],
  uniques: [{ name: 'UQ_fair_result', columns: ['fairId', 'enterpriseId'] }],
  indices: [
    { name: 'IX_fair_result_due', columns: ['dueOn', 'id'] },
    { name: 'IX_fair_result_enterprise', columns: ['enterpriseId', 'dueOn'] },
  ],
});

const hires = [
  createTable('1790000087021', 'fair_hire', {
    columns: [
      ...[col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.ref('ticketId'), col.ref('needId', nullable)],
      ...[secretCol('phone', nullable), col.day('hiredOn'), col.str('state', 8), col.flag('filled')],
      ...[col.ref('saidById', nullable), col.instant('saidAt'), col.ref('ownerId', nullable), col.int('version', { default: 1 })],
    ],
    uniques: [{ name: 'UQ_fair_hire', columns: ['fairId', 'enterpriseId', 'ticketId'] }],
    indices: [
      { name: 'IX_fair_hire_fair', columns: ['fairId', 'state'] },
      { name: 'IX_fair_hire_kept', columns: ['hiredOn', 'id'] },
    ],
  }),
  createTable('1790000087031', 'fair_hire_check', {
    columns: [
      ...[col.key(), col.ref('hireId'), col.ref('fairId'), col.ref('enterpriseId'), col.str('nodePath', 400), col.int('days')],
      ...[col.day('dueOn'), col.day('lateOn'), col.str('says', 4, nullable), col.str('saidBy', 12, nullable)],
      ...[col.instant('saidAt', nullable), col.str('linkHash', 43, nullable), col.instant('linkUntil', nullable)],
      ...[col.int('linkTries', { default: 0 }), col.instant('askedAt', nullable)],
    ],
    uniques: [
      { name: 'UQ_fair_hire_check', columns: ['hireId', 'days'] },
      { name: 'UQ_fair_hire_check_link', columns: ['linkHash'] },
    ],
    indices: [
      { name: 'IX_fair_hire_check_due', columns: ['dueOn', 'id'] },
      { name: 'IX_fair_hire_check_enterprise', columns: ['enterpriseId', 'dueOn', 'id'] },
      { name: 'IX_fair_hire_check_fair', columns: ['fairId', 'days', 'says'] },
      { name: 'IX_fair_hire_check_asked', columns: ['askedAt', 'dueOn'] },
    ],
  }),
];

const figures = createTable('1790000087041', 'fair_figures', {
  columns: [col.key(), col.ref('fairId'), col.json('counts'), col.json('lines'), col.instant('frozenAt')],
  uniques: [{ name: 'UQ_fair_figures', columns: ['fairId'] }],
});

/** What came of fairs: who owes it, who was hired, and the figures that stay. */
export const resultSchema: SchemaPart = {
  entities: [ResultRule, OwedResult, FairHire, HireCheck, FrozenFigures],
  migrations: [...rules, owed, ...hires, figures],
};
