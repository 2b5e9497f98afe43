import { digestOf, seal, unseal } from './keys';
import type { Kept, Self, Store } from './store';

/** What was seen. */
export interface Said {
  kind: string;
  subject: string;
  detail: Record<string, unknown> | null;
}

export interface Seen extends Said {
  n: number;
  at: number;
}

/** Digests are taken of this text, here and on the server (libs/field/src/domain/batch.ts). */
const digestText = (device: string, n: number, at: number, { kind, subject }: Said, detail: string | null, prev: string): string =>
  [device, n, at, kind, subject, detail ?? '', prev].join('\n');

const detailOf = ({ detail }: Said): string | null => detail && JSON.stringify(detail);

/** One at a time, in all tabs of this page where the browser can say so. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('gangqiao-field-log', work) : work();

/** The append-only log of this phone: numbered, each entry bound to the one before, encrypted, and on the disk before anybody is told. */
export class Log {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: Store) {}

  /** @throws when this phone's storage takes nothing: then it was not seen */
  append(said: Said): Promise<Seen> {
    const next = this.last.then(() => alone(() => this.write(said)));
    this.last = next.catch(() => undefined);
    return next;
  }

  /** All that was seen, the first first. */
  async seen({ logKey }: Self): Promise<Seen[]> {
    const kept = await this.store.log();
    return Promise.all(kept.map(async ({ n, at, said }) => ({ n, at, ...(await unseal<Said>(logKey, said)) })));
  }

  /** As they are sent. */
  packed({ logKey }: Self, kept: readonly Kept[]): Promise<object[]> {
    return Promise.all(
      kept.map(async ({ n, at, said, prev }) => {
        const clear = await unseal<Said>(logKey, said);
        return { n, at, kind: clear.kind, subject: clear.subject, detail: detailOf(clear), prev };
      }),
    );
  }

  private async write(said: Said): Promise<Seen> {
    for (;;) {
      const self = await this.store.self();
      if (!self) throw new Error('this phone is enrolled for nothing');
      const [n, at, prev] = [self.counter + 1, Date.now(), self.head];
      const head = await digestOf(digestText(self.device, n, at, said, detailOf(said), prev));
      const entry: Kept = { n, at, prev, sent: 0, said: await seal(self.logKey, said) };
      // Where there are no locks another tab may have been faster: then it is the next one.
      if (await this.store.append(entry, head)) return { n, at, ...said };
    }
  }
}
