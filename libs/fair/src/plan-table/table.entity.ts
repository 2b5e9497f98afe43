import { Entity, Index, Unique } from 'typeorm';
import { Instant, Key, Ref, Str } from '#platform/db';

/** A year's table that was taken over: the same one again on that day is a second click. */
@Entity('fair_table_receipt')
@Unique('UQ_fair_table_receipt', ['digest'])
@Index('IX_fair_table_receipt_taken', ['takenAt'])
export class TableReceipt {
  @Key() id: string;
  /** SHA-256 of the day and the lines. */
  @Str(64) digest: string;
  @Ref() takenById: string;
  @Instant() takenAt: Date;
}
