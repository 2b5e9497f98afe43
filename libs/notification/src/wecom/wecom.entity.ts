import { Entity } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Instant, Int, Key } from '#platform/db';

/** The access token of a WeCom application, for all workers together: asking for one is limited. */
@Entity('wecom_token')
export class WecomToken {
  /** Corporation and application. */
  @Key() id: string;
  @Secret({ nullable: true }) token: string | null;
  @Instant({ nullable: true }) expiresAt: Date | null;
  /** One worker is asking for the next one; the others wait. */
  @Instant({ nullable: true }) askedUntil: Date | null;
  /** Rises with each token. */
  @Int({ default: 0 }) edition: number;
}
