import type { Field } from '../field';
import { checkTicket, type GateFacts, type Refusal } from '../gate/ticket-check';

/** As the server has them (libs/fair/src/domain/outcome.ts). */
export const OUTCOMES = ['interested', 'interview', 'offer', 'hired'] as const;
export const REASONS = ['skill', 'experience', 'papers', 'pay', 'hours', 'place', 'other'] as const;
export type Outcome = (typeof OUTCOMES)[number] | 'unsuitable';
export type Reason = (typeof REASONS)[number];

export interface BoothFacts extends GateFacts {
  boothNumber: string;
  posts: readonly { id: string; title: string }[];
}

/** Somebody before the booth, as far as this phone knows: what they let this enterprise see, once it has met them. */
export interface Visitor {
  number: string;
  said: Outcome | null;
  name: string;
  occupation: string;
  experience: string;
}

export interface BoothView {
  visitor: Visitor | null;
  /** The post that is spoken about; '' for none. */
  post: string;
  /** What the last tap came to. */
  done: { number: string; kind: Outcome } | null;
  refused: { why: Refusal | 'storage'; number: string } | null;
}

const SAME_CODE_MS = 4_000;

export const boothFacts = (facts: Readonly<Record<string, unknown>>): BoothFacts => ({
  ...{ fairId: '', day: '', keys: [], boothNumber: '', posts: [] },
  ...(facts as Partial<BoothFacts>),
});

/** A booth on this phone: somebody shows a ticket, and one tap says what came of it. */
export class Booth {
  view: BoothView = { visitor: null, post: '', done: null, refused: null };
  private readonly listeners = new Set<() => void>();
  private last: Promise<void> = Promise.resolve();
  private read = { text: '', at: 0 };

  constructor(private readonly field: Field) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  setPost(post: string): void {
    this.show({ post });
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

  say(kind: Outcome, reason: Reason | null = null): void {
    const { visitor } = this.view;
    if (!visitor) return;
    this.show({ visitor: null });
    this.last = this.last.then(() => this.write(visitor.number, kind, reason)).catch(() => undefined);
  }

  leave(): void {
    this.show({ visitor: null });
  }

  private async take(text: string): Promise<void> {
    // A booth has no list of visitors: a number that was typed well is one, until the server says that it knows none.
    const checked = await checkTicket(text, boothFacts(this.field.view.facts), () => ['valid', '']);
    const { number } = checked;
    if (!checked.ok) return this.deny(number, checked.why);
    this.show({ visitor: this.visitorOf(number), done: null, refused: null });
    navigator.vibrate?.(60);
  }

  private visitorOf(number: string): Visitor {
    const [, , name = '', occupation = '', experience = ''] = this.field.kit.rows.get(number) ?? [];
    const said = this.field.view.seen.filter(({ subject, kind }) => subject === number && kind !== 'denied').at(-1)?.kind;
    const known = (said ?? this.field.kit.rows.get(number)?.[0] ?? null) as Outcome | null;
    return { number, said: known, name, occupation, experience };
  }

  private async deny(number: string, why: Refusal): Promise<void> {
    await this.field.see({ kind: 'denied', subject: '', detail: { code: why, number } }).catch(() => undefined);
    this.show({ visitor: null, done: null, refused: { why, number } });
    navigator.vibrate?.([120, 60, 120]);
  }

  private async write(number: string, kind: Outcome, reason: Reason | null): Promise<void> {
    const { posts } = boothFacts(this.field.view.facts);
    const need = this.view.post || (posts.length === 1 ? (posts[0]?.id ?? null) : null);
    try {
      await this.field.see({ kind, subject: number, detail: { need, reason } });
      this.show({ done: { number, kind }, refused: null });
      navigator.vibrate?.(60);
    } catch {
      this.show({ done: null, refused: { why: 'storage', number } });
    }
  }

  private show(change: Partial<BoothView>): void {
    this.view = { ...this.view, ...change };
    for (const tell of this.listeners) tell();
  }
}
