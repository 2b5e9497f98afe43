import { Entity, Index } from 'typeorm';
import { Instant, Int, Key, Ref, Str } from '#platform/db';
import type { CoachCall, RollStanding, Seen } from '../domain/roll.js';

/** What a phone said of a person at a roll call. */
@Entity('roll_mark')
@Index('IX_roll_mark_trip', ['tripId', 'lineId'])
@Index('IX_roll_mark_at', ['at'])
export class RollMark {
  /** Of the entry in the phone's log. */
  @Key() id: string;
  @Ref() tripId: string;
  @Ref() coachId: string;
  @Ref() lineId: string;
  @Ref() deviceId: string;
  @Str(8) call: CoachCall;
  /** Of a change: the part of the way that begins, from 1; else 0. */
  @Int() leg: number;
  @Str(8) says: Seen;
  @Instant() at: Date;
  @Str(8) standing: RollStanding;
}
