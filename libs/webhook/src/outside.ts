import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Addresses that are nobody's on the public internet (IANA special-purpose registries): behind them stand our own machines. */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4');

/** Of IPv6 only the global unicast range is outside, without documentation, and without what carries an IPv4 address in it. */
const outside6 = new BlockList();
outside6.addSubnet('2000::', 3, 'ipv6');
const inside6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside6.addSubnet(network, bits, 'ipv6');

/** Whether an address is on the public internet. */
export const isOutside = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !inside.check(address, 'ipv4');
  return family === 6 && outside6.check(address, 'ipv6') && !inside6.check(address, 'ipv6');
};

/** Thrown for an address that may not be called. */
export class InsideError extends Error {
  constructor() {
    super('the address is not on the public internet');
  }
}

/** The address to connect to: looked up once and used as it was checked, so that a name cannot point elsewhere a moment later.
 * @throws InsideError; the resolver's error for a name that does not exist */
export const addressOf = async (url: URL, insideAllowed: boolean): Promise<{ address: string; family: number }> => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found = family ? [{ address: host, family }] : await lookup(host, { all: true, verbatim: true });
  const [first] = found;
  if (!first || (!insideAllowed && found.some(({ address }) => !isOutside(address)))) throw new InsideError();
  return first;
};
