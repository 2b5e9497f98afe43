import { Secret, TOTP } from 'otpauth';
import { toString as draw } from 'qrcode';

/** RFC 6238 with what every authenticator app takes: SHA-1, six digits, 30 seconds. */
const STEP_MS = 30_000;
/** Steps before and after the present one that count: clocks of telephones differ. RFC 6238, section 5.2 */
const TOLERANCE = 1;
const SECRET_BYTES = 20;

const totpOf = (secret: string, label = 'Gangqiao'): TOTP =>
  new TOTP({ issuer: 'Gangqiao', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: STEP_MS / 1000 });

/** In base32, as people type it into an app. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** @param label what the app shows beside the code */
export const addressOf = (secret: string, label: string): string => totpOf(secret, label).toString();

/** The address as a QR code, an SVG document. */
export const drawn = (address: string): Promise<string> => draw(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });

/** The time step that a code is of; null when it is of none that counts now. */
export const stepOf = (secret: string, code: string, now: Date): number | null => {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: TOLERANCE });
  return delta === null ? null : Math.floor(now.getTime() / STEP_MS) + delta;
};

/** The code of a moment: what an app would show. For tests. */
export const codeAt = (secret: string, now: Date): string => totpOf(secret).generate({ timestamp: now.getTime() });
