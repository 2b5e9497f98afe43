import { In, LessThan } from 'typeorm';
import { dayOf, defineRetention, keepWithoutRule } from '#platform/db';
import { BoothGuest } from './booth/booth.entity.js';
import { resultRetention } from './result/result.retention.js';
import { outcomeRetention } from './outcome/outcome.retention.js';
import { ticketRetention } from './ticket/ticket.retention.js';
import { turnRetention } from './turn/turn.retention.js';
import { TableReceipt } from './plan-table/table.entity.js';
import { FairPlan, PlanFair } from './planner/plan.entity.js';

/** Plans that came to nothing, or to fairs which tell the rest. */
const planRules = [
  defineRetention({
    name: 'fair_table_receipt',
    keepDays: 30,
    source: 'a second click comes on the same day; who handed a table in stands in the trail',
    sweep: async (uow, before, limit) => {
      const where = { takenAt: LessThan(before) };
      const rows = await uow.manager.find(TableReceipt, { select: { id: true }, where, order: { takenAt: 'ASC' }, take: limit });
      const ids = rows.map(({ id }) => id);
      return ids.length === 0 ? 0 : ((await uow.manager.delete(TableReceipt, { id: In(ids) })).affected ?? 0);
    },
  }),
  defineRetention({
    name: 'fair_plan',
    also: ['fair_plan_fair'],
    keepDays: 3 * 366,
    source: 'why which fair was planned for whom is part of the record of the fairs of that year; no people but who started it, by id',
    sweep: async (uow, before, limit) => {
      const where = { createdAt: LessThan(before) };
      const plans = await uow.manager.find(FairPlan, {
        select: { id: true },
        where,
        order: { createdAt: 'ASC' },
        take: Math.min(limit, 20),
      });
      const ids = plans.map(({ id }) => id);
      if (ids.length === 0) return 0;
      await uow.manager.delete(PlanFair, { planId: In(ids) });
      return (await uow.manager.delete(FairPlan, { id: In(ids) })).affected ?? 0;
    },
  }),
];

keepWithoutRule('public announcements, and which enterprise stood where; no people but who booked, by id', 'fair', 'booth');
keepWithoutRule(
  'houses, rooms, hours, rules and the calendar; no people but who changed them, by id',
  'venue',
  'venue_room',
  'booth_place',
);
keepWithoutRule(
  'houses, rooms, hours, rules and the calendar; no people but who changed them, by id',
  'fair_rule',
  'special_day',
  'fair_planning_rule',
  'fair_template',
  'floor_picture',
  'floor_spot',
  'fair_plan_guest',
  'fair_claim',
  'fair_duty',
);

keepWithoutRule(
  'which enterprise waited, came or stayed away, showed what and said what; no people',
  ...['booth_wait', 'booth_arrival', 'booth_absence', 'booth_post'],
);
keepWithoutRule(
  'rules, licences of agencies and announced changes; no people but who entered them, by id',
  'booth_rule',
  'agency_licence',
  'fair_reply',
  'fair_change',
);
keepWithoutRule(
  'targets, series and which enterprise or office was told of what; no people but who asked, by id',
  ...['fair_target', 'fair_series', 'fair_invitation', 'fair_invitation_stop', 'fair_reminder', 'fair_feed'],
);

const boothGuestRule = defineRetention({
  name: 'booth_guest',
  keepDays: 366,
  source: 'who came to a fair for an enterprise is needed for its day: tickets and scans of a fair are kept for a year, and so is this',
  sweep: async (uow, before, limit) => {
    const rows = await uow.manager.find(BoothGuest, { where: { day: LessThan(dayOf(before)) }, select: { id: true }, take: limit });
    if (rows.length > 0) await uow.manager.delete(BoothGuest, { id: In(rows.map(({ id }) => id)) });
    return rows.length;
  },
});

export const fairRetention = [boothGuestRule, ...planRules, ...ticketRetention, ...turnRetention, ...outcomeRetention, ...resultRetention];
