import { createCipheriv, createDecipheriv, createHmac, randomFillSync } from 'node:crypto';
import type { KeyRing } from './keys.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** So many values get their initialisation vectors by one call of the system's generator. */
const IV_POOL = 512;

/** Thrown when a sealed value cannot be opened: unknown key, changed ciphertext, or one moved here from another row or column. */
export class UnsealError extends Error {}

/**
 * Seals single column values with AES-256-GCM. The ciphertext is `keyId.base64url(iv, data, tag)`; table, column and row id
 * are authenticated with it, so that a value copied into another row does not open there.
 */
export class FieldCipher {
  private readonly pool = Buffer.alloc(IV_BYTES * IV_POOL);
  private drawn = this.pool.length;

  constructor(private readonly ring: KeyRing) {}

  /** Id of the key that seals now. */
  get keyId(): string {
    return this.ring.keys.keys().next().value ?? '';
  }

  /** Ids of all keys that can be opened with, newest first. */
  get keyIds(): string[] {
    return [...this.ring.keys.keys()];
  }

  seal(table: string, column: string, id: string, plain: string): string;
  seal(table: string, column: string, id: string, plain: string | null): string | null;
  seal(table: string, column: string, id: string, plain: string | null): string | null {
    if (plain === null) return null;
    const keyId = this.keyId;
    return `${keyId}.${this.encrypt(keyId, context(table, column, id), Buffer.from(plain, 'utf8')).toString('base64url')}`;
  }

  /** As {@link seal}, of bytes and as bytes: `keyId.` and what follows without base64, for documents. */
  sealBytes(table: string, column: string, id: string, plain: Buffer): Buffer {
    const keyId = this.keyId;
    return Buffer.concat([Buffer.from(`${keyId}.`), this.encrypt(keyId, context(table, column, id), plain)]);
  }

  /** @throws UnsealError as {@link open} */
  openBytes(table: string, column: string, id: string, sealed: Buffer): Buffer {
    const keyId = keyIdOfBytes(sealed);
    return this.decrypt(keyId, { table, column, id }, sealed.subarray(keyId.length + 1));
  }

  /** @throws UnsealError when the key is unknown or the value is not the one sealed for this table, column and row. */
  open(table: string, column: string, id: string, sealed: string): string;
  open(table: string, column: string, id: string, sealed: string | null): string | null;
  open(table: string, column: string, id: string, sealed: string | null): string | null {
    if (sealed === null) return null;
    const keyId = keyIdOf(sealed);
    return this.decrypt(keyId, { table, column, id }, Buffer.from(sealed.slice(keyId.length + 1), 'base64url')).toString('utf8');
  }

  private encrypt(keyId: string, about: Buffer, plain: Buffer): Buffer {
    const iv = this.nextIv();
    const cipher = createCipheriv('aes-256-gcm', this.key(keyId), iv).setAAD(about);
    return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** Random, and never given twice. */
  private nextIv(): Buffer {
    if (this.drawn >= this.pool.length) {
      randomFillSync(this.pool);
      this.drawn = 0;
    }
    this.drawn += IV_BYTES;
    return Buffer.from(this.pool.subarray(this.drawn - IV_BYTES, this.drawn));
  }

  private decrypt(keyId: string, { table, column, id }: { table: string; column: string; id: string }, data: Buffer): Buffer {
    if (data.length < IV_BYTES + TAG_BYTES) throw new UnsealError(`${table}.${column} of ${id} is no sealed value`);
    const key = this.key(keyId);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, IV_BYTES)).setAAD(context(table, column, id));
      decipher.setAuthTag(data.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(data.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch {
      throw new UnsealError(`${table}.${column} of ${id} does not open: it was changed, or sealed for another place`);
    }
  }

  /** Equal values of one kind get equal hashes: for searches and unique keys over sealed columns. 43 characters.
   * @param normalised the value in its one spelling, see `normalise`. */
  blindIndex(kind: string, normalised: string): string;
  blindIndex(kind: string, normalised: string | null): string | null;
  blindIndex(kind: string, normalised: string | null): string | null {
    if (normalised === null) return null;
    return createHmac('sha256', this.ring.indexKey).update(`${kind}\0${normalised}`).digest('base64url');
  }

  /** Signature of something that leaves the installation and has to come back unchanged, by every process and over restarts. 32 bytes. */
  sign(purpose: string, text: string): Buffer {
    const key = createHmac('sha256', this.ring.indexKey).update(`gangqiao ${purpose} signature`).digest();
    return createHmac('sha256', key).update(text).digest();
  }

  private key(keyId: string): Buffer {
    const key = this.ring.keys.get(keyId);
    if (!key) throw new UnsealError(`the key ${JSON.stringify(keyId)} is not among GANGQIAO_KEYS`);
    return key;
  }
}

/** As {@link keyIdOf}, of bytes. */
export const keyIdOfBytes = (sealed: Buffer): string => sealed.subarray(0, Math.max(sealed.indexOf(0x2e), 0)).toString('latin1');

/** Id of the key that a value was sealed with. */
export const keyIdOf = (sealed: string): string => sealed.slice(0, Math.max(sealed.indexOf('.'), 0));

const context = (table: string, column: string, id: string): Buffer => Buffer.from(`${table}\0${column}\0${id}`);
