import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: 43 characters that nobody guesses. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token. It is random, so one fast hash is enough; a copy of the table opens nothing. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
