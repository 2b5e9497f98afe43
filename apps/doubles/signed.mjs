/**
 * What the real providers check of a request, written from their documents and not from the product's code: so that a signature
 * which both get wrong in the same way is not taken for right.
 */
import { createHash, createHmac } from 'node:crypto';

const hex = (text) => createHash('sha256').update(text).digest('hex');
const FIFTEEN_MINUTES = 15 * 60_000;

/** Percent-encoding of RFC 3986. */
const percent = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const headerLines = (headers, names) => names.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');

/** @returns the provider's code for what is wrong, or null */
export function aliyunFault({ headers, url, body }, { id, secret }, seen) {
  const found = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '');
  if (!found) return 'MissingAuthorization';
  const [, credential, signedNames, signature] = found;
  if (credential !== id) return 'InvalidAccessKeyId.NotFound';
  const names = signedNames.split(';');
  const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-acs-'))];
  if (needed.some((name) => !names.includes(name))) return 'SignatureDoesNotMatch';
  if (!(Math.abs(Date.now() - Date.parse(headers['x-acs-date'])) < FIFTEEN_MINUTES)) return 'InvalidTimeStamp.Expired';
  const query = [...url.searchParams]
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .sort()
    .join('&');
  const request = `POST\n${url.pathname}\n${query}\n${headerLines(headers, names)}\n${signedNames}\n${hex(body)}`;
  const right = createHmac('sha256', secret)
    .update(`ACS3-HMAC-SHA256\n${hex(request)}`)
    .digest('hex');
  if (right !== signature || headers['x-acs-content-sha256'] !== hex(body)) return 'SignatureDoesNotMatch';
  if (seen.has(headers['x-acs-signature-nonce'])) return 'SignatureNonceUsed';
  seen.add(headers['x-acs-signature-nonce']);
  return null;
}

export function tencentFault({ headers, body }, { id, secret }) {
  const found = /^TC3-HMAC-SHA256 Credential=([^/]+)\/([^/]+)\/sms\/tc3_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? '',
  );
  if (!found) return 'AuthFailure.SignatureFailure';
  const [, credential, day, signedNames, signature] = found;
  if (credential !== id) return 'AuthFailure.SecretIdNotFound';
  const timestamp = Number(headers['x-tc-timestamp']);
  if (!(Math.abs(Date.now() - timestamp * 1_000) < FIFTEEN_MINUTES / 3)) return 'AuthFailure.SignatureExpire';
  const names = signedNames.split(';');
  if (!names.includes('host') || !names.includes('content-type')) return 'AuthFailure.SignatureFailure';
  const lower = { ...headers, 'x-tc-action': String(headers['x-tc-action']).toLowerCase() };
  const request = `POST\n/\n\n${headerLines(lower, names)}\n${signedNames}\n${hex(body)}`;
  const step = (key, text) => createHmac('sha256', key).update(text).digest();
  const key = step(step(step(`TC3${secret}`, day), 'sms'), 'tc3_request');
  const right = step(key, `TC3-HMAC-SHA256\n${timestamp}\n${day}/sms/tc3_request\n${hex(request)}`).toString('hex');
  return right === signature ? null : 'AuthFailure.SignatureFailure';
}

/** The small protocol of docs/text-messages.md, in either direction. */
export const gatewaySignature = (secret, timestamp, nonce, body) =>
  createHmac('sha256', secret).update(`${timestamp}.${nonce}.${body}`).digest('hex');

export function gatewayFault({ headers, body }, { id, secret }, seen) {
  const [timestamp, nonce] = [headers['x-gangqiao-timestamp'], headers['x-gangqiao-nonce']];
  const right = gatewaySignature(secret, timestamp, nonce, body);
  if (headers['x-gangqiao-id'] !== id || headers['x-gangqiao-signature'] !== right) return 'credentials';
  if (!(Math.abs(Date.now() / 1_000 - Number(timestamp)) < 300) || seen.has(nonce)) return 'credentials';
  seen.add(nonce);
  return null;
}
