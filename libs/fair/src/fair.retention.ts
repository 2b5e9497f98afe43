import { keepWithoutRule } from '#platform/db';

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
