import { Entity } from 'typeorm';
import { Instant, Int, Key, Str } from '#platform/db';
import type { WatchRuleName } from '../domain/watch.js';

/** How much of what administrators allow before they are told. */
@Entity('watch_rule')
export class WatchRule {
  @Key() id: WatchRuleName;
  /** Minutes, or per cent; 0 for never. */
  @Int() most: number;
  @Int({ default: 1 }) version: number;
}

/** A queue that was or is beyond a rule: told once, until it was well again. */
@Entity('watch_alarm')
export class WatchAlarm {
  /** Rule and queue. */
  @Key() id: string;
  @Str(16) queue: string;
  @Str(8) rule: WatchRuleName;
  @Instant() since: Date;
  @Instant({ nullable: true }) endedAt: Date | null;
  /** When it was said. */
  @Int() figure: number;
}
