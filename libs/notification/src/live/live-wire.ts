import { randomBytes } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Settings } from '#platform/config';

/** Somebody has a message, or, without one, what they have not read has changed. Ids only: it travels through Redis. */
export interface News {
  userId: string;
  messageId: string | null;
}

type Heard = (news: readonly News[]) => void;

const TOPIC = 'gangqiao:live';
const PORTION = 400;
const PATIENCE_MS = 1_000;

/**
 * Brings news to every API process: through Redis where there is one, otherwise to this process alone. News may be lost with a connection:
 * whoever listens looks into the database as well.
 */
@Injectable()
export class LiveWire implements OnApplicationShutdown {
  private readonly logger = new Logger('live');
  /** Whose news these are: one's own are not heard twice. */
  private readonly origin = randomBytes(9).toString('base64url');
  private readonly url: string | undefined;
  private heard: Heard | undefined;
  private sender: Redis | undefined;
  private receiver: Redis | undefined;

  constructor({ REDIS_URL }: Settings) {
    this.url = REDIS_URL;
  }

  /** After the commit of what it tells; never throws. */
  publish(news: readonly News[]): void {
    this.heard?.(news);
    if (this.url === undefined) return;
    this.sender ??= this.connect(this.url, { enableOfflineQueue: true, maxRetriesPerRequest: 1, commandTimeout: PATIENCE_MS });
    for (let i = 0; i < news.length; i += PORTION) {
      const some = news.slice(i, i + PORTION).map(({ userId, messageId }) => [userId, messageId]);
      this.sender.publish(TOPIC, JSON.stringify([this.origin, some])).catch((error: unknown) => {
        this.logger.warn(`news wait for the next look: ${(error as Error).message}`);
      });
    }
  }

  /** @param missed called when the connection is back: something may have been told meanwhile */
  listen(heard: Heard, missed: () => void): void {
    this.heard = heard;
    if (this.url === undefined || this.receiver) return;
    const receiver = this.connect(this.url, { maxRetriesPerRequest: null });
    this.receiver = receiver;
    receiver.on('message', (_topic: string, text: string) => this.take(text));
    receiver.on('ready', missed);
    receiver.subscribe(TOPIC).catch(() => undefined);
  }

  private take(text: string): void {
    const [origin, news] = JSON.parse(text) as [string, [string, string | null][]];
    if (origin !== this.origin) this.heard?.(news.map(([userId, messageId]) => ({ userId, messageId })));
  }

  private connect(url: string, options: object): Redis {
    const client = new Redis(url, { ...options, retryStrategy: (times) => Math.min(times * 200, 3_000) });
    client.on('error', (error: Error) => this.logger.warn(`Redis: ${error.message}`));
    return client;
  }

  onApplicationShutdown(): void {
    this.sender?.disconnect();
    this.receiver?.disconnect();
  }
}
