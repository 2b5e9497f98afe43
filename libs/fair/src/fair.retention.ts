import { In, LessThan } from 'typeorm';
import { dayOf, defineRetention, keepWithoutRule } from '#platform/db';
import { BoothGuest } from './booth/booth.entity.js';
import { ticketRetention } from './ticket/ticket.retention.js';

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
  'fair_claim',
  'fair_duty',
);

keepWithoutRule('which enterprise waited, stayed away, showed what and said what; no people', 'booth_wait', 'booth_absence', 'booth_post');
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

export const fairRetention = [boothGuestRule, ...ticketRetention];
