import { fromBase64url, toBase64url } from './base64url';

const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SEALING = 'AES-GCM';
const IV_BYTES = 12;

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Keys can be used only on pages that came over HTTPS, or from this very machine. */
export const hasKeys = (): boolean => typeof crypto !== 'undefined' && 'subtle' in crypto && typeof indexedDB !== 'undefined';

/** The phone's own pair: the private half can be used by this page and read by nobody. */
export const newPair = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(SIGNING, false, ['sign', 'verify']);

export const publicHalf = async ({ publicKey }: CryptoKeyPair): Promise<string> =>
  toBase64url(await crypto.subtle.exportKey('spki', publicKey));

export const signed = async ({ privateKey }: CryptoKeyPair, text: string): Promise<string> =>
  toBase64url(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(text)));

export const digestOf = async (text: string): Promise<string> => toBase64url(await crypto.subtle.digest('SHA-256', utf8(text)));

/** A key that this phone makes for itself. */
export const newSealingKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: SEALING, length: 256 }, false, ['encrypt', 'decrypt']);

/** A key that the server gave out. */
export const sealingKey = (key: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64url(key), SEALING, false, ['encrypt', 'decrypt']);

/** Something encrypted, as it is stored. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export const seal = async (key: CryptoKey, value: unknown): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  return { iv, data: await crypto.subtle.encrypt({ name: SEALING, iv }, key, utf8(JSON.stringify(value))) };
};

/** @throws when it was sealed with another key, or changed */
export const unseal = async <T>(key: CryptoKey, { iv, data }: Sealed): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: SEALING, iv }, key, data))) as T;
