import { Entity, PrimaryColumn } from 'typeorm';
import { col, createTable, Instant, keepWithoutRule, type SchemaPart, Str } from '#platform/db';

/** Which keys the values of this database are sealed with; fingerprints, not keys. */
@Entity('crypto_key')
export class CryptoKeyRow {
  /** Id of a field key, or {@link INDEX_KEY_ID}. */
  @PrimaryColumn({ type: 'varchar', length: 20 }) id: string;
  @Str(43) fingerprint: string;
  @Instant() firstUsedAt: Date;
}

/** No id of a field key: those have no colon in them. */
export const INDEX_KEY_ID = ':index';

keepWithoutRule('which keys the database was written with; one row for each key', 'crypto_key');

export const cryptoSchema: SchemaPart = {
  entities: [CryptoKeyRow],
  migrations: [
    createTable('1790000002001', 'crypto_key', {
      columns: [
        () => ({ name: 'id', type: 'varchar', length: '20', isPrimary: true }),
        col.str('fingerprint', 43),
        col.instant('firstUsedAt'),
      ],
    }),
  ],
};
