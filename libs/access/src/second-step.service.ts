import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '#platform/db';
import { UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { Devices, type Cookies } from './devices.service.js';
import { Enrolments } from './enrolments.service.js';
import { SecondFactors, type Enrolment } from './second-factor.service.js';
import { Sessions } from './session.service.js';
import type { SignedIn } from './sign-in.service.js';
import { Tickets, type Ticket } from './tickets.service.js';
import { Tries } from './tries.service.js';

/** What the browser sends along with the code. */
export interface SecondStepRequest {
  code: string;
  /** Not to be asked again on this device for a while. */
  trust: boolean;
  agent: string;
  cookies: Cookies;
}

/** The second step of signing in, with the ticket that the right password gave. */
@Injectable()
export class SecondStepSignIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly tickets: Tickets,
    private readonly tries: Tries,
    private readonly devices: Devices,
    private readonly factors: SecondFactors,
    private readonly enrolments: Enrolments,
  ) {}

  /** @throws Problem 401 for a wrong or used code, or a ticket that is over; 429 after too many. */
  async finish(request: SecondStepRequest): Promise<SignedIn> {
    const account = await this.holder(this.tickets.open(request.cookies, 'code'));
    const doors = this.tries.toSecondStep(account.id, this.devices.recognise(account, request.cookies)?.id ?? null);
    await this.tries.count(doors);
    const signedIn = await this.uow.run(async () => {
      if (!(await this.factors.accept(account.id, request.code))) return null;
      await this.tries.forget(doors);
      return this.enter(account, request);
    });
    if (signedIn) return signedIn;
    await this.tries.noteWrong(doors, account.id);
    throw problems('access.code_refused');
  }

  /** For whoever has to have a second factor and has none yet. @throws Problem 401 for a ticket that is over. */
  async beginEnrolment(cookies: Cookies): Promise<Enrolment> {
    return this.enrolments.begin(await this.holder(this.tickets.open(cookies, 'enrolment')));
  }

  /** @throws Problem 401 for a ticket that is over; 422 for a wrong code. */
  async finishEnrolment(request: SecondStepRequest): Promise<{ signedIn: SignedIn; recoveryCodes: string[] }> {
    const { id, generation } = await this.holder(this.tickets.open(request.cookies, 'enrolment'));
    return this.uow.run(async () => {
      const recoveryCodes = await this.enrolments.confirm(id, request.code, { stillAt: generation });
      const account = await this.uow.manager.findOneByOrFail(UserAccount, { id });
      return { recoveryCodes, signedIn: await this.enter(account, request) };
    });
  }

  private async holder({ userId, generation }: Ticket): Promise<UserAccount> {
    const account = await this.uow.manager.findOneBy(UserAccount, { id: userId, generation, disabledAt: IsNull() });
    if (!account) throw problems('access.second_step_over');
    return account;
  }

  private async enter(account: UserAccount, { agent, cookies, trust }: SecondStepRequest): Promise<SignedIn> {
    const session = await this.sessions.start(account.id, agent, account.generation, true);
    const known = this.devices.recognise(account, cookies);
    return { ...session, device: this.devices.remember(account, known, trust ? this.devices.trustUntil() : null) };
  }
}
