import type { Failure } from '../domain/failure.js';
import type { TextAnswer } from './sms-provider.js';

export type Refusal = Extract<TextAnswer, { taken: false }>;

const PATIENCE_MS = 10_000;
/** The request never left, or found nobody: it cannot have been taken. */
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

type Answered = { status: number; answer: Record<string, unknown> } | Refusal;

/** Posts and reads a JSON answer. A server that breaks, hangs or says what is no JSON may have taken the message all the same. */
export const postJson = (url: string, headers: Record<string, string>, body: string): Promise<Answered> =>
  call(url, { method: 'POST', headers, body });

/** Asks, and reads a JSON answer. */
export const getJson = (url: string): Promise<Answered> => call(url, { method: 'GET' });

const call = async (url: string, asked: RequestInit): Promise<Answered> => {
  try {
    const response = await fetch(url, { ...asked, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    const answer = jsonOf(await response.text());
    if (answer && response.status < 500) return { status: response.status, answer };
    if (response.status === 429) return { taken: false, failure: 'throttled', reason: 'HTTP 429' };
    return { taken: false, failure: 'network', reason: `HTTP ${response.status}`, unsure: true };
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code;
    return {
      taken: false,
      failure: 'network',
      reason: code ?? (error as Error).name,
      unsure: code === undefined || !NEVER_ARRIVED.has(code),
    };
  }
};

const jsonOf = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

export type Codes = readonly [pattern: RegExp, failure: Failure][];

/** The class of a provider's code, by the first pattern that fits. */
export const failureOf = (codes: Codes, code: string): Failure => codes.find(([pattern]) => pattern.test(code))?.[1] ?? 'unknown';

/** A field of somebody else's JSON as text; numbers too, since ids come as either. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

/** The list that a callback's body is. */
export const listIn = (raw: Buffer): Record<string, unknown>[] | null => {
  const value = jsonOf(raw.toString()) as unknown;
  const isRecord = (item: unknown): item is Record<string, unknown> => typeof item === 'object' && item !== null;
  return Array.isArray(value) && value.every(isRecord) ? value : null;
};
