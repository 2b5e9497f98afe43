import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Sessions } from '#access';
import { Clock } from '#platform/db';
import { Metrics } from '#platform/health';
import type { Principal } from '#platform/http';
import { eventText, HEARTBEAT, lookFrom, momentOf } from '../domain/live.js';
import { Messages } from '../messages.service.js';
import type { Message } from '../notification.entity.js';
import { problem } from '../notification.problems.js';
import { LiveWire, type News } from './live-wire.js';

/** Where a stream is written to. */
export interface Sink {
  write(text: string): void;
  /** Bytes that the reader has not taken yet. */
  readonly behind: number;
  end(): void;
}

interface Connection {
  readonly who: Principal;
  readonly sink: Sink;
  readonly openedAt: number;
  /** A few minutes: whoever still may then connects anew. */
  readonly endsAt: number;
  /** Told already; the latest ones. */
  readonly told: Set<string>;
}

/** Streams of one person: pages open beside one another. The oldest gives way. */
const PER_PERSON = 6;
const PER_PROCESS = 5_000;
/** News that come together are read together. */
const GATHER_MS = 15;
const HEARTBEAT_MS = 20_000;
const LIFE_MS = 10 * 60_000;
/** A reader that is further behind is let go: it comes back and is told what it missed. */
const MOST_BEHIND = 65_536;
const MOST_TOLD = 200;
const MOST_MISSED = 100;
const PORTION = 500;

/** Tells people in their open pages what comes for them, whichever process wrote it. */
@Injectable()
export class LiveHub implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('live');
  private readonly byUser = new Map<string, Set<Connection>>();
  private readonly news = new Map<string, Set<string>>();
  private gathering: NodeJS.Timeout | undefined;
  private beating: NodeJS.Timeout | undefined;
  private lookedAt = 0;
  private open = 0;
  private stopped = false;

  constructor(
    private readonly messages: Messages,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
    private readonly wire: LiveWire,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('gangqiao_live_connections', 'Open pages that hear of messages as they come', [], (gauge) => {
      gauge.set(this.open);
      return Promise.resolve();
    });
  }

  /** Begins to tell somebody. @param after the last message that they were told of before
   * @returns what to call when the reader is gone
   * @throws Problem live.full */
  async connect(who: Principal, sink: Sink, after: string | null): Promise<() => void> {
    if (this.stopped || this.open >= PER_PROCESS) throw problem('live.full');
    const now = this.clock.now().getTime();
    const endsAt = now + LIFE_MS * (0.75 + Math.random() / 2);
    const connection: Connection = { who, sink, openedAt: now, endsAt, told: new Set() };
    this.begin(now);
    this.add(connection);
    const seen = after === null ? null : momentOf(after);
    try {
      const missed = seen === null ? [] : await this.messages.since([who.userId], lookFrom(seen), MOST_MISSED);
      this.tell(connection, missed, await this.messages.unread(who.userId));
    } catch (error) {
      this.remove(connection);
      throw error;
    }
    return () => this.remove(connection);
  }

  private begin(now: number): void {
    if (this.beating) return;
    this.lookedAt = now;
    this.wire.listen(
      (news) => this.hear(news),
      () => void this.look(),
    );
    this.beating = setInterval(() => void this.beat(), HEARTBEAT_MS);
  }

  private add(connection: Connection): void {
    const own = this.byUser.get(connection.who.userId) ?? new Set();
    this.byUser.set(connection.who.userId, own.add(connection));
    this.open += 1;
    const [oldest] = own;
    if (own.size > PER_PERSON && oldest) this.end(oldest, 'replaced');
  }

  private remove(connection: Connection): void {
    const own = this.byUser.get(connection.who.userId);
    if (!own?.delete(connection)) return;
    this.open -= 1;
    if (own.size === 0) this.byUser.delete(connection.who.userId);
  }

  /** @param why 'replaced' when the page should not come back by itself */
  private end(connection: Connection, why?: 'replaced'): void {
    this.remove(connection);
    if (why) connection.sink.write(eventText(why, {}));
    connection.sink.end();
  }

  private hear(news: readonly News[]): void {
    for (const { userId, messageId } of news) {
      if (!this.byUser.has(userId)) continue;
      const ids = this.news.get(userId) ?? new Set();
      this.news.set(userId, messageId === null ? ids : ids.add(messageId));
    }
    if (this.news.size > 0) this.gathering ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  private async flush(): Promise<void> {
    this.gathering = undefined;
    const news = [...this.news];
    this.news.clear();
    for (let i = 0; i < news.length; i += PORTION) {
      const some = news.slice(i, i + PORTION);
      const users = some.map(([userId]) => userId);
      const ids = some.flatMap(([, messageIds]) => [...messageIds]);
      await this.tellAll(async () => [users, byUser(await this.messages.byIds(ids))]);
    }
  }

  /** What the wire did not bring: written while it was cut, or by a process that has none. */
  private async look(): Promise<void> {
    const from = lookFrom(this.lookedAt);
    this.lookedAt = this.clock.now().getTime();
    const users = [...this.byUser.keys()];
    for (let i = 0; i < users.length; i += PORTION) {
      const some = users.slice(i, i + PORTION);
      await this.tellAll(async () => {
        const found = byUser((await this.messages.since(some, from, PORTION)).filter((message) => this.isNew(message)));
        return [[...found.keys()], found];
      });
    }
  }

  /** What was written before a page was opened stands on it. */
  private isNew({ id, userId, createdAt }: Message): boolean {
    const connections = [...(this.byUser.get(userId) ?? [])];
    return connections.some(({ told, openedAt }) => !told.has(id) && createdAt.getTime() >= openedAt);
  }

  /** @param read whose unread messages changed, and what is new for them */
  private async tellAll(read: () => Promise<[users: string[], news: Map<string, Message[]>]>): Promise<void> {
    try {
      const [users, news] = await read();
      const here = users.filter((userId) => this.byUser.has(userId));
      const counts = await this.messages.unreadOf(here);
      for (const userId of here)
        for (const connection of this.byUser.get(userId) ?? []) this.tell(connection, news.get(userId) ?? [], counts.get(userId) ?? 0);
    } catch (error) {
      // The next look finds it.
      this.logger.warn(`news could not be read: ${(error as Error).message}`);
    }
  }

  private tell(connection: Connection, messages: readonly Message[], unread: number): void {
    const { sink, told, who } = connection;
    if (sink.behind > MOST_BEHIND) return this.end(connection);
    for (const message of messages) {
      if (told.has(message.id)) continue;
      told.add(message.id);
      if (told.size > MOST_TOLD) told.delete([...told][0] ?? '');
      const { id, title, link, createdAt } = this.messages.view(message, who.locale);
      sink.write(eventText('message', { id, title, link, createdAt }, id));
    }
    sink.write(eventText('unread', { unread }));
  }

  /** Called on a timer: ends what has lasted long enough or may not go on, and looks for what was missed. */
  async beat(): Promise<void> {
    const now = this.clock.now().getTime();
    const all = [...this.byUser.values()].flatMap((own) => [...own]);
    for (const connection of all) {
      if (now > connection.endsAt || connection.sink.behind > MOST_BEHIND) this.end(connection);
      else connection.sink.write(HEARTBEAT);
    }
    try {
      const standing = await this.sessions.standing(all.map(({ who }) => who.sessionId));
      for (const connection of all) if (!standing.has(connection.who.sessionId)) this.end(connection);
    } catch (error) {
      this.logger.warn(`sessions could not be looked at: ${(error as Error).message}`);
    }
    await this.look();
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    clearInterval(this.beating);
    clearTimeout(this.gathering);
    for (const connection of [...this.byUser.values()].flatMap((own) => [...own])) this.end(connection);
  }
}

const byUser = (messages: readonly Message[]): Map<string, Message[]> => {
  const found = new Map<string, Message[]>();
  for (const message of messages) found.set(message.userId, [...(found.get(message.userId) ?? []), message]);
  return found;
};
