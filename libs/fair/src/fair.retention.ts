import { keepWithoutRule } from '#platform/db';

keepWithoutRule('public announcements, and which enterprise stood where; no people but who booked, by id', 'fair', 'booth');
