import type { Failure } from './failure.js';
import type { Group } from './templates.js';

export const CHANNELS = ['email', 'sms', 'wecom'] as const;
export type Channel = (typeof CHANNELS)[number];

export const DELIVERY_STATES = [
  ...['queued', 'sent', 'delivered', 'failed', 'no_address', 'no_provider'],
  // has its turn when another way failed; goes with the others of its day; went with them; held by staff
  ...['spare', 'digest', 'digested', 'paused'],
  // came too late to make sense; is not needed any more
  ...['late', 'dropped'],
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What a hand-over is called towards the outside: the same for every try, another one when staff send again what did not arrive. */
export const keyOf = ({ id, round }: { id: string; round: number }): string => (round === 0 ? id : `${id}.${round}`);

/** The delivery that a hand-over of {@link keyOf} belongs to. */
export const idOfKey = (key: string): string => key.slice(0, 36);

/** From which states staff may let a delivery be tried again. What was sent is never sent again. */
export const retryable = (state: DeliveryState): boolean => state === 'failed' || state === 'no_provider';

/** Groups that nobody can switch off: they are how one gets in. */
export const isFixed = (group: Group): boolean => group === 'account';

/** Whether somebody gets a message by a channel who has said nothing about its group, or this. What changes something that people have
 * arranged to come to is sent whatever they said. */
export const wants = ({ group, must }: { group: Group; must?: boolean }, chosen: boolean | undefined): boolean =>
  isFixed(group) || must === true || (chosen ?? true);

interface SmtpError {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
  syscall?: unknown;
  message?: unknown;
}

/** Whether a mail server's refusal concerns this mail, and no later try can help: a 5xx to its sender, recipient or content. A refused
 * connection, a wrong password or a 4xx may be mended or pass. */
export const isPermanent = (error: unknown): boolean => {
  const { code, command, responseCode } = (error ?? {}) as SmtpError;
  if (code === 'EENVELOPE' && responseCode === undefined) return true;
  const aboutTheMail = typeof command === 'string' && /^(MAIL FROM|RCPT TO|DATA)/.test(command);
  return aboutTheMail && typeof responseCode === 'number' && responseCode >= 500;
};

interface MailFailure {
  failure: Failure;
  /** The mail may be on its way all the same: the line broke after its last byte. */
  unsure: boolean;
  /** The server takes nobody's mail, or cannot be reached. */
  whole: boolean;
}

/** Nobody was reached, or nobody greeted: nothing was handed over. A line that breaks later is told in the same words, wherever it broke
 * (nodemailer 10: ECONNECTION and ETIMEDOUT of CONN), so it may have been behind the last byte. */
const neverBegan = (error: unknown): boolean => {
  const { code, syscall, message } = (error ?? {}) as SmtpError;
  if (code === 'ECONNREFUSED' || code === 'EDNS' || syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return typeof message === 'string' && /^(Greeting never received|Connection timeout)/.test(message);
};

/** The class of a mail server's refusal. */
export const failureOfMail = (error: unknown): MailFailure => {
  const { code, command, responseCode } = (error ?? {}) as SmtpError;
  if (isPermanent(error)) return { failure: command === 'DATA' ? 'content' : 'address', unsure: false, whole: false };
  if (code === 'EAUTH') return { failure: 'credentials', unsure: false, whole: true };
  // 4xx to a sender, a recipient or a content concerns this mail; the service as a whole says 421 or nothing at all.
  const whole = responseCode === undefined || responseCode === 421;
  return { failure: 'network', unsure: responseCode === undefined && !neverBegan(error), whole };
};

/** A server's words without the addresses in them: the log of deliveries is no list of addresses. */
export const withoutAddresses = (text: string): string => text.replace(/[^\s<>"',;:()]+@[^\s<>"',;:()]+/g, '***@***').slice(0, 500);
