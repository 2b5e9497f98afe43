import { api, ok } from '../api/http';
import { publicHalf, signed } from './keys';
import type { Self, Store } from './store';

type Purpose = 'unlock' | 'kit' | 'sync';

/** Signs what this phone says; each message has a higher number than all before it, also when no answer came. */
const message = async (store: Store, purpose: Purpose, said: object) => {
  const self = await store.change((one) => ({ ...one, contact: one.contact + 1 }));
  if (!self) throw new Error('this phone is enrolled for nothing');
  const payload = JSON.stringify({ contact: self.contact, sentAt: Date.now(), ...said });
  return { device: self.device, payload, signature: await signed(self.pair, `${purpose}\n${self.device}\n${payload}`) };
};

/** What the server answers a phone. @throws ProblemError */
export const server = {
  enrol: async (code: string, pair: CryptoKeyPair) => {
    const publicKey = await publicHalf(pair);
    const signature = await signed(pair, `enrol\n${code}\n${publicKey}`);
    return ok(api.POST('/api/field/enrol', { body: { code, publicKey, signature } }));
  },
  unlock: async (store: Store) => ok(api.POST('/api/field/unlock', { body: await message(store, 'unlock', {}) })),
  kit: async (store: Store, since: Self['since']) => ok(api.POST('/api/field/kit', { body: await message(store, 'kit', { since }) })),
  sync: async (store: Store, entries: readonly object[]) =>
    ok(api.POST('/api/field/sync', { body: await message(store, 'sync', { entries }) })),
};

export type Kit = Awaited<ReturnType<typeof server.kit>>;
export type Objection = Awaited<ReturnType<typeof server.sync>>['objections'][number];
