import type { DataSource } from 'typeorm';
import { loadSettings, type Settings } from '#platform/config';
import { addKeyToFile, dropKeysFromFile, FieldCipher, isKeyInUse, KeyRotation, loadKeys, verifyKeys, type KeyRing } from '#platform/crypto';
import { UnitOfWork } from '#platform/db';
import { CommandError, print, remark } from '../exit.js';
import { withCurrentDatabase } from '../product.js';

interface RotateOptions {
  offline?: boolean;
  dropOld?: boolean;
}

export const rotateCommand = (options: RotateOptions): Promise<void> => {
  const settings = loadSettings(process.env);
  return withCurrentDatabase(settings, (source) => rotate(settings, source, options));
};

const rotate = async (settings: Settings, source: DataSource, { offline = false, dropOld = false }: RotateOptions): Promise<void> => {
  const uow = new UnitOfWork(source);
  const ring = await ringToRotateTo(settings, uow, loadKeys(settings), offline);
  const cipher = new FieldCipher(ring);
  await verifyKeys(uow, ring, new Date());
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new CommandError('Interrupted; what is done is done. Start it again to go on.')));
  const { resealed, retired } = await new KeyRotation(uow, cipher).run({
    signal: stop.signal,
    onProgress: ({ table, resealed: done }) => remark(`${table}: ${done}`),
  });
  print(`${resealed} value(s) sealed anew with key ${cipher.keyId}.`);
  if (retired.length === 0) return;
  if (ring.source === 'environment')
    return print(
      `Nothing needs ${retired.join(', ')} any more but backups made before: take them out of GANGQIAO_KEYS and keep them with those.`,
    );
  if (dropOld) dropKeysFromFile(settings, retired);
  print(
    dropOld
      ? `Taken out of the key file: ${retired.join(', ')}.`
      : `Backups made before still need ${retired.join(', ')}; --drop-old takes them out of the key file.`,
  );
};

const ringToRotateTo = async (settings: Settings, uow: UnitOfWork, ring: KeyRing, offline: boolean): Promise<KeyRing> => {
  const rotation = new KeyRotation(uow, new FieldCipher(ring));
  const interrupted = Object.values(await rotation.outstanding()).some((left) => left > 0);
  if (interrupted && ring.source === 'file') return ring;
  if (ring.source === 'file') {
    // The old keys have to be the right ones before a new one is put in front of them.
    await verifyKeys(uow, ring, new Date());
    addKeyToFile(settings, new Date());
    return loadKeys(settings);
  }
  const [newest = ''] = ring.keys.keys();
  if (!interrupted) {
    throw new CommandError(
      `Everything is sealed with ${newest} already. Put a new key in front in GANGQIAO_KEYS (id:base64,…), restart ` +
        `every server with it, then run this again.`,
    );
  }
  if (!offline && !(await isKeyInUse(uow, newest))) {
    throw new CommandError(
      `No server has started with the key ${newest} yet: they could not open what would be sealed with it. Restart ` +
        `every server with the new GANGQIAO_KEYS first, or add --offline when none runs.`,
    );
  }
  return ring;
};
