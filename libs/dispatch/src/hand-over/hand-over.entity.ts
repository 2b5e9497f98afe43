import { Entity, Index, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Instant, Int, Key, Ref, Str } from '#platform/db';

/** 交接: an enterprise has taken its people of a trip over, at its gate or from its desk. */
@Entity('hand_over')
@Unique('UQ_hand_over_enterprise', ['tripId', 'enterpriseId'])
@Index('IX_hand_over_at', ['at'])
export class HandOver {
  @Key() id: string;
  @Ref() tripId: string;
  @Ref() enterpriseId: string;
  @Int() present: number;
  @Int() missing: number;
  @Secret({ nullable: true }) receivedBy: string | null;
  @Instant() at: Date;
  /** Null: at the gate, by the code. */
  @Ref({ nullable: true }) byId: string | null;
  /** Of what was said: a second tap says the same. */
  @Str(43) digest: string;
}
