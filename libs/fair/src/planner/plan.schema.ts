import { col, createTable, seedRows } from '#platform/db';
import { PlanGuest, FairPlan, FairPlanningRule, PlanFair } from './plan.entity.js';

const nullable = { nullable: true };

export const planEntities = [FairPlanningRule, FairPlan, PlanFair, PlanGuest];

export const planMigrations = [
  createTable('1790000081001', 'fair_planning_rule', {
    columns: [
      col.key(),
      col.day('validFrom'),
      col.int('roomSharePct'),
      col.int('perCountyDay'),
      col.int('perCountyWeek'),
      col.int('perEnterpriseMonth'),
      col.int('perVisit'),
      col.int('nearKm'),
      col.int('skilledFrom'),
      col.int('skilledPct'),
      col.str('opensAt', 5),
      col.str('closesAt', 5),
      col.str('source', 300),
      col.ref('setById', nullable),
      col.instant('setAt'),
    ],
    uniques: [{ name: 'UQ_fair_planning_rule_day', columns: ['validFrom'] }],
  }),
  seedRows('1790000081011', 'fair_planning_rule', [
    {
      id: 'fair-planning-rule-first',
      validFrom: '2026-01-01',
      roomSharePct: 60,
      perCountyDay: 2,
      perCountyWeek: 6,
      perEnterpriseMonth: 2,
      perVisit: 8,
      nearKm: 60,
      skilledFrom: 4,
      skilledPct: 50,
      opensAt: '09:00',
      closesAt: '11:30',
      source: '本市默认，请按实际场地、人手和惯例修改',
      setAt: '2026-11-01 00:00:00.000',
    },
  ]),
  createTable('1790000081021', 'fair_plan', {
    columns: [
      col.key(),
      col.ref('nodeId'),
      col.str('nodePath', 400),
      col.str('state', 12),
      col.str('activeKey', 36, nullable),
      col.day('fromDay'),
      col.day('toDay'),
      col.int('fairs'),
      col.str('basis', 8),
      col.int('round'),
      col.json('figures', nullable),
      col.ref('startedById'),
      col.ref('acceptedById', nullable),
      col.ref('jobId', nullable),
      col.str('failure', 500, nullable),
      col.instant('createdAt'),
      col.instant('finishedAt', nullable),
    ],
    uniques: [{ name: 'UQ_fair_plan_active', columns: ['activeKey'] }],
    indices: [{ name: 'IX_fair_plan_created', columns: ['createdAt', 'id'] }],
  }),
  createTable('1790000081031', 'fair_plan_fair', {
    columns: [
      col.key(),
      col.ref('planId'),
      col.ref('roomId'),
      col.ref('nodeId'),
      col.day('day'),
      col.str('themeCode', 16),
      col.str('mark', 8),
      col.int('booths'),
      col.int('short'),
      col.int('covers'),
      col.int('weighted'),
      col.json('guests', { large: true }),
      col.ref('fairId', nullable),
      col.str('refusal', 60, nullable),
    ],
    indices: [{ name: 'IX_fair_plan_fair_day', columns: ['planId', 'day', 'id'] }],
  }),
  createTable('1790000081041', 'fair_plan_guest', {
    columns: [col.key(), col.ref('fairId'), col.ref('enterpriseId'), col.int('short'), col.ref('needId'), col.instant('createdAt')],
    uniques: [{ name: 'UQ_fair_plan_guest', columns: ['fairId', 'enterpriseId'] }],
    indices: [{ name: 'IX_fair_plan_guest_enterprise', columns: ['enterpriseId', 'id'] }],
  }),
];
