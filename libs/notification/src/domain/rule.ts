import { DateTime } from 'luxon';
import { addDays, CITY_ZONE, dayOf } from '#platform/dates';
import { CHANNELS, type Channel } from './delivery.js';
import type { ParamValue } from './render.js';
import type { Template } from './template.js';

export const WAYS = ['all', 'first'] as const;
export const TIMINGS = ['at_once', 'at', 'digest'] as const;
export const QUIETS = ['through', 'nights', 'free_days'] as const;

/** How messages of one kind go out beside the product itself, in which each of them stands at once. */
export interface MessageRule {
  /** In their order. */
  channels: readonly Channel[];
  /** By each of them, or by the first one and by the next when that fails or is not read. */
  way: (typeof WAYS)[number];
  /** Minutes that a message may stay unread before the next channel has its turn; null waits for a failure alone. */
  unreadMinutes: number | null;
  /** At once, at an hour of the day, or with all others of the day in one message. */
  timing: (typeof TIMINGS)[number];
  /** The hour of the day, HH:MM; null of what goes at once. */
  at: string | null;
  /** Days before the date that it names on which it is said again; null says it once. */
  remindDays: number | null;
  /** Minutes after which it makes no sense any more; null always does. A date that it names is an end as well. */
  validMinutes: number | null;
  /** Whether it goes through the quiet hours, waits for the morning, or for the next working day as well. */
  quiet: (typeof QUIETS)[number];
  /** Goes out whatever its readers chose. */
  must: boolean;
}

/** When people are left in peace. */
export interface QuietHours {
  /** HH:MM of the city; the same twice is no quiet at all. */
  quietFrom: string;
  quietTo: string;
  quietChannels: readonly Channel[];
}

/** What holds where nobody said anything else. */
export const defaultRule = ({ sms, must, validMinutes, remindDays, quiet }: Template): MessageRule => ({
  channels: CHANNELS.filter((channel) => channel !== 'sms' || sms === true),
  way: 'all',
  unreadMinutes: null,
  timing: 'at_once',
  at: null,
  remindDays: remindDays ?? null,
  validMinutes: validMinutes ?? null,
  quiet: quiet ?? 'through',
  must: must === true,
});

/** Why a rule cannot be, or null. */
export const faultOf = (rule: MessageRule, template: Template): 'channel' | 'twice' | 'hour' | 'must' | 'digest' | 'remind' | null => {
  if (new Set(rule.channels).size < rule.channels.length) return 'twice';
  if (rule.channels.includes('sms') && !template.sms) return 'channel';
  if (template.secretLink && (rule.channels[0] !== 'email' || rule.timing !== 'at_once')) return 'must';
  if ((rule.must || template.must || template.group === 'account') && rule.channels.length === 0) return 'must';
  if (template.must && !rule.must) return 'must';
  if ((rule.timing === 'at_once') !== (rule.at === null)) return 'hour';
  if (rule.timing === 'digest' && (rule.channels.includes('sms') || rule.way === 'first')) return 'digest';
  if (rule.remindDays !== null && (!template.date || template.date.cancelled)) return 'remind';
  return null;
};

const local = (instant: Date): DateTime => DateTime.fromJSDate(instant, { zone: CITY_ZONE });
const at = (day: string, hour: string): Date => DateTime.fromISO(`${day}T${hour}`, { zone: CITY_ZONE }).toJSDate();

/** The next time that clocks of the city show this hour. */
export const nextHour = (now: Date, hour: string): Date => {
  const today = at(dayOf(now), hour);
  return today > now ? today : at(addDays(dayOf(now), 1), hour);
};

/** No holiday lasts longer. */
const LONGEST_DAYS = 31;

/** The first moment from `from` on at which somebody may be disturbed.
 * @param isFree whether a day is a holiday or a weekend that is not worked */
export const nextOpen = (
  from: Date,
  { quietFrom, quietTo }: Pick<QuietHours, 'quietFrom' | 'quietTo'>,
  isFree: (day: string) => boolean,
): Date => {
  let moment = from;
  for (let i = 0; i < 2 * LONGEST_DAYS; i += 1) {
    const day = dayOf(moment);
    const hour = local(moment).toFormat('HH:mm');
    if (isFree(day)) moment = at(addDays(day, 1), quietFrom === quietTo ? '00:00' : quietTo);
    else if (quietFrom === quietTo) return moment;
    else if (quietFrom < quietTo) {
      if (hour < quietFrom || hour >= quietTo) return moment;
      moment = at(day, quietTo);
    } else if (hour >= quietFrom) moment = at(addDays(day, 1), quietTo);
    else if (hour < quietTo) moment = at(day, quietTo);
    else return moment;
  }
  return moment;
};

/** The date that a message names: the moment from which on nobody needs it any more, and the day. */
export const dateOf = (template: Template, params: Readonly<Record<string, ParamValue>>): { day: string; over: Date } | null => {
  if (!template.date) return null;
  const value = params[template.date.from];
  if (typeof value !== 'string' || !DateTime.fromISO(value).isValid) return null;
  if (value.includes('T')) {
    const over = new Date(value);
    return { day: dayOf(over), over };
  }
  return { day: value, over: at(addDays(value, 1), '00:00') };
};

/** When somebody is reminded of a date, at nine in the morning; null when that has passed. */
export const reminderAt = (day: string, days: number, now: Date): Date | null => {
  const due = at(addDays(day, -days), '09:00');
  return due > now ? due : null;
};

/** What becomes of a message on one channel. */
export interface Step {
  channel: Channel;
  /** `spare` has its turn when those before it failed or were not read; `digest` goes with the others of the day. */
  state: 'queued' | 'spare' | 'digest';
  /** Not before then; null is at once. */
  goAt: Date | null;
}

export interface Circumstances {
  now: Date;
  quiet: QuietHours;
  isFree: (day: string) => boolean;
}

/** When something may go by a channel that would go at `wished`; null is at once. */
export const heldUntil = (
  channel: Channel,
  { quiet: kind }: Pick<MessageRule, 'quiet'>,
  wished: Date | null,
  { now, quiet, isFree }: Circumstances,
): Date | null => {
  if (kind === 'through' || !quiet.quietChannels.includes(channel)) return wished;
  const from = wished ?? now;
  const open = nextOpen(from, quiet, kind === 'free_days' ? isFree : () => false);
  return open > now ? open : null;
};

/** The ways of one message, those that its reader wants and can be reached by, in their order. */
export const stepsOf = (rule: MessageRule, reachable: (channel: Channel) => boolean, how: Circumstances): Step[] => {
  const wished = rule.at === null ? null : nextHour(how.now, rule.at);
  let taken = false;
  return rule.channels.map((channel) => {
    const goAt = heldUntil(channel, rule, wished, how);
    if (rule.timing === 'digest') return { channel, state: 'digest', goAt: goAt ?? how.now };
    if (rule.way === 'first' && taken) return { channel, state: 'spare', goAt: null };
    taken ||= reachable(channel);
    return { channel, state: 'queued', goAt };
  });
};
