/** What administrators are told of queues without having to look. */
export const WATCH_RULES = ['late', 'failing'] as const;
export type WatchRuleName = (typeof WATCH_RULES)[number];

/** Fewer that failed in an hour are no rate. */
const FEW = 5;

/** A queue as it is now; the counts are of the last hour. */
export interface QueueFigures {
  queue: string;
  paused: boolean;
  lateMs: number;
  doneLately: number;
  failedLately: number;
}

/** Minutes that the oldest job is late, or per cent that failed in the last hour. */
export const figureOf = (rule: WatchRuleName, { lateMs, doneLately, failedLately }: QueueFigures): number => {
  if (rule === 'late') return Math.floor(lateMs / 60_000);
  return failedLately < FEW ? 0 : Math.round((100 * failedLately) / (doneLately + failedLately));
};

/** Whether somebody has to be told. @param most allowed; 0 never tells */
export const isAlarm = (figure: number, most: number): boolean => most > 0 && figure > most;

const WORDS: Readonly<Record<string, { queueName: string; queueNameEn: string }>> = {
  default: { queueName: '日常', queueNameEn: 'everyday work' },
  urgent: { queueName: '紧急', queueNameEn: 'urgent work' },
  mail: { queueName: '消息', queueNameEn: 'messages' },
  webhook: { queueName: '推送', queueNameEn: 'connected systems' },
  documents: { queueName: '文件制作', queueNameEn: 'documents' },
  import: { queueName: '导入', queueNameEn: 'imports' },
  solver: { queueName: '匹配计算', queueNameEn: 'matching' },
};

/** A queue as messages in Chinese and in English name it. */
export const queueWords = (queue: string): { queueName: string; queueNameEn: string } =>
  WORDS[queue] ?? { queueName: queue, queueNameEn: queue };
