import { In } from 'typeorm';
import type { UnitOfWork } from '#platform/db';
import { CryptoKeyRow } from './crypto.entity.js';
import { INDEX_KEY_ID } from './crypto.schema.js';
import { fingerprint, KeysError, type KeyRing } from './keys.js';

/** Compares our keys with those the database was written with, and writes nothing. Returns the ids of those it was written with.
 * @throws KeysError for a key that is missing or another one */
export const checkKeys = async (uow: UnitOfWork, ring: KeyRing): Promise<Set<string>> => {
  const known = await uow.manager.find(CryptoKeyRow);
  for (const row of known) {
    const ours = row.id === INDEX_KEY_ID ? ring.indexKey : ring.keys.get(row.id);
    const name = row.id === INDEX_KEY_ID ? 'index key' : `key ${row.id}`;
    if (!ours)
      throw new KeysError(
        `This database holds values sealed with the ${name}, which was not given. Add it behind the newest one in GANGQIAO_KEYS.`,
      );
    if (fingerprint(ours) !== row.fingerprint) {
      throw new KeysError(
        `The ${name} is not the one this database was written with. Nothing was changed; give the right one (${placeOf(ring)}).`,
      );
    }
  }
  return new Set(known.map((row) => row.id));
};

/** As {@link checkKeys}, and notes the newest one as in use: for whatever is about to seal and search with them.
 * @throws KeysError before anything can be sealed or searched with a wrong key. */
export const verifyKeys = async (uow: UnitOfWork, ring: KeyRing, now: Date): Promise<void> => {
  const noted = await checkKeys(uow, ring);
  const [newestId, newest] = [...ring.keys][0] ?? [];
  const rows = [{ id: INDEX_KEY_ID, key: ring.indexKey }, ...(newestId && newest ? [{ id: newestId, key: newest }] : [])].filter(
    ({ id }) => !noted.has(id),
  );
  if (rows.length === 0) return;
  await uow.run(async () => {
    // Several processes start at once: whoever is second finds the same fingerprint there.
    const values = rows.map(({ id, key }) => ({ id, fingerprint: fingerprint(key), firstUsedAt: now }));
    await uow.manager.createQueryBuilder().insert().into(CryptoKeyRow).values(values).orIgnore().updateEntity(false).execute();
  });
};

/** True when a process has started with this key, and so all that have started since know it. */
export const isKeyInUse = (uow: UnitOfWork, id: string): Promise<boolean> => uow.manager.existsBy(CryptoKeyRow, { id });

/** Forgets keys that nothing is sealed with any more. */
export const retireKeys = async (uow: UnitOfWork, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await uow.run(() => uow.manager.delete(CryptoKeyRow, { id: In([...ids]) }));
};

const placeOf = (ring: KeyRing): string =>
  ring.source === 'file' ? 'keys.json in the data directory' : 'GANGQIAO_KEYS and GANGQIAO_INDEX_KEY';
