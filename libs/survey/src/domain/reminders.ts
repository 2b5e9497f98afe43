import { addDays } from '#platform/dates';

/** On which days those who have not answered are reminded, counted from the closing day. */
export interface ReminderPlan {
  /** Days before it, such as 7 and 2. */
  before: number[];
  /** On the day itself. */
  on: boolean;
  /** Days after it, while the round is still open. */
  after: number[];
}

export const DEFAULT_REMINDERS: ReminderPlan = { before: [7, 2], on: true, after: [2, 5] };

/** A day on which the server was down is made up for within so many days; a reminder later than that would only confuse. */
const LATE_DAYS = 2;

/** The occasion that is due on `today` ('before-7', 'on', 'after-2'), or null. Days up to the one on which the round was opened are over.
 * An occasion may be named on several days: each member is told of it once. */
export const reminderDue = (closesOn: string, plan: ReminderPlan, openedOn: string, today: string): string | null => {
  const occasions: [day: string, name: string][] = [
    ...plan.before.map((days): [string, string] => [addDays(closesOn, -days), `before-${days}`]),
    ...(plan.on ? [[closesOn, 'on'] as [string, string]] : []),
    ...plan.after.map((days): [string, string] => [addDays(closesOn, days), `after-${days}`]),
  ];
  const due = occasions
    .filter(([day]) => day > openedOn && day <= today && day >= addDays(today, -LATE_DAYS))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return due.at(-1)?.[1] ?? null;
};
