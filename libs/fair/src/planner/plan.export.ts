import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { FairPlanDto, PlanFairDto } from './plan.dto.js';

const plan = columnsOf<FairPlanDto>();

/** The list of a quarter's plans to take along. */
export const fairPlansExport = defineExport<FairPlanDto>(
  'fair_plans',
  ['季度计划', 'plans of fairs'],
  [
    plan.moment(['测算时间', 'Planned at'], (one) => one.createdAt),
    plan.text(['测算人', 'By'], (one) => one.startedByName),
    plan.place(['单位', 'Office'], (one) => one.nodeId),
    plan.day(['自', 'From'], (one) => one.fromDay),
    plan.day(['至', 'To'], (one) => one.toDay),
    plan.code(
      ['依据', 'Shortages'],
      'fairPlan.bases',
      { unfilled: ['最近一次匹配后仍缺的人', 'what the last matching left unfilled'], open: ['全部缺工', 'all that is open'] },
      (one) => one.basis,
    ),
    plan.count(['最多场次', 'Fairs at most'], (one) => one.fairs, 'each'),
    plan.count(['建议场次', 'Fairs proposed'], (one) => one.figures?.fairs ?? null, 'each'),
    plan.count(['缺工人数', 'People short'], (one) => one.figures?.people ?? null, 'each'),
    plan.count(['覆盖缺工', 'Shortage covered'], (one) => one.figures?.coveredPeople ?? null, 'each'),
    plan.code(
      ['状态', 'State'],
      'state.fair_plan',
      {
        queued: ['排队', 'waiting'],
        running: ['测算中', 'planning'],
        done: ['待确认', 'to be decided'],
        failed: ['未成', 'failed'],
        cancelled: ['已停止', 'stopped'],
        accepting: ['生成中', 'making fairs'],
        accepted: ['已采纳', 'accepted'],
      },
      (one) => one.state,
    ),
    plan.moment(['完成时间', 'Finished'], (one) => one.finishedAt),
  ],
);

const fair = columnsOf<PlanFairDto>();

/** What a plan proposes, to take along. */
export const planFairsExport = defineExport<PlanFairDto>(
  'plan_fairs',
  ['计划中的招聘会', 'fairs of a plan'],
  [
    fair.day(['日期', 'Day'], (one) => one.day),
    fair.text(['主题', 'Theme'], (one) => one.themeName),
    fair.text(['县市区', 'County or zone'], (one) => one.nodeName),
    fair.text(['场地', 'Venue'], (one) => one.venueName),
    fair.text(['展厅', 'Room'], (one) => one.roomName),
    fair.count(['展位', 'Booths'], (one) => one.booths),
    fair.count(['邀请企业', 'Enterprises invited'], (one) => one.invited),
    fair.count(['就近缺工', 'People short near by'], (one) => one.short, 'each'),
    fair.count(['覆盖缺工', 'Shortage covered'], (one) => one.covers),
    fair.code(
      ['标记', 'Mark'],
      'fairPlan.marks',
      { open: ['建议', 'proposed'], fixed: ['固定', 'fixed'], struck: ['划去', 'struck'] },
      (one) => one.mark,
    ),
    fair.flag(['已生成招聘会', 'Made'], (one) => one.fairId !== null),
  ],
);
