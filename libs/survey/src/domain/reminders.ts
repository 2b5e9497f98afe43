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

/** The occasion that falls on `today` ('before-7', 'on', 'after-2'), or null: nobody is told twice for one occasion. */
export const reminderDue = (closesOn: string, plan: ReminderPlan, today: string): string | null => {
  const before = plan.before.find((days) => addDays(closesOn, -days) === today);
  if (before !== undefined) return `before-${before}`;
  if (plan.on && closesOn === today) return 'on';
  const after = plan.after.find((days) => addDays(closesOn, days) === today);
  return after === undefined ? null : `after-${after}`;
};
