import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import { NeedFeed, STANDING_STATES, type BoardNeedRow } from '#need';
import { Clock } from '#platform/db';
import { BoardTable } from './domain/board-table.js';
import { ChangeFeed } from './domain/change-feed.js';

/** How often the database is asked what changed: a change is on the board well within 2 s, in every process. */
const POLL_MS = 300;
/** What was being written while we start may commit this much later. */
const OVERLAP_MS = 120_000;
const PAGE = 1_000;
/** Changes older than a day are dropped, so a view that could not follow for long begins anew. */
const TOO_LATE_MS = 12 * 3_600_000;

/**
 * The live board of this process: all needs that stand on it, kept current from the sequence of changes that is written in the
 * same transaction as the change itself. Whoever reads waits until it was filled once.
 */
@Injectable()
export class BoardProjection implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('board');
  private current = new BoardTable();
  private feed = new ChangeFeed(0);
  private filled: Promise<void> | undefined;
  private following: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private checkedAt = new Date(0);

  constructor(
    private readonly needs: NeedFeed,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.later(0);
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** The table, filled. @throws the database's error while it could never be read. */
  async table(): Promise<BoardTable> {
    this.filled ??= this.fill();
    try {
      await this.filled;
    } catch (error) {
      this.filled = undefined;
      throw error;
    }
    return this.current;
  }

  /** The moment the table is known to be right for. */
  get asOf(): Date {
    return this.checkedAt;
  }

  /** Takes in what was committed by now. The poll calls it; so may who cannot wait for the next poll. One after another, for an
   * older answer must not be put in after a newer one. */
  follow(): Promise<void> {
    const next = this.following.catch(() => undefined).then(() => this.followOnce());
    this.following = next;
    return next;
  }

  private async followOnce(): Promise<void> {
    await this.table();
    const now = this.clock.now();
    for (;;) {
      const changes = await this.needs.changes(this.feed.last, this.feed.missing(), PAGE);
      await this.reload([...new Set(changes.map((change) => change.needId))]);
      this.feed.take(
        changes.map((change) => change.id),
        now.getTime(),
      );
      if (changes.length < PAGE) break;
      await breathe();
    }
    this.checkedAt = now;
  }

  private later(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.poll(), ms);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    try {
      if (this.clock.now().getTime() - this.checkedAt.getTime() > TOO_LATE_MS) this.filled = undefined;
      await this.follow();
    } catch (error) {
      if (!this.stopped) this.logger.warn(`the board could not be refreshed: ${(error as Error).message}`);
    } finally {
      this.later(POLL_MS);
    }
  }

  private async fill(): Promise<void> {
    const begun = this.clock.now();
    const table = new BoardTable();
    const feed = new ChangeFeed(await this.needs.lastBefore(new Date(begun.getTime() - OVERLAP_MS)));
    for (const state of STANDING_STATES) {
      for (let after: string | undefined = ''; after !== undefined;) {
        const rows: BoardNeedRow[] = await this.needs.standing(state, after, PAGE);
        for (const row of rows) table.put(row);
        after = rows.length < PAGE ? undefined : rows.at(-1)?.id;
        await breathe();
      }
    }
    this.current = table;
    this.feed = feed;
    this.checkedAt = begun;
  }

  private async reload(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const standing = new Map((await this.needs.standingOf(ids)).map((row) => [row.id, row]));
    for (const id of ids) {
      const row = standing.get(id);
      if (row) this.current.put(row);
      else this.current.remove(id);
    }
  }
}
