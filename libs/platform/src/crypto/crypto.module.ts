import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '#platform/config';
import { Clock, pendingMigrations, UnitOfWork } from '#platform/db';
import { ClearValues } from './clear-values.js';
import { FieldCipher } from './field-cipher.js';
import { verifyKeys } from './key-check.js';
import { KeyRotation } from './key-rotation.js';
import { loadKeys, type KeyRing } from './keys.js';

/** Token of the keys themselves; everybody but the check of the keys wants {@link FieldCipher}. */
export const KEY_RING = Symbol('key ring');

class KeyCheck implements OnApplicationBootstrap {
  constructor(private readonly check: () => Promise<void>) {}

  onApplicationBootstrap(): Promise<void> {
    return this.check();
  }
}

/** Sealing of personal data. The start is stopped when the keys are not those of the database. */
@Global()
@Module({
  providers: [
    { provide: KEY_RING, inject: [Settings], useFactory: (settings: Settings) => loadKeys(settings) },
    { provide: FieldCipher, inject: [KEY_RING], useFactory: (ring: KeyRing) => new FieldCipher(ring) },
    {
      provide: KeyRotation,
      inject: [UnitOfWork, FieldCipher],
      useFactory: (uow: UnitOfWork, cipher: FieldCipher) => new KeyRotation(uow, cipher),
    },
    {
      provide: ClearValues,
      inject: [UnitOfWork, FieldCipher],
      useFactory: (uow: UnitOfWork, cipher: FieldCipher) => new ClearValues(uow, cipher),
    },
    {
      provide: KeyCheck,
      inject: [DataSource, UnitOfWork, KEY_RING, Clock],
      useFactory: (source: DataSource, uow: UnitOfWork, ring: KeyRing, clock: Clock) =>
        new KeyCheck(async () => {
          const pending = await pendingMigrations(source);
          if (!pending.some((name) => name.includes('CryptoKey'))) await verifyKeys(uow, ring, clock.now());
        }),
    },
  ],
  exports: [ClearValues, FieldCipher, KeyRotation, KEY_RING],
})
export class CryptoModule {}
