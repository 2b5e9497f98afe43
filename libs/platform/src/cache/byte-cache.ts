import { LRUCache } from 'lru-cache';

/** What an entry takes besides its key and value. */
const ENTRY_BYTES = 200;

export interface ByteCacheOptions<V> {
  /** All entries together take no more. */
  bytes: number;
  /** Bytes of one value; estimated when left out. */
  weigh?: (value: V, key: string) => number;
  /** An older entry counts as gone. */
  ttlMs?: number;
}

/**
 * What was made once and may be wanted again, so many bytes of it at most: what was not asked for longest goes first. Everything that
 * grows with what people ask is kept in one of these, so that no stranger decides how much memory the server takes.
 */
export class ByteCache<V extends NonNullable<unknown>> {
  private readonly kept: LRUCache<string, V>;
  private readonly making = new Map<string, Promise<V>>();

  constructor({ bytes, weigh = weightOf, ttlMs }: ByteCacheOptions<V>) {
    this.kept = new LRUCache({
      maxSize: Math.max(1, Math.floor(bytes)),
      sizeCalculation: (value, key) => Math.ceil(weigh(value, key)) + 2 * key.length + ENTRY_BYTES,
      ...(ttlMs === undefined ? {} : { ttl: ttlMs }),
    });
  }

  /** Bytes that are kept now. */
  get bytes(): number {
    return this.kept.calculatedSize;
  }

  /** Kept, or being made. */
  has(key: string): boolean {
    return this.kept.has(key) || this.making.has(key);
  }

  get(key: string): V | undefined {
    return this.kept.get(key);
  }

  /** One that alone is larger than all may be is not kept. */
  set(key: string, value: V): void {
    this.kept.set(key, value);
  }

  /** The one that is kept, or that `make` makes: whoever asks meanwhile waits for the same. A failure is not kept. */
  async getOrMake(key: string, make: () => Promise<V>): Promise<V> {
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    let making = this.making.get(key);
    if (!making) {
      making = make().finally(() => this.making.delete(key));
      this.making.set(key, making);
    }
    const value = await making;
    this.kept.set(key, value);
    return value;
  }
}

const OBJECT_BYTES = 24;
const FIELD_BYTES = 12;

/** About how many bytes plain data takes in memory; what it refers to twice counts twice. */
export const weightOf = (value: unknown): number => {
  if (typeof value === 'string') return OBJECT_BYTES + 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (ArrayBuffer.isView(value)) return OBJECT_BYTES + value.byteLength;
  const parts: Iterable<unknown> =
    value instanceof Map ? [...value.keys(), ...value.values()] : value instanceof Date ? [] : Object.values(value);
  let bytes = OBJECT_BYTES;
  for (const part of parts) bytes += FIELD_BYTES + weightOf(part);
  return bytes;
};
