import { isBureau } from './side.js';

/** What the setting says: nobody is asked, whoever wants it, every bureau account. */
export type SecondFactorMode = 'off' | 'optional' | 'required';

/** What comes after the right password. */
export type SecondStep = 'code' | 'enrolment';

/** Whether nothing opens without a second factor. */
export const demandsFactor = (mode: SecondFactorMode, roles: readonly string[]): boolean => mode === 'required' && roles.some(isBureau);

export interface Standing {
  enrolled: boolean;
  /** Signs in on a device that was trusted after a second factor. */
  trusted: boolean;
}

/** Null when the password is enough. */
export const stepAfterPassword = (mode: SecondFactorMode, roles: readonly string[], { enrolled, trusted }: Standing): SecondStep | null => {
  if (mode === 'off') return null;
  if (enrolled) return trusted ? null : 'code';
  return demandsFactor(mode, roles) ? 'enrolment' : null;
};

/** Without letters and digits that are taken for each other. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const HALF = 5;
export const RECOVERY_CODES = 10;

/** Two groups of five, 'k3m9x-p2wqa': about 50 bits. @param random a whole number below its argument */
export const recoveryCode = (random: (below: number) => number): string => {
  const letters = Array.from({ length: 2 * HALF }, () => ALPHABET[random(ALPHABET.length)]).join('');
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`;
};

/** However it was typed. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '');

export const isTimeCode = (plain: string): boolean => /^\d{6}$/.test(plain);
