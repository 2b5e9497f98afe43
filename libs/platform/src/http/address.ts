import { isIPv6 } from 'node:net';

const GROUPS = 8;
const NETWORK_GROUPS = 4;

/** The eight groups of an IPv6 address, which may end in an IPv4 one. */
const groupsOf = (address: string): number[] => {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const read = (part: string): number[] => part.split(':').filter(Boolean).flatMap(group);
  const [left, right] = [read(head), read(tail ?? '')];
  return [...left, ...Array<number>(Math.max(0, GROUPS - left.length - right.length)).fill(0), ...right];
};

const group = (text: string): number[] => {
  if (!text.includes('.')) return [parseInt(text, 16)];
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
};

const isMappedIpv4 = (groups: number[]): boolean => groups.slice(0, 5).every((one) => one === 0) && groups[5] === 0xffff;

const dotted = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');

/** What stands for one visitor wherever requests are counted: an IPv4 address, or the /64 that a single IPv6 connection is given whole
 * (RFC 6177). */
export const addressBlock = (address: string): string => {
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address);
  if (isMappedIpv4(groups)) return dotted(groups[6] ?? 0, groups[7] ?? 0);
  const network = groups.slice(0, NETWORK_GROUPS).map((one) => one.toString(16));
  return `${network.join(':')}::/64`;
};
