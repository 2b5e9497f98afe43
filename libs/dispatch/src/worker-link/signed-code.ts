import { timingSafeEqual } from 'node:crypto';
import type { FieldCipher } from '#platform/crypto';

/** As it stands behind the # of an address: an id or two of 32 signs each, and their signature. */
export const SIGNED_CODE = /^(?:[0-9a-f]{32}){1,2}\.[\w-]{43}$/;
export const SIGNED_CODE_LENGTH = 108;

const signatureOf = (cipher: FieldCipher, purpose: string, bare: string): string => cipher.sign(purpose, bare).toString('base64url');

/** A code that names a row or two and that nobody else can make. It is worked out again whenever it is printed: no table holds it. */
export const signedCode = (cipher: FieldCipher, purpose: string, ...ids: string[]): string => {
  const bare = ids.join('').replaceAll('-', '');
  return `${bare}.${signatureOf(cipher, purpose, bare)}`;
};

/** The ids in a code; none for one that was not signed here, or for something else. */
export const idsOfCode = (cipher: FieldCipher, purpose: string, code: string): string[] => {
  if (!SIGNED_CODE.test(code)) return [];
  const [bare = '', signature = ''] = code.split('.');
  const right = Buffer.from(signatureOf(cipher, purpose, bare));
  const given = Buffer.from(signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return [];
  return (bare.match(/.{32}/g) ?? []).map((id) => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
};
