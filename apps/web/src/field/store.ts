import type { Sealed } from './keys';

/** What this phone is, and how far its log has come. */
export interface Self {
  device: string;
  name: string;
  dutyKind: string;
  dutyName: string;
  startsAt: string;
  endsAt: string;
  pair: CryptoKeyPair;
  /** Of the log: made here, so that what waits can be sent after the duty as well. */
  logKey: CryptoKey;
  /** Of the kit: given out by the server, and gone after `until`. */
  storeKey: CryptoKey | null;
  until: string | null;
  /** Of the last contact that was begun. */
  contact: number;
  counter: number;
  head: string;
  lastContactAt: number | null;
  /** What the kit said to ask with next time. */
  since: string | null;
}

/** An enrolment that was begun: asked again after a lost answer it has to be the same key. */
export interface Begun {
  code: string;
  pair: CryptoKeyPair;
}

/** An entry of the log; what it says is encrypted. */
export interface Kept {
  n: number;
  at: number;
  said: Sealed;
  prev: string;
  /** 0 until the server has it. */
  sent: 0 | 1;
}

/** A part of the kit. */
export interface KitPart {
  id: number;
  said: Sealed;
}

type Place = 'self' | 'log' | 'kit';
const NAME = 'gangqiao-field';

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the storage of this phone did not answer'));
  });

const open = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('self');
    request.result.createObjectStore('log', { keyPath: 'n' }).createIndex('sent', ['sent', 'n']);
    request.result.createObjectStore('kit', { keyPath: 'id' });
  };
  return asked(request);
};

/** The phone's storage. What is written is on the disk when a call comes back: a battery may end a moment later. */
export class Store {
  private constructor(private readonly db: IDBDatabase) {
    // Another tab may want to delete it.
    db.onversionchange = () => db.close();
  }

  static async open(): Promise<Store> {
    return new Store(await open());
  }

  async self(): Promise<Self | null> {
    return ((await asked(this.read('self').get('device'))) as Self | undefined) ?? null;
  }

  async begun(): Promise<Begun | null> {
    return ((await asked(this.read('self').get('begun'))) as Begun | undefined) ?? null;
  }

  begin(begun: Begun): Promise<void> {
    return this.write(['self'], (at) => at('self').put(begun, 'begun'));
  }

  /** Begins a duty: nothing of the one before stays. */
  become(self: Self): Promise<void> {
    return this.write(['self', 'log', 'kit'], (at) => {
      at('log').clear();
      at('kit').clear();
      at('self').delete('begun');
      at('self').put(self, 'device');
    });
  }

  /** Changes what is known of this phone as it is at that moment. @returns what it is then; null when there is none any more */
  async change(change: (self: Self) => Self): Promise<Self | null> {
    let after: Self | null = null;
    await this.write(['self'], (at) => {
      const got = at('self').get('device') as IDBRequest<Self | undefined>;
      got.onsuccess = () => {
        if (!got.result) return;
        after = change(got.result);
        at('self').put(after, 'device');
      };
    });
    return after;
  }

  /** Writes an entry and what follows from it for the next one, or neither.
   * @returns whether the log still ended where the entry was written for */
  async append(entry: Kept, head: string): Promise<boolean> {
    let appended = false;
    await this.write(['self', 'log'], (at) => {
      const got = at('self').get('device') as IDBRequest<Self | undefined>;
      got.onsuccess = () => {
        const self = got.result;
        if (!self || self.counter !== entry.n - 1 || self.head !== entry.prev) return;
        at('log').put(entry);
        at('self').put({ ...self, counter: entry.n, head }, 'device');
        appended = true;
      };
    });
    return appended;
  }

  log(): Promise<Kept[]> {
    return asked(this.read('log').getAll() as IDBRequest<Kept[]>);
  }

  /** The oldest that the server does not have. */
  waiting(limit: number): Promise<Kept[]> {
    const range = IDBKeyRange.bound([0, 0], [0, Infinity]);
    return asked(this.read('log').index('sent').getAll(range, limit) as IDBRequest<Kept[]>);
  }

  waits(): Promise<number> {
    return asked(
      this.read('log')
        .index('sent')
        .count(IDBKeyRange.bound([0, 0], [0, Infinity])),
    );
  }

  markSent(entries: readonly Kept[]): Promise<void> {
    return this.write(['log'], (at) => {
      for (const entry of entries) at('log').put({ ...entry, sent: 1 });
    });
  }

  kit(): Promise<KitPart[]> {
    return asked(this.read('kit').getAll() as IDBRequest<KitPart[]>);
  }

  keepKit(parts: readonly KitPart[], whole: boolean): Promise<void> {
    return this.write(['kit'], (at) => {
      if (whole) at('kit').clear();
      for (const part of parts) at('kit').put(part);
    });
  }

  /** The duty is over: its key and what it encrypts go, the log stays. */
  forgetKit(): Promise<void> {
    return this.write(['self', 'kit'], (at) => {
      at('kit').clear();
      const got = at('self').get('device') as IDBRequest<Self | undefined>;
      got.onsuccess = () => {
        if (got.result) at('self').put({ ...got.result, storeKey: null, until: null, since: null }, 'device');
      };
    });
  }

  /** Nothing stays on this phone. */
  async wipe(): Promise<void> {
    await this.write(['self', 'log', 'kit'], (at) => (['self', 'log', 'kit'] as const).forEach((place) => at(place).clear()));
  }

  private read(place: Place): IDBObjectStore {
    return this.db.transaction(place, 'readonly').objectStore(place);
  }

  private write(places: Place[], work: (at: (place: Place) => IDBObjectStore) => unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.db.transaction(places, 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the storage of this phone took nothing'));
      work((place) => transaction.objectStore(place));
    });
  }
}
