import createClient from 'openapi-fetch';
import { networkProblem, problemOf } from './problem';
import { answered, keyOf } from './request-keys';
import type { paths } from './schema';
import { language } from '../i18n';

const bodyOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

type Value = string | number | boolean | null;

type Fetch = (request: Request) => Promise<Response>;

let transport: Fetch = (request) => fetch(request);
/** Where calls go when no browser makes them. */
export const callThrough = (next: Fetch): void => {
  transport = next;
};

/** Every call of the pages, by the contract that the server generates: a wrong path, name or body does not compile. */
export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? 'http://server.invalid' : '',
  fetch: (request) => transport(request),
  credentials: 'same-origin',
  headers: { accept: 'application/json' },
  // An empty field of a filter is no question.
  querySerializer: (query: Record<string, unknown>) => {
    const filled = Object.entries(query as Record<string, Value | undefined>).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    );
    return new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString();
  },
});

const KEY = 'idempotency-key';

/** A step that is said again is done once. A form with a file differs each time that it is sent, and has no key. */
const withKey = async (request: Request): Promise<void> => {
  if (request.method === 'GET' || request.headers.get('content-type')?.startsWith('multipart/')) return;
  request.headers.set(KEY, keyOf(`${request.method} ${request.url}\n${await request.clone().text()}`));
};

const ended = (request: Request, status: number): void => {
  const key = request.headers.get(KEY);
  if (key) answered(key, status);
};

api.use({
  async onRequest({ request }) {
    request.headers.set('accept-language', language());
    await withKey(request);
  },
  async onResponse({ request, response }) {
    ended(request, response.status);
    if (!response.ok) throw problemOf(response.status, await bodyOf(response));
  },
  onError: ({ request }) => (request.signal.aborted ? undefined : networkProblem()),
});

/** What the server answered. @throws ProblemError for every answer that is not a success, and when there is none. */
export const ok = async <T>(asked: Promise<{ data?: T }>): Promise<T> => (await asked).data as T;

type Get<P extends keyof paths> = paths[P] extends { get: infer G } ? G : never;
type QueryNames<P extends keyof paths> = Get<P> extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type Answer<P extends keyof paths> = Get<P> extends { responses: { 200: { content: { 'application/json': infer A } } } } ? A : never;
/** A query whose names are the contract's; its values come from the page's address and are the server's to judge. */
export type Query<P extends keyof paths> = { [K in keyof QueryNames<P>]?: Value };

/** A list, asked with what stands in the page's address. */
export const listAt =
  <P extends keyof paths>(path: P) =>
  (query: Query<P>): Promise<Answer<P>> =>
    ok(api.GET(path as never, { params: { query } } as never));

/** A list that belongs to one thing. */
export const listUnder =
  <P extends keyof paths>(path: P) =>
  (id: string, query: Query<P>): Promise<Answer<P>> =>
    ok(api.GET(path as never, { params: { path: { id }, query } } as never));

const blob = { parseAs: 'blob' } as const;

/** All that a list finds, as a workbook, asked with what stands in the page's address. */
export const takeAt =
  <P extends keyof paths>(path: P) =>
  (query: Query<P>): Promise<Blob> =>
    ok(api.GET(path as never, { params: { query }, ...blob } as never));

/** The same of a list that belongs to one thing. */
export const takeUnder =
  <P extends keyof paths>(path: P) =>
  (id: string, query: Query<P>): Promise<Blob> =>
    ok(api.GET(path as never, { params: { path: { id }, query }, ...blob } as never));

/** A multipart body of one file. */
export const fileBody = (file: File): { file: string } => {
  const form = new FormData();
  form.set('file', file);
  return form as unknown as { file: string };
};

export const at = (id: string): { path: { id: string } } => ({ path: { id } });
export const ifVersion = (version: number): { headers: { 'if-match': string } } => ({ headers: { 'if-match': `"${version}"` } });
