import { Body, Headers, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '#platform/config';
import type { Paged } from '#platform/db';
import { Action, Caller, localeOf, MaybeCaller, PageQuery, Resource, signInFirst, type Principal } from '#platform/http';
import { ForgottenDto, MeDto, MyContactDto, PasswordChangeDto, RedeemDto, SessionDto, SignInDto } from './access.dto.js';
import { problems } from './access.problems.js';
import { Devices } from './devices.service.js';
import { Me } from './me.service.js';
import { OwnPassword } from './own-password.service.js';
import { PasswordLinks } from './password-links.service.js';
import { ResetRequests } from './reset-requests.service.js';
import { SessionCookies } from './session-cookies.js';
import { Sessions } from './session.service.js';
import { SecondStepNeeded, SignIn } from './sign-in.service.js';

@Resource('sessions')
export class SessionController {
  constructor(
    private readonly signIns: SignIn,
    private readonly sessions: Sessions,
    private readonly cookies: SessionCookies,
    private readonly me: Me,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'POST',
    permission: 'public',
    rate: 'login',
    body: SignInDto,
    returns: MeDto,
    status: 201,
    summary: 'Sign in; the session is a cookie',
  })
  async signIn(
    @Body() body: SignInDto,
    @Headers('user-agent') agent: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    const started = await this.signIns.signIn(body.login, body.password, agent ?? '', request.cookies).catch((error: unknown) => {
      throw this.halfWay(error, reply);
    });
    const who = await this.sessions.principal(started.token, localeOf(request));
    if (!who) throw signInFirst();
    this.cookies.enter(reply, started);
    return this.me.describe(who);
  }

  /** The answer is a refusal, for nobody is signed in yet; it names the step, and brings the ticket for it. */
  private halfWay(error: unknown, reply: FastifyReply): unknown {
    if (!(error instanceof SecondStepNeeded)) return error;
    this.cookies.halfWay(reply, error.ticket);
    return problems('access.second_step', { step: error.step, trustDays: this.settings.TRUSTED_DEVICE_DAYS });
  }

  @Action({ method: 'DELETE', path: 'current', permission: 'public', summary: 'Sign out' })
  async signOut(@MaybeCaller() who: Principal | null, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    if (who) await this.sessions.end(who, who.sessionId);
    this.cookies.leave(reply);
  }
}

@Resource('me')
export class MeController {
  constructor(
    private readonly me: Me,
    private readonly password: OwnPassword,
    private readonly sessions: Sessions,
  ) {}

  @Action({ method: 'GET', permission: 'signed-in', returns: MeDto, summary: 'Who I am and what I may do' })
  describe(@Caller() who: Principal): Promise<MeDto> {
    return this.me.describe(who);
  }

  @Action({ method: 'GET', path: 'contact', permission: 'signed-in', returns: MyContactDto, summary: 'My own name and phone' })
  contact(@Caller() who: Principal): Promise<MyContactDto> {
    return this.me.contact(who);
  }

  @Action({
    method: 'POST',
    path: 'password',
    permission: 'signed-in',
    rate: 'login',
    body: PasswordChangeDto,
    summary: 'Change my password; my other sessions end',
  })
  changePassword(@Caller() who: Principal, @Body() body: PasswordChangeDto): Promise<void> {
    return this.password.change(who, body.current, body.next);
  }

  @Action({ method: 'GET', path: 'sessions', permission: 'signed-in', returns: SessionDto, list: true, summary: 'Where I am signed in' })
  async list(@Caller() who: Principal, @Query() query: PageQuery): Promise<Paged<SessionDto>> {
    const { items, next } = await this.sessions.own(who, query.cursor, query.limit);
    return {
      next,
      items: items.map(({ id, createdAt, seenAt, expiresAt, agent }) => ({
        id,
        createdAt: createdAt.toISOString(),
        seenAt: seenAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        agent,
        current: id === who.sessionId,
      })),
    };
  }

  @Action({ method: 'DELETE', path: 'sessions/:id', permission: 'signed-in', summary: 'End one of my sessions' })
  end(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    return this.sessions.end(who, id);
  }
}

@Resource('password-links')
export class PasswordLinkController {
  constructor(
    private readonly links: PasswordLinks,
    private readonly requests: ResetRequests,
    private readonly devices: Devices,
    private readonly cookies: SessionCookies,
  ) {}

  @Action({
    method: 'POST',
    permission: 'public',
    rate: 'login',
    body: ForgottenDto,
    status: 202,
    summary: 'I forgot my password: a link is sent if there is such an account',
  })
  forgotten(@Body() body: ForgottenDto): Promise<void> {
    return this.requests.note(body.login);
  }

  @Action({
    method: 'POST',
    path: 'redeem',
    permission: 'public',
    rate: 'login',
    body: RedeemDto,
    summary: 'Choose a password with the link; then sign in',
  })
  async redeem(@Body() body: RedeemDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const id = await this.links.redeem(body.token, body.password);
    // Whoever holds the link is the owner: wrong tries of others must not keep them from signing in with their new password.
    this.cookies.know(reply, this.devices.remember({ id, generation: 0 }, null, null));
  }
}
