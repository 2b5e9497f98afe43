import { createHash, randomBytes } from 'node:crypto';

/** What stands behind the # of “my ticket”: 256 random bits, kept as their hash. */
export const newLink = (): string => randomBytes(32).toString('base64url');
export const hashOf = (link: string): string => createHash('sha256').update(link).digest('base64url');
export const LINK = /^[\w-]{43}$/;
