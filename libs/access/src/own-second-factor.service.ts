import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { problems } from './access.problems.js';
import { Accounts } from './accounts.service.js';
import { demandsFactor } from './domain/second-factor.js';
import { isBureau } from './domain/side.js';
import { Enrolments } from './enrolments.service.js';
import { OwnPassword } from './own-password.service.js';
import { SecondFactors, type Enrolment, type FactorState } from './second-factor.service.js';

export interface OwnFactorState extends FactorState {
  offered: boolean;
  required: boolean;
}

/** A person's own second factor. Whatever changes it needs the password: an open browser is not enough. */
@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly password: OwnPassword,
    private readonly accounts: Accounts,
    private readonly enrolments: Enrolments,
    private readonly factors: SecondFactors,
  ) {}

  async state(who: Principal): Promise<OwnFactorState> {
    const { mode } = this.factors;
    const roles = rolesOf(who);
    return {
      ...(await this.factors.state(who.userId)),
      offered: mode !== 'off' && roles.some(isBureau),
      required: demandsFactor(mode, roles),
    };
  }

  /** @throws Problem 409 where nobody is offered one; 401 for a wrong password. */
  async begin(who: Principal, password: string): Promise<Enrolment> {
    if (!(await this.state(who)).offered) throw problems('access.second_factor_off');
    return this.enrolments.begin(await this.password.check(who.userId, password));
  }

  /** @throws Problem 422 for a wrong code. */
  confirm(who: Principal, code: string): Promise<string[]> {
    return this.enrolments.confirm(who.userId, code, { keep: who.sessionId });
  }

  /** New recovery codes. @throws Problem 409 without a second factor; 401 for a wrong password. */
  async renewCodes(who: Principal, password: string): Promise<string[]> {
    await this.password.check(who.userId, password);
    if ((await this.state(who)).since === null) throw problems('access.second_factor_off');
    return this.factors.renewCodes(who.userId, who);
  }

  /** @throws Problem 409 where it is required; 401 for a wrong password. */
  async turnOff(who: Principal, password: string): Promise<void> {
    if ((await this.state(who)).required) throw problems('access.second_factor_required');
    const { generation } = await this.password.check(who.userId, password);
    await this.uow.run(async () => {
      await this.accounts.changeCredential(who.userId, {}, { stillAt: generation, keep: who.sessionId });
      await this.factors.remove(who.userId, who);
    });
  }
}

const rolesOf = ({ grants }: Principal): string[] => grants.map(({ role }) => role);
