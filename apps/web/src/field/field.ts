import { ProblemError } from '../api/problem';
import { hasKeys, newPair, newSealingKey, sealingKey } from './keys';
import { KitBox } from './kit-box';
import { Log, type Said, type Seen } from './log';
import { server, type Objection } from './server';
import { forgetShell, isKept, keepShell } from './shell';
import { Store, type Self } from './store';

/**
 * `strange`: enrolled for nothing. `locked`: enrolled, and the key was not given out yet. `over`: the duty has ended.
 * `copied`: another phone speaks as this one. `wiped`: it was withdrawn, and nothing is left on it.
 */
export type Phase = 'opening' | 'unsupported' | 'strange' | 'locked' | 'ready' | 'over' | 'copied' | 'wiped';

export interface FieldView {
  phase: Phase;
  self: Self | null;
  /** Entries that the server does not have, and since when the oldest waits. */
  waits: number;
  waitsSince: number | null;
  /** Whether the last contact came about. */
  reached: boolean;
  /** Whether the page opens without a network. */
  offlineReady: boolean;
  problem: ProblemError | null;
  seen: readonly Seen[];
  /** What the server said of entries that took no effect, by their number. */
  objections: ReadonlyMap<number, Objection>;
  facts: Readonly<Record<string, unknown>>;
}

/** Entries that go into one message. */
const PORTION = 1_000;
const SOON_MS = 1_000;
const BEAT_MS = 20_000;
const RETRY_MS = 5_000;

const isCode = (error: unknown, code: string): boolean => error instanceof ProblemError && error.code === code;

/** This phone: what it is enrolled for, what it saw, and its contacts with the server. */
export class Field {
  view: FieldView = {
    ...{ phase: 'opening', self: null, waits: 0, waitsSince: null, reached: false, offlineReady: false, problem: null },
    ...{ seen: [], objections: new Map(), facts: {} },
  };
  readonly kit = new KitBox();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private contacting: Promise<void> | null = null;
  private log: Log | null = null;
  private store: Store | null = null;

  /** @param prepare loads what the page may need later, while there is a network */
  constructor(private readonly prepare: () => Promise<void>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @param code of an invitation that was scanned; null to go on with what this phone is */
  async open(code: string | null): Promise<void> {
    if (!hasKeys()) return this.show({ phase: 'unsupported' });
    this.store = await Store.open();
    this.log = new Log(this.store);
    const self = await this.store.self();
    if (code !== null && (await this.enrol(code))) return;
    if (!self) return this.show({ phase: 'strange' });
    await this.resume(self);
  }

  /** What was seen is on the disk when this comes back. @throws when the storage takes nothing */
  async see(said: Said): Promise<Seen> {
    if (!this.log) throw new Error('not opened yet');
    const seen = await this.log.append(said);
    this.show({ seen: [...this.view.seen, seen], waits: this.view.waits + 1, waitsSince: this.view.waitsSince ?? seen.at });
    this.contactIn(SOON_MS);
    return seen;
  }

  /** Now, whatever the clock says. */
  contactNow(): Promise<void> {
    clearTimeout(this.timer);
    this.contacting ??= this.contact().finally(() => {
      this.contacting = null;
    });
    return this.contacting;
  }

  /** Ends what this phone is; the log must have been sent. */
  async leave(): Promise<void> {
    await this.forget('strange');
  }

  private async enrol(code: string): Promise<boolean> {
    const { store } = this;
    if (!store) return false;
    const begun = await store.begun();
    const pair = begun?.code === code ? begun.pair : await newPair();
    try {
      await store.begin({ code, pair });
      const enrolled = await server.enrol(code, pair);
      const self: Self = {
        ...enrolled,
        ...{ pair, logKey: await newSealingKey(), storeKey: null, until: null, since: null },
        ...{ contact: 0, counter: 0, head: '', lastContactAt: null },
      };
      await store.become(self);
      void navigator.storage?.persist?.();
      await this.resume(self);
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.show({ problem: error, phase: 'strange' });
      return (await store.self()) === null;
    }
  }

  private async resume(self: Self): Promise<void> {
    const { store, log } = this;
    if (!store || !log) return;
    const seen = await log.seen(self);
    const [first] = await store.waiting(1);
    this.show({ self, seen, waits: await store.waits(), waitsSince: first?.at ?? null, phase: 'locked', problem: null });
    if (isOver(self)) await this.lockUp();
    else if (self.storeKey) {
      await this.kit.load(store, self.storeKey);
      this.show({ phase: 'ready', facts: this.kit.facts });
    }
    window.addEventListener('online', () => void this.contactNow());
    void this.keepPage();
    await this.contactNow();
  }

  private async keepPage(): Promise<void> {
    await this.prepare().catch(() => undefined);
    this.show({ offlineReady: await keepShell().catch(isKept) });
  }

  private contactIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.contactNow(), ms);
  }

  private async contact(): Promise<void> {
    const { store } = this;
    const self = await store?.self();
    if (!store || !self || this.view.phase === 'copied' || this.view.phase === 'wiped') return;
    try {
      if (isOver(self)) await this.lockUp();
      else if (!self.storeKey) await this.unlock(store);
      await this.send(store);
      if (this.view.phase === 'ready') await this.renewKit(store);
      const after = await store.change((one) => ({ ...one, lastContactAt: Date.now() }));
      this.show({ reached: true, problem: null, self: after });
      this.contactIn(this.view.waits > 0 ? SOON_MS : BEAT_MS);
    } catch (error) {
      await this.failed(error);
    }
  }

  private async failed(error: unknown): Promise<void> {
    if (!(error instanceof ProblemError)) throw error;
    if (isCode(error, 'field.copied')) return this.show({ phase: 'copied', problem: error, reached: true });
    // It says what it saw before it forgets it: the answer to that tells it to wipe itself.
    if (isCode(error, 'field.revoked') && this.store) return this.send(this.store).catch((next: unknown) => this.failed(next));
    this.show({ reached: false, problem: error.status === 0 ? null : error });
    this.contactIn(RETRY_MS);
  }

  private async unlock(store: Store): Promise<void> {
    const { key, until } = await server.unlock(store);
    const storeKey = await sealingKey(key);
    const self = await store.change((one) => ({ ...one, storeKey, until }));
    this.show({ phase: 'ready', self });
    await this.renewKit(store);
  }

  private async renewKit(store: Store): Promise<void> {
    for (let more = true; more;) {
      const self = await store.self();
      if (!self?.storeKey) return;
      const kit = await server.kit(store, self.since);
      await this.kit.add(store, self.storeKey, kit);
      await store.change((one) => ({ ...one, since: kit.since }));
      this.show({ facts: this.kit.facts });
      more = kit.more;
    }
  }

  /** At least once, for the answer says whether this phone was withdrawn. */
  private async send(store: Store): Promise<void> {
    const { log } = this;
    for (let first = true; ; first = false) {
      const [self, entries] = [await store.self(), await store.waiting(PORTION)];
      if (!self || !log || (entries.length === 0 && !first)) return;
      const { objections, wipe } = await server.sync(store, await log.packed(self, entries));
      await store.markSent(entries);
      const [next] = await store.waiting(1);
      this.show({
        ...{ waits: await store.waits(), waitsSince: next?.at ?? null },
        objections: new Map([...this.view.objections, ...objections.map((one) => [one.n, one] as const)]),
      });
      if (wipe) return this.forget('wiped');
    }
  }

  private async lockUp(): Promise<void> {
    await this.store?.forgetKit();
    this.kit.clear();
    this.show({ phase: 'over', facts: {} });
  }

  private async forget(phase: Phase): Promise<void> {
    clearTimeout(this.timer);
    await this.store?.wipe();
    this.kit.clear();
    await forgetShell().catch(() => undefined);
    this.show({ phase, self: null, seen: [], objections: new Map(), facts: {}, waits: 0, waitsSince: null });
  }

  private show(change: Partial<FieldView>): void {
    this.view = { ...this.view, ...change };
    for (const tell of this.listeners) tell();
  }
}

const isOver = ({ endsAt }: Self): boolean => Date.parse(endsAt) <= Date.now();
