import { BlockList, isIPv6 } from 'node:net';
import { Injectable, NotFoundException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

const inside = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

/** What a proxy adds to a request that it passes on. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * For figures and health states: answers only a caller of the loopback or a private network that asks this process itself. What a proxy
 * passes on comes from the public, whatever the address is spelled like; to them there is nothing here.
 */
@Injectable()
export class InsideOnly implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers, socket } = context.switchToHttp().getRequest<FastifyRequest>();
    const address = socket.remoteAddress ?? '';
    if (PASSED_ON.some((name) => headers[name] !== undefined) || !inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'))
      throw new NotFoundException();
    return true;
  }
}
