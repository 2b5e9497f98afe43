import { Entity, Index, Unique } from 'typeorm';
import { Instant, Key, Ref, Str, Txt } from '#platform/db';

/** A request that took effect: said again with the same key, it is answered as it was. */
@Entity('request_key')
@Index('IX_request_key_at', ['at'])
@Unique('UQ_request_key', ['userId', 'key'])
export class RequestKeyRow {
  @Key() id: string;
  @Ref() userId: string;
  /** Made by the client. */
  @Str(64) key: string;
  /** Of method, address and body: another request does not get this one's answer. */
  @Str(43) digest: string;
  /** Sealed JSON; null until the request has ended, and when its server stopped before that. */
  @Txt({ nullable: true, large: true }) answer: string | null;
  @Instant() at: Date;
}
