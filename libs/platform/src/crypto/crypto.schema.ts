import { col, createTable, keepWithoutRule, type SchemaPart } from '#platform/db';
import { CryptoKeyRow } from './crypto.entity.js';

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
