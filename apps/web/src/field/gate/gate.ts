import type { Field } from '../field';
import { passedOf, type Way } from './gate-log';
import { checkTicket, type GateFacts, type Refusal } from './ticket-check';

interface Facts extends GateFacts {
  /** People who may be inside at once; null where nobody said. */
  limit: number | null;
  /** People inside as of the last contact. */
  inside: number;
}

/** What the last ticket came to. `again` waits for the helper: this phone has let the ticket in before. */
export type Outcome =
  | { kind: 'let'; way: Way; number: string; name: string }
  | { kind: 'again'; number: string; name: string; at: number }
  | { kind: 'refused'; why: Refusal | 'storage'; number: string };

export interface GateView {
  way: Way;
  outcome: Outcome | null;
}

/** The same code is before the camera for a while: it is read once in this time, in milliseconds. */
const SAME_CODE_MS = 4_000;

export const gateFacts = (facts: Readonly<Record<string, unknown>>): Facts => ({
  ...{ fairId: '', day: '', keys: [], limit: null, inside: 0 },
  ...(facts as Partial<Facts>),
});

/** A door of a fair on this phone: tickets one after the other, in the order in which they were read. */
export class Gate {
  view: GateView = { way: 'in', outcome: null };
  private readonly listeners = new Set<() => void>();
  private last: Promise<void> = Promise.resolve();
  private read = { text: '', at: 0 };

  constructor(private readonly field: Field) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  setWay(way: Way): void {
    this.show({ way, outcome: null });
  }

  /** From a scanner or a keyboard. */
  readonly found = (text: string): void => {
    this.last = this.last.then(() => this.take(text)).catch(() => undefined);
  };

  readonly seenByCamera = (text: string): void => {
    const now = Date.now();
    const isSame = this.read.text === text && now - this.read.at < SAME_CODE_MS;
    this.read = { text, at: now };
    if (!isSame) this.found(text);
  };

  /** The helper knows better: somebody went out unseen. The desk decides. */
  letInAgain(number: string): void {
    this.last = this.last.then(() => this.write('in', number, { again: true }, { kind: 'let', way: 'in', number, name: '' }));
  }

  private async take(text: string): Promise<void> {
    const { way } = this.view;
    const checked = await checkTicket(text, gateFacts(this.field.view.facts), (number) => this.field.kit.rows.get(number));
    const { number } = checked;
    if (!checked.ok) return this.write('denied', '', { code: checked.why, number }, { kind: 'refused', why: checked.why, number });
    const before = passedOf(this.field.view.seen).get(number);
    if (way === 'in' && before?.way === 'in') return this.show({ outcome: { kind: 'again', number, name: checked.name, at: before.at } });
    await this.write(way, number, null, { kind: 'let', way, number, name: checked.name });
  }

  private async write(kind: Way | 'denied', number: string, detail: Record<string, unknown> | null, then: Outcome): Promise<void> {
    try {
      await this.field.see({ kind, subject: number, detail });
      this.show({ outcome: then });
    } catch {
      // Nobody is let in whom this phone could not write down.
      this.show({ outcome: { kind: 'refused', why: 'storage', number } });
    }
    navigator.vibrate?.(then.kind === 'let' ? 60 : [120, 60, 120]);
  }

  private show(change: Partial<GateView>): void {
    this.view = { ...this.view, ...change };
    for (const tell of this.listeners) tell();
  }
}
