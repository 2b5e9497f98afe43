import { verifyAsync } from '@noble/ed25519';

export interface VerifyingKey {
  id: string;
  publicKey: string;
}

/** What a gate knows without a network. */
export interface GateFacts {
  fairId: string;
  /** YYYY-MM-DD */
  day: string;
  keys: readonly VerifyingKey[];
}

/** State and the first sign of a name, as the kit has it; undefined for a ticket that it does not have. */
export type KnownTicket = readonly string[] | undefined;

export type Refusal = 'no_ticket' | 'forged' | 'past' | 'other_fair' | 'cancelled' | 'typo' | 'unknown';

export type Checked = { ok: true; number: string; name: string } | { ok: false; why: Refusal; number: string };

const TOKEN = /^GQ1\.([\w-]{1,8})\.([0-9a-f]{32})\.(\d{8})\.(\d{8})\.([\w-]{86})$/;

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));

/** Luhn, as the server makes them (libs/fair/src/domain/ticket.ts). */
export const isTicketNumber = (text: string): boolean => {
  if (!/^\d{8}$/.test(text)) return false;
  const sum = [...text].reverse().reduce((all, digit, i) => {
    const weighed = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return all + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
};

const isSigned = async (keys: readonly VerifyingKey[], keyId: string, text: string, signature: string): Promise<boolean> => {
  const key = keys.find(({ id }) => id === keyId);
  if (!key) return false;
  try {
    return await verifyAsync(bytesOf(signature), new TextEncoder().encode(text), bytesOf(key.publicKey), { zip215: false });
  } catch {
    return false;
  }
};

const refused = (why: Refusal, number = ''): Checked => ({ ok: false, why, number });

/** A number that was typed in is as good as what the kit knows of it. */
const checkTyped = (number: string, known: KnownTicket): Checked => {
  if (!isTicketNumber(number)) return refused('typo', number);
  if (!known) return refused('unknown', number);
  return known[0] === 'cancelled' ? refused('cancelled', number) : { ok: true, number, name: known[1] ?? '' };
};

/**
 * What was scanned or typed, told apart without a network: a ticket of this fair, one of another or an earlier one, a cancelled one,
 * a forged one. A ticket that was issued after the last contact is known by its signature alone.
 */
export const checkTicket = async (
  scanned: string,
  { fairId, day, keys }: GateFacts,
  known: (number: string) => KnownTicket,
): Promise<Checked> => {
  const text = scanned.trim();
  if (/^\d{4,12}$/.test(text)) return checkTyped(text, known(text));
  const [, keyId = '', fair = '', signedDay = '', number = '', signature = ''] = TOKEN.exec(text) ?? [];
  if (!number) return refused(text.startsWith('GQ1.') ? 'forged' : 'no_ticket');
  if (!(await isSigned(keys, keyId, text.slice(0, -signature.length - 1), signature))) return refused('forged', number);
  if (fair !== fairId.replaceAll('-', '')) return refused(signedDay < day.replaceAll('-', '') ? 'past' : 'other_fair', number);
  const ticket = known(number);
  return ticket?.[0] === 'cancelled' ? refused('cancelled', number) : { ok: true, number, name: ticket?.[1] ?? '' };
};
