import { lookup } from '../../i18n';

export const KINDS = [
  'need.published',
  'need.changed',
  'need.withdrawn',
  'need.went_stale',
  'need.filled',
  'promise.made',
  'promise.accepted',
  'promise.declined',
  'promise.lapsed',
  'promise.withdrawn',
  'trip.planned',
  'trip.departed',
  'trip.arrived',
  'trip.confirmed',
  'trip.cancelled',
  'fair.moved',
  'fair.cancelled',
] as const;

export const kindText = (kind: string): string => lookup('console', `hookKind.${kind}`, kind);

/** Where it is called, without what the address may hold besides. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** Why it was not taken, in words where there are some. */
export const hookFault = (fault: string): string => lookup('console', `hookFault.${fault}`, fault);
