import { createHash, createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto';

/** A message of a phone: JSON as it was signed. */
export interface Signed {
  device: string;
  payload: string;
  /** ECDSA on P-256 with SHA-256, 64 bytes in base64url. */
  signature: string;
}

/** What a message is for: one that was signed for a purpose is none for another. */
export type Purpose = 'unlock' | 'kit' | 'sync';

/** @returns null for what is no public key on P-256 */
const keyOf = (publicKey: string): KeyObject | null => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null;
  }
};

const isSignedBy = (publicKey: string, text: string, signature: string): boolean => {
  const key = keyOf(publicKey);
  return key !== null && verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
};

export const isSignedFor = (purpose: Purpose, publicKey: string, { device, payload, signature }: Signed): boolean =>
  isSignedBy(publicKey, `${purpose}\n${device}\n${payload}`, signature);

/** Whoever takes an invitation up shows that the key is theirs. */
export const isEnrolment = (code: string, publicKey: string, signature: string): boolean =>
  isSignedBy(publicKey, `enrol\n${code}\n${publicKey}`, signature);

/** 256 random bits in base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
