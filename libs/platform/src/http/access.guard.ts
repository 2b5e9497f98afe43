import { Injectable, type CanActivate, type ExecutionContext, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PERMISSION, type AuthenticatedRequest } from './action.js';
import { AnonymousReads } from './anonymous-reads.js';
import { Authenticator, Authorizer } from './principal.js';
import { forbidden, signInFirst } from './problem.js';
import { requestContext } from './request-context.js';

/** Deny by default: a route is open only to whom its `Action` names. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly authorizer: Authorizer,
    private readonly reads: AnonymousReads,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const permission = this.reflector.get<string | undefined>(PERMISSION, context.getHandler());
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const sender = await this.authenticator.authenticate(request);
    // What everybody may do needs no person, and what is one's own is done by oneself.
    const who = sender?.token && permission === 'public' ? null : sender;
    request.principal = who;
    const current = requestContext();
    if (current && who) Object.assign(current, { principal: who });
    if (permission === 'public') {
      if (!sender && isRead(request)) this.reads.take(request);
      return true;
    }
    if (!who) throw signInFirst();
    if (permission === 'signed-in' && who.token) throw forbidden();
    if (permission === 'signed-in') return true;
    if (permission === undefined || !this.authorizer.can(who, permission)) throw forbidden();
    return true;
  }
}

/** Of the product itself; how it is doing may be asked at any time. */
const isRead = ({ method, url }: AuthenticatedRequest): boolean => ['GET', 'HEAD'].includes(method) && url.startsWith('/api/');

/** Stops the start when a route has no permission or names one that the catalogue lacks. */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly authorizer: Authorizer,
  ) {}

  onApplicationBootstrap(): void {
    const faults = this.discovery.getControllers().flatMap((wrapper) => {
      const prototype = (wrapper.metatype as { prototype?: object } | null)?.prototype;
      return prototype ? this.scanner.getAllMethodNames(prototype).flatMap((name) => this.fault(prototype, name)) : [];
    });
    if (faults.length > 0) throw new Error(`Routes that nobody gave a permission of the catalogue:\n  ${faults.join('\n  ')}`);
  }

  private fault(prototype: object, name: string): string[] {
    const handler = (prototype as Record<string, unknown>)[name] as object;
    if (Reflect.getMetadata('path', handler) === undefined) return [];
    const permission = Reflect.getMetadata(PERMISSION, handler) as string | undefined;
    const where = `${prototype.constructor.name}.${name}`;
    if (permission === undefined) return [`${where}: no @Action`];
    return permission === 'public' || permission === 'signed-in' || this.authorizer.known(permission) ? [] : [`${where}: ${permission}`];
  }
}
