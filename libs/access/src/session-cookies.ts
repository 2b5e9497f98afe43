import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { DeviceCookie } from './devices.service.js';
import { SESSION_COOKIE, Sessions } from './session.service.js';
import type { SignedIn } from './sign-in.service.js';
import { TICKET_COOKIE, Tickets } from './tickets.service.js';

/** The cookies of signing in, set in one place. */
@Injectable()
export class SessionCookies {
  constructor(
    private readonly sessions: Sessions,
    private readonly tickets: Tickets,
  ) {}

  enter(reply: FastifyReply, { token, expiresAt, device }: SignedIn): void {
    void reply.setCookie(SESSION_COOKIE, token, this.sessions.cookie(expiresAt));
    this.know(reply, device);
    void reply.clearCookie(TICKET_COOKIE, { path: this.tickets.cookieOptions.path });
  }

  halfWay(reply: FastifyReply, ticket: string): void {
    void reply.setCookie(TICKET_COOKIE, ticket, this.tickets.cookieOptions);
  }

  know(reply: FastifyReply, { name, value, options }: DeviceCookie): void {
    void reply.setCookie(name, value, options);
  }

  leave(reply: FastifyReply): void {
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }
}
