import { Entity, PrimaryColumn } from 'typeorm';
import { Instant, Str } from '#platform/db';

/** Which keys the values of this database are sealed with; fingerprints, not keys. */
@Entity('crypto_key')
export class CryptoKeyRow {
  /** Id of a field key, or {@link INDEX_KEY_ID}. */
  @PrimaryColumn({ type: 'varchar', length: 20 }) id: string;
  @Str(43) fingerprint: string;
  @Instant() firstUsedAt: Date;
}
