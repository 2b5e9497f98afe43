import { Entity, Index, Unique } from 'typeorm';
import { Blind } from '#platform/crypto';
import { Instant, Key, Ref, Str } from '#platform/db';

export type HireChannel = 'station' | 'fair';

/** By which channel somebody came to an enterprise. Of one person and one enterprise there is one that stands: a hire counts once. */
@Entity('counted_hire')
@Unique('UQ_counted_hire', ['personKey', 'enterpriseId', 'slot'])
@Unique('UQ_counted_hire_ref', ['channel', 'refId'])
@Index('IX_counted_hire_at', ['at', 'id'])
export class CountedHire {
  @Key() id: string;
  /** Of the telephone number: who it was stands nowhere. */
  @Blind() personKey: string;
  @Ref() enterpriseId: string;
  /** 'now' while it stands, its own id once it ended: the same person may be hired again. */
  @Str(36) slot: string;
  @Str(8) channel: HireChannel;
  /** The line of the manifest, or the hire of the fair. */
  @Ref() refId: string;
  @Instant() at: Date;
}
