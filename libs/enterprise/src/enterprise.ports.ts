import type { Paged } from '#platform/db';

/** A message that somebody was sent, without what it says. */
export interface SentMessage {
  id: string;
  userId: string;
  title: string;
  createdAt: Date;
  readAt: Date | null;
}

/** Port: what people of an enterprise were told, newest first. */
export abstract class SentMessages {
  abstract sentTo(userIds: readonly string[], locale: 'zh' | 'en', cursor: string | undefined, limit: number): Promise<Paged<SentMessage>>;
}

/** Port: the rule about figures that are out of proportion, as it holds today. */
export abstract class Proportions {
  /** How many times what was known before a figure is asked about. */
  abstract timesBefore(): Promise<number>;
}
