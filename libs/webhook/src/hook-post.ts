import { createHmac } from 'node:crypto';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { signatureHeader, signedText, wasTaken } from './domain/hook.js';
import { addressOf, InsideError } from './outside.js';

const PATIENCE_MS = 10_000;

interface HookCall {
  url: string;
  id: string;
  kind: string;
  body: string;
  /** All that are valid now, the newest first. */
  secrets: readonly string[];
  /** Private addresses and plain HTTP may be called. */
  inside: boolean;
  now: Date;
}

export type HookAnswer = { taken: true; status: number } | { taken: false; status: number | null; reason: string };

const hookSignature = (secret: string, timestamp: string, id: string, body: string): string =>
  createHmac('sha256', secret)
    .update(signedText(timestamp, id, body))
    .digest('hex');

/** Calls another system once. What it answers is not read beyond its status; it cannot send us elsewhere. Never throws. */
export const callHook = async (call: HookCall): Promise<HookAnswer> => {
  try {
    const url = new URL(call.url);
    if (url.protocol !== 'https:' && !call.inside) throw new InsideError();
    const status = await post(url, await addressOf(url, call.inside), call);
    return wasTaken(status) ? { taken: true, status } : { taken: false, status, reason: `HTTP ${status}` };
  } catch (error) {
    return { taken: false, status: null, reason: reasonOf(error) };
  }
};

/** Never the words of an error: they hold addresses. */
const reasonOf = (error: unknown): string => {
  if (error instanceof InsideError) return 'INSIDE';
  const { code, name } = error as NodeJS.ErrnoException;
  return (code ?? name).slice(0, 60);
};

const post = (url: URL, at: { address: string; family: number }, { id, kind, body, secrets, now }: HookCall): Promise<number> => {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const options: RequestOptions = {
    method: 'POST',
    // A line of its own: one that was kept might lead to where the name pointed before.
    agent: false,
    lookup: (_name, asked, done) => (asked.all ? done(null, [at]) : done(null, at.address, at.family)),
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Gangqiao',
      'idempotency-key': id,
      'x-gangqiao-event': kind,
      'x-gangqiao-delivery': id,
      'x-gangqiao-timestamp': timestamp,
      'x-gangqiao-signature': signatureHeader(secrets.map((secret) => hookSignature(secret, timestamp, id, body))),
    },
  };
  return new Promise((resolve, reject) => {
    const asked = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asked.on('error', reject);
    asked.end(body);
  });
};
