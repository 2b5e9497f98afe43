/** What somebody lets an enterprise see, field by field. */
export const CONSENTS = ['name', 'phone', 'occupation', 'experience'] as const;
export type Consent = (typeof CONSENTS)[number];

export const TICKET_KINDS = ['phone', 'paper', 'group'] as const;
/** By whom it was asked for: by a person with a telephone or address, printed in advance for whoever comes, or by a list of a school. */
export type TicketKind = (typeof TICKET_KINDS)[number];

const DIGITS = 7;
/** So many numbers there are: of 20,000 tickets one in 500 is guessed. */
export const TICKET_NUMBERS = 10 ** DIGITS;

/** Luhn: tells every wrong digit, and nearly every pair that changed places. */
const checkDigit = (digits: string): string => {
  const sum = [...digits].reverse().reduce((all, digit, i) => {
    const weighed = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return all + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};

/** The number on a ticket, with which it can be typed: seven digits and one that checks them. @param serial below {@link TICKET_NUMBERS} */
export const ticketNumber = (serial: number): string => {
  const digits = String(serial).padStart(DIGITS, '0');
  return digits + checkDigit(digits);
};

export const isTicketNumber = (text: string): boolean =>
  new RegExp(`^\\d{${DIGITS + 1}}$`).test(text) && checkDigit(text.slice(0, DIGITS)) === text.slice(DIGITS);

/** What the QR of a ticket says; whoever has the public key can tell offline that it was said here. */
export interface TicketToken {
  keyId: string;
  fairId: string;
  /** Day of the fair when it was signed, YYYY-MM-DD. */
  day: string;
  number: string;
}

/** The part that is signed; a point and the signature in base64url follow it. */
export const tokenText = ({ keyId, fairId, day, number }: TicketToken): string =>
  ['GQ1', keyId, fairId.replaceAll('-', ''), day.replaceAll('-', ''), number].join('.');
