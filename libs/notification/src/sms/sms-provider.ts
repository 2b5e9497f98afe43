import type { Locale } from '../domain/render.js';
import type { Failure } from '../domain/failure.js';
import type { TextVariable } from '../domain/text-message.js';

export const SMS_PROVIDERS = ['aliyun', 'tencent', 'http', 'file'] as const;
export type SmsProviderName = (typeof SMS_PROVIDERS)[number];

/** A text message ready to leave. */
export interface TextMessage {
  /** The same for every try of one hand-over. */
  key: string;
  /** Eleven digits, without +86. */
  phone: string;
  sign: string;
  /** As it is read, without the sign. */
  text: string;
  locale: Locale;
  template: string;
  /** What the provider calls the template; null where it asks for none. */
  registeredAs: string | null;
  variables: readonly TextVariable[];
}

/** What a provider answered to one try. */
export type TextAnswer =
  | { taken: true; ref: string; parts: number | null }
  | {
      taken: false;
      failure: Failure;
      reason: string;
      /** It may have been taken all the same: the answer was lost, or said nothing certain. */
      unsure?: boolean;
    };

/** What became of a text message that a provider had taken. */
export interface TextReceipt {
  /** What the provider called the hand-over. */
  ref: string;
  /** Our key, where the provider tells it back. */
  key: string | null;
  arrived: boolean;
  /** The provider's code. */
  code: string;
}

export interface Callback {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  raw: Buffer;
  now: Date;
}

/** Receipts that a callback brought. */
export interface CallbackContent {
  receipts: TextReceipt[];
  /** Names this one request where the provider signs it, so that a second copy of it is refused. */
  nonce: string | null;
}

/** One way to hand text messages over. */
export abstract class SmsProvider {
  abstract readonly name: SmsProviderName;
  /** Sends only templates that it approved. */
  abstract readonly asksForApproval: boolean;
  /** A second hand-over under the same key has no effect. */
  abstract readonly honoursKey: boolean;
  /** A variable in a template as it is handed in for approval. */
  abstract variable(name: string, place: number): string;
  abstract send(message: TextMessage): Promise<TextAnswer>;
  /** @throws Problem receipt.forged, receipt.unreadable */
  abstract read(callback: Callback): CallbackContent;
}
