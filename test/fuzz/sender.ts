import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { FuzzRequest } from './requests.js';

/** An answer slower than this is none. */
const PATIENCE_MS = 30_000;
const KEPT_BYTES = 200_000;

export interface Sent {
  /** 0 where the connection ended without an answer, or the request could not even be written. */
  status: number;
  ms: number;
  text: string;
  cookie?: string;
}

/** Sends requests as they are, without a library that would put them right. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 50 });

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  async send(request: FuzzRequest, cookie?: string): Promise<Sent> {
    const begun = performance.now();
    const answer = await (request.raw ? this.bytes(request.raw) : this.http(request, cookie));
    return { ...answer, ms: performance.now() - begun };
  }

  close(): void {
    this.agent.destroy();
  }

  private http({ method, target, headers, body, index }: FuzzRequest, cookie?: string): Promise<Omit<Sent, 'ms'>> {
    return new Promise((resolve) => {
      const failed = (): void => resolve({ status: 0, text: '' });
      try {
        const outgoing = httpRequest({
          host: this.host,
          port: this.port,
          method,
          path: target,
          agent: this.agent,
          timeout: PATIENCE_MS,
          headers: {
            origin: `http://${this.host}:${this.port}`,
            'x-request-id': requestId(index),
            ...(cookie ? { cookie } : {}),
            ...(body ? { 'content-length': body.length } : {}),
            ...headers,
          },
        });
        outgoing.on('error', failed).on('timeout', () => outgoing.destroy());
        outgoing.on('response', (incoming) => {
          let text = '';
          incoming.on('data', (chunk: Buffer) => {
            if (text.length < KEPT_BYTES) text += chunk.toString('latin1');
          });
          incoming.on('error', failed);
          incoming.on('end', () => {
            const set = incoming.headers['set-cookie']?.[0]?.split(';')[0];
            resolve({ status: incoming.statusCode ?? 0, text: Buffer.from(text, 'latin1').toString(), ...(set ? { cookie: set } : {}) });
          });
        });
        outgoing.end(body);
      } catch {
        failed(); // node:http refuses to write some headers
      }
    });
  }

  /** Gives a broken request a moment for its answer; the server may as well wait for the rest of it. */
  private bytes(raw: Buffer): Promise<Omit<Sent, 'ms'>> {
    return new Promise((resolve) => {
      let text = '';
      const socket = connect({ host: this.host, port: this.port }, () => socket.write(raw));
      const done = (): void => {
        socket.destroy();
        resolve({ status: Number(/^HTTP\/1\.\d (\d{3})/.exec(text)?.[1] ?? 0), text });
      };
      socket.setTimeout(300, done).on('error', done).on('end', done);
      socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1').slice(0, KEPT_BYTES)));
    });
  }
}

/** Under this name the server's log knows the request. */
export const requestId = (index: number): string => `fuzz-${String(index).padStart(7, '0')}`;
