import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator, localeOf, type Principal } from '#platform/http';
import { ApiTokens } from './api-tokens.service.js';
import { bearerOf } from './domain/api-token.js';
import { SESSION_COOKIE, Sessions } from './session.service.js';

/** Tells who sent a request: a person by the cookie of their session, or another system by its token. */
@Injectable()
export class Door extends Authenticator {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
  ) {
    super();
  }

  /** @throws Problem 401 for a token that holds no more: a system that sends one must not be taken for a stranger */
  async authenticate(request: FastifyRequest): Promise<Principal | null> {
    const locale = localeOf(request);
    const bearer = bearerOf(request.headers.authorization);
    if (bearer) return this.tokens.principal(bearer, locale);
    const token = request.cookies[SESSION_COOKIE];
    return token ? this.sessions.principal(token, locale) : null;
  }
}
