import { channelClosed, queueAlarm } from '#notification';
import { webhookGaveUp } from '#webhook';
import { administrators, enterprise, on, supplier, tell, type Reaction } from './reaction.js';

/** THE MAP's lines of the machinery itself. */
export const machineFlow: readonly Reaction[] = [
  // a way out of which the provider fails: whoever can mend it hears of it once, until it worked again
  on(channelClosed, (e) => [tell(`channel.${e.channel}_closed`, administrators, e.at, {})]),

  // a queue that is late or fails more than administrators allow
  on(queueAlarm, ({ rule, queue, figure, most, at, ...words }) => [
    rule === 'late'
      ? tell('queue.late', administrators, `${queue}:${at}`, { ...words, minutes: figure, most })
      : tell('queue.failing', administrators, `${queue}:${at}`, { ...words, percent: figure, most }),
  ]),

  // a connected system that did not take what it was told: whose it is hears of it
  on(webhookGaveUp, (e) => [
    tell(
      'webhook.gave_up',
      e.enterpriseId !== null ? enterprise(e.enterpriseId) : e.supplierId !== null ? supplier(e.supplierId) : administrators,
      `${e.webhookId}:${e.at}`,
      { webhookId: e.webhookId, webhookName: e.webhookName, failures: e.failures },
    ),
  ]),
];
