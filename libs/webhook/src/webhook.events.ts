import { defineEvent } from '#platform/jobs';

/** Another system did not take what it was told so often that nothing more is sent to it; whose it is hears of it. */
export const webhookGaveUp = defineEvent<{
  webhookId: string;
  webhookName: string;
  failures: number;
  enterpriseId: string | null;
  supplierId: string | null;
  /** ISO; tells one time from the next. */
  at: string;
}>('webhook.gave_up');
