import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export interface Credentials {
  id: string;
  secret: string;
}

interface CanonicalRequest {
  query: string;
  /** In lower case; all of them are signed. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What both clouds sign of a POST to `/`. */
const canonical = ({ query, headers, body }: CanonicalRequest): { names: string; text: string } => {
  const sorted = Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1));
  const names = sorted.map(([name]) => name).join(';');
  const lines = sorted.map(([name, value]) => `${name}:${value.trim()}\n`).join('');
  return { names, text: ['POST', '/', query, lines, names, sha256(body)].join('\n') };
};

/** The query as Aliyun signs it: sorted, with the characters percent-encoded that RFC 3986 does not leave alone. */
export const canonicalQuery = (params: Readonly<Record<string, string>>): string =>
  Object.entries(params)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export interface AliyunRequest {
  host: string;
  action: string;
  version: string;
  /** ISO 8601 without milliseconds, UTC. */
  date: string;
  nonce: string;
  query: Readonly<Record<string, string>>;
}

/** Headers of a request without a body, signed with ACS3-HMAC-SHA256.
 * Source: Alibaba Cloud, "V3 request structure and signature". */
export const aliyunHeaders = (request: AliyunRequest, { id, secret }: Credentials): Record<string, string> => {
  const headers = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
  const { names, text } = canonical({ query: canonicalQuery(request.query), headers, body: '' });
  const signature = hmac(secret, `ACS3-HMAC-SHA256\n${sha256(text)}`).toString('hex');
  return { ...headers, authorization: `ACS3-HMAC-SHA256 Credential=${id},SignedHeaders=${names},Signature=${signature}` };
};

export interface TencentRequest {
  service: string;
  /** In seconds. */
  timestamp: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** The header `Authorization` of TC3-HMAC-SHA256 over the headers given.
 * Source: Tencent Cloud, "Signature method v3". */
export const tencentAuthorization = ({ service, timestamp, headers, body }: TencentRequest, { id, secret }: Credentials): string => {
  const day = new Date(timestamp * 1_000).toISOString().slice(0, 10);
  const scope = `${day}/${service}/tc3_request`;
  const { names, text } = canonical({ query: '', headers, body });
  const key = hmac(hmac(hmac(`TC3${secret}`, day), service), 'tc3_request');
  const signature = hmac(key, ['TC3-HMAC-SHA256', timestamp, scope, sha256(text)].join('\n')).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
};

/** Of a request to, or from, a gateway of our own protocol: over time, nonce and the bytes of the body. */
export const gatewaySignature = (secret: string, timestamp: string, nonce: string, body: Buffer | string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${nonce}.`).update(body).digest('hex');

/** In a time that tells nothing of where they differ. */
export const sameText = (one: string, other: string): boolean => {
  const [a, b] = [sha256(one), sha256(other)];
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
};
