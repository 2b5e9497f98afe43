import { networkProblem, problemOf } from './problem';
import { language } from '../i18n';

export type Query = Record<string, string | number | boolean | undefined | null>;

export interface Asked {
  query?: Query;
  body?: unknown;
  /** The version tag of what is being changed; the server refuses when somebody else was faster. */
  ifMatch?: string;
  signal?: AbortSignal;
}

const address = (path: string, query?: Query): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const tail = search.toString();
  return `/api/${path}${tail ? `?${tail}` : ''}`;
};

const answerOf = async (response: Response): Promise<unknown> => {
  if (response.status === 204) return undefined;
  const raw = await response.text();
  try {
    return raw === '' ? undefined : JSON.parse(raw);
  } catch {
    return undefined;
  }
};

/** One call to the server. @throws ProblemError for every answer that is not a success, and when there is none. */
export const call = async <T>(method: string, path: string, asked: Asked = {}): Promise<T> => {
  const form = asked.body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language() };
  if (asked.body !== undefined && !form) headers['content-type'] = 'application/json';
  if (asked.ifMatch) headers['if-match'] = asked.ifMatch;
  const response = await fetch(address(path, asked.query), {
    method,
    headers,
    credentials: 'same-origin',
    body: form ? (asked.body as FormData) : asked.body === undefined ? undefined : JSON.stringify(asked.body),
    signal: asked.signal,
  }).catch((error: unknown) => {
    if (asked.signal?.aborted) throw error;
    throw networkProblem();
  });
  const body = await answerOf(response);
  if (!response.ok) throw problemOf(response.status, body);
  return body as T;
};

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => call<T>('GET', path, { query, signal });
export const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>('POST', path, { body });
export const patch = <T>(path: string, body: unknown, ifMatch?: string): Promise<T> => call<T>('PATCH', path, { body, ifMatch });
export const remove = <T>(path: string): Promise<T> => call<T>('DELETE', path);
