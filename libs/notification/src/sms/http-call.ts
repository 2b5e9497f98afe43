import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Failure } from '../domain/failure.js';
import type { TextAnswer } from './sms-provider.js';

export type Refusal = Extract<TextAnswer, { taken: false }>;

const PATIENCE_MS = 10_000;
/** The request never left, or found nobody: it cannot have been taken. */
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);
const LONGEST_ANSWER = 1_048_576;

type Answered = { status: number; answer: Record<string, unknown> } | Refusal;

/** Posts and reads a JSON answer. A server that breaks, hangs or says what is no JSON may have taken the message all the same. */
export const postJson = (url: string, headers: Record<string, string>, body: string): Promise<Answered> =>
  call(url, { method: 'POST', headers, body });

/** Asks, and reads a JSON answer. */
export const getJson = (url: string): Promise<Answered> => call(url, { method: 'GET' });

const call = async (url: string, asked: Request): Promise<Answered> => {
  try {
    const { status, text } = await exchange(url, asked);
    const answer = jsonOf(text);
    if (answer && (status < 300 || (status >= 400 && status < 500))) return { status, answer };
    if (status === 429) return { taken: false, failure: 'throttled', reason: 'HTTP 429' };
    return { taken: false, failure: 'network', reason: `HTTP ${status}`, unsure: true };
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return { taken: false, failure: 'network', reason: code ?? name, unsure: code === undefined || !NEVER_ARRIVED.has(code) };
  }
};

interface Request {
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

const lines = { keepAlive: true, maxSockets: 128, scheduling: 'lifo' } as const;
const agents = { 'http:': new HttpAgent(lines), 'https:': new HttpsAgent(lines) };

/** One request on a line that is kept open. `fetch` costs three times the processor for the same. */
const exchange = (url: string, { method, headers, body }: Request): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const secure = url.startsWith('https:');
    const agent = agents[secure ? 'https:' : 'http:'];
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { method, agent, headers: { ...headers, ...length }, signal: AbortSignal.timeout(PATIENCE_MS) };
    const asked = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > LONGEST_ANSWER) asked.destroy(Object.assign(new Error('too long'), { code: 'TOO_LONG' }));
        else chunks.push(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });

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
