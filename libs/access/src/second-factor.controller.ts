import { Body, Headers, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action, Caller, requestContext, Resource, signInFirst, type Principal } from '#platform/http';
import { CodeDto, EnrolmentDto, MeDto, OwnSecondFactorDto, PasswordAgainDto, RecoveryCodesDto, SecondStepDto } from './access.dto.js';
import { Me } from './me.service.js';
import { OwnSecondFactor } from './own-second-factor.service.js';
import { SecondStepSignIn } from './second-step.service.js';
import { SessionCookies } from './session-cookies.js';
import { Sessions } from './session.service.js';
import type { SignedIn } from './sign-in.service.js';

const requestOf = ({ code, trust = false }: SecondStepDto, agent: string | undefined, { cookies }: FastifyRequest) => ({
  code,
  trust,
  agent: agent ?? '',
  cookies,
});

/** Between the password and the session. Who may is in the ticket, a cookie that the right password gave. */
@Resource('sessions/second-step')
export class SecondStepController {
  constructor(
    private readonly steps: SecondStepSignIn,
    private readonly sessions: Sessions,
    private readonly cookies: SessionCookies,
    private readonly me: Me,
  ) {}

  @Action({
    method: 'POST',
    permission: 'public',
    rate: 'login',
    body: SecondStepDto,
    returns: MeDto,
    status: 201,
    summary: 'Give the code of the authenticator app, or a recovery code; the session is a cookie',
  })
  async finish(
    @Body() body: SecondStepDto,
    @Headers('user-agent') agent: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    return this.enter(await this.steps.finish(requestOf(body, agent, request)), reply);
  }

  @Action({
    method: 'POST',
    path: 'enrolment',
    permission: 'public',
    rate: 'login',
    returns: EnrolmentDto,
    status: 201,
    summary: 'Begin to set up the authenticator app that has to be there before one gets in',
  })
  begin(@Req() request: FastifyRequest): Promise<EnrolmentDto> {
    return this.steps.beginEnrolment(request.cookies);
  }

  @Action({
    method: 'POST',
    path: 'enrolment/confirm',
    permission: 'public',
    rate: 'login',
    body: SecondStepDto,
    returns: RecoveryCodesDto,
    status: 201,
    summary: 'Give the first code of the app; the session is a cookie, the recovery codes are told this once',
  })
  async confirm(
    @Body() body: SecondStepDto,
    @Headers('user-agent') agent: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodesDto> {
    const { signedIn, recoveryCodes } = await this.steps.finishEnrolment(requestOf(body, agent, request));
    await this.enter(signedIn, reply);
    return { recoveryCodes };
  }

  private async enter(signedIn: SignedIn, reply: FastifyReply): Promise<MeDto> {
    const who = await this.sessions.principal(signedIn.token, requestContext()?.locale ?? 'zh');
    if (!who) throw signInFirst();
    this.cookies.enter(reply, signedIn);
    return this.me.describe(who);
  }
}

@Resource('me/second-factor')
export class MySecondFactorController {
  constructor(private readonly own: OwnSecondFactor) {}

  @Action({ method: 'GET', permission: 'signed-in', returns: OwnSecondFactorDto, summary: 'My second factor' })
  async state(@Caller() who: Principal): Promise<OwnSecondFactorDto> {
    const { since, ...state } = await this.own.state(who);
    return { ...state, since: since?.toISOString() ?? null };
  }

  @Action({
    method: 'POST',
    permission: 'signed-in',
    rate: 'login',
    body: PasswordAgainDto,
    returns: EnrolmentDto,
    status: 201,
    summary: 'Begin to set up an authenticator app; what was there before holds until the new one is confirmed',
  })
  begin(@Caller() who: Principal, @Body() { password }: PasswordAgainDto): Promise<EnrolmentDto> {
    return this.own.begin(who, password);
  }

  @Action({
    method: 'POST',
    path: 'confirm',
    permission: 'signed-in',
    rate: 'login',
    body: CodeDto,
    returns: RecoveryCodesDto,
    status: 201,
    summary: 'Give the first code of the app; my other sessions end, the recovery codes are told this once',
  })
  async confirm(@Caller() who: Principal, @Body() { code }: CodeDto): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.own.confirm(who, code) };
  }

  @Action({
    method: 'POST',
    path: 'recovery-codes',
    permission: 'signed-in',
    rate: 'login',
    body: PasswordAgainDto,
    returns: RecoveryCodesDto,
    status: 201,
    summary: 'New recovery codes in place of the earlier ones, told this once',
  })
  async renewCodes(@Caller() who: Principal, @Body() { password }: PasswordAgainDto): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.own.renewCodes(who, password) };
  }

  @Action({
    method: 'POST',
    path: 'turn-off',
    permission: 'signed-in',
    rate: 'login',
    body: PasswordAgainDto,
    summary: 'Sign in with the password alone from now on; my other sessions end',
  })
  turnOff(@Caller() who: Principal, @Body() { password }: PasswordAgainDto): Promise<void> {
    return this.own.turnOff(who, password);
  }
}
