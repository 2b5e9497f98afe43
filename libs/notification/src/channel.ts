import type { Channel } from './domain/delivery.js';
import type { Failure } from './domain/failure.js';
import type { Locale, ParamValue } from './domain/render.js';

/** A message ready to leave, with the address in the clear. */
export interface Outgoing {
  /** Stays the same for every try of one hand-over, so that a receiver can recognise a second copy. */
  key: string;
  address: string;
  template: string;
  /** When the message was written. */
  createdAt: Date;
  locale: Locale;
  params: Readonly<Record<string, ParamValue>>;
  /** What only this person may open; null where the message has none, undefined where it no longer opens. */
  secretLink: string | null | undefined;
}

/** What became of one try. */
export type Outcome =
  | {
      state: 'sent';
      /** Who took it and what it called it, where receipts come later. */
      provider?: string;
      ref?: string;
      /** Of a text message, where the provider says so. */
      parts?: number | null;
    }
  | {
      state: 'failed';
      failure: Failure;
      reason: string;
      /** It may have been taken all the same. */
      unsure?: boolean;
      /** It is the provider that fails, whatever is sent. */
      whole?: boolean;
    }
  | {
      /** Nobody is connected, or the receiver is not known there. */
      state: 'no_provider' | 'no_address';
      reason: string;
    };

/** A way to reach people outside the product. */
export abstract class ChannelPort {
  abstract readonly channel: Channel;
  /** Whether something can be sent at all; otherwise deliveries are kept as `no_provider` and shown to administrators. */
  abstract readonly configured: boolean;
  /** A second hand-over under the same key has no effect. */
  abstract readonly honoursKey: boolean;
  abstract send(outgoing: Outgoing): Promise<Outcome>;
}
