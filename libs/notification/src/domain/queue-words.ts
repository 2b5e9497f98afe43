/** Queues of background work as people call them. */
const WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  default: ['日常', 'everyday work'],
  urgent: ['紧急', 'urgent work'],
  mail: ['消息', 'messages'],
  webhook: ['推送', 'connected systems'],
  documents: ['文件制作', 'documents'],
  import: ['导入', 'imports'],
  solver: ['匹配计算', 'matching'],
};

/** A queue in the reader's language; one that nobody named by its own name. */
export const queueWord = (queue: string, locale: 'zh' | 'en'): string => WORDS[queue]?.[locale === 'zh' ? 0 : 1] ?? queue;
