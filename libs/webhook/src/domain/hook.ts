/** What other systems can hear of, by the side that may: each hears of its own only, the bureau of everything. */
export const HOOK_KINDS = [
  'need.published',
  'need.changed',
  'need.withdrawn',
  'need.went_stale',
  'need.filled',
  'promise.made',
  'promise.accepted',
  'promise.declined',
  'promise.lapsed',
  'promise.withdrawn',
  'trip.planned',
  'trip.departed',
  'trip.arrived',
  'trip.confirmed',
  'trip.cancelled',
  'fair.moved',
  'fair.cancelled',
] as const;
export type HookKind = (typeof HOOK_KINDS)[number];

/** Sent when somebody connects a system or switches it on again, so that both sides see that it works. */
export const PING = 'ping';

export const HOOK_STATES = ['active', 'off'] as const;
export type HookState = (typeof HOOK_STATES)[number];

export const DISPATCH_STATES = ['queued', 'sent', 'failed'] as const;
export type DispatchState = (typeof DISPATCH_STATES)[number];

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** Tries of one dispatch: with their pauses a little more than a day. */
const TRIES = 11;
const FIRST_MS = 10 * SECOND;
const LONGEST_MS = 6 * HOUR;

/** The pause before the next try in milliseconds, or null when none follows.
 * @param tries how many there have been
 * @param chance 0 to 1: what failed together is not tried again together */
export const pauseAfterTry = (tries: number, chance: number): number | null =>
  tries >= TRIES ? null : Math.round(Math.min(FIRST_MS * 4 ** (tries - 1), LONGEST_MS) * (0.75 + chance / 4));

/** What the receiver reads. @param at when it happened, ISO */
export const bodyOf = (id: string, kind: string, at: string, data: object): string => JSON.stringify({ id, kind, at, data });

/** What is signed: with the time, so that what somebody recorded cannot be sent again later, and the id, so that it counts once. */
export const signedText = (timestamp: string, id: string, body: string): string => `${timestamp}.${id}.${body}`;

/** One signature for each secret that is valid now: while a secret is changed the receiver may know either. */
export const signatureHeader = (signatures: readonly string[]): string => signatures.map((one) => `v1=${one}`).join(', ');

/** Whether an answer says that it was taken. */
export const wasTaken = (status: number): boolean => status >= 200 && status < 300;
