import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { UserAccount } from './access.entity.js';
import { problems } from './access.problems.js';
import { Devices, type Cookies, type DeviceCookie, type KnownDevice } from './devices.service.js';
import { stepAfterPassword, type SecondStep } from './domain/second-factor.js';
import { Identities } from './identity.js';
import { Newcomers } from './newcomers.service.js';
import { passwordMatches } from './passwords.js';
import { SecondFactors } from './second-factor.service.js';
import { Sessions, type StartedSession } from './session.service.js';
import { Tickets } from './tickets.service.js';
import { Tries, type Door } from './tries.service.js';

export interface SignedIn extends StartedSession {
  device: DeviceCookie;
}

/** The password was right, and is not enough. Whoever holds the ticket may take the next step, and nothing else. */
export class SecondStepNeeded extends Error {
  constructor(
    readonly step: SecondStep,
    readonly ticket: string,
  ) {
    super(`the second step is: ${step}`);
  }
}

/** Signing in with a password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly identities: Identities,
    private readonly newcomers: Newcomers,
    private readonly sessions: Sessions,
    private readonly tries: Tries,
    private readonly devices: Devices,
    private readonly factors: SecondFactors,
    private readonly tickets: Tickets,
  ) {}

  /** Answers the same, and as slowly, whether the account does not exist, is disabled or the password is wrong. An account that was made on
   * this browser has a door of its own, so that whoever registers with somebody's address gets no more tries at theirs.
   * @throws Problem 401 `access.sign_in_failed`; 429 `access.locked` after too many wrong tries; SecondStepNeeded */
  async signIn(typed: string, password: string, agent: string, cookies: Cookies = {}): Promise<SignedIn> {
    const index = this.identities.lookup(typed);
    const typedIndex = Object.values(index).join();
    const newcomer = await this.newcomers.registeredHere(index, cookies);
    if (newcomer && (await this.opens(newcomer, password, this.tries.toSignIn(typedIndex, newcomer.id))))
      return this.enter(newcomer, null, agent);
    const account = await this.uow.manager.findOneBy(UserAccount, index);
    const known = account && this.devices.recognise(account, cookies);
    const right = await this.opens(account, password, this.tries.toSignIn(typedIndex, known?.id ?? null));
    if (!account || !right) throw problems('access.sign_in_failed');
    return this.enter(account, known, agent);
  }

  private async opens(account: UserAccount | null, password: string, doors: readonly Door[]): Promise<boolean> {
    await this.tries.count(doors);
    const right = (await passwordMatches(account?.passwordHash ?? null, password)) && account?.disabledAt === null;
    await (right ? this.tries.forget(doors) : this.tries.noteWrong(doors, account?.id ?? null));
    return right;
  }

  private async enter(account: UserAccount, known: KnownDevice | null, agent: string): Promise<SignedIn> {
    const secondFactor = await this.passSecondStep(account, known);
    const session = await this.sessions.start(account.id, agent, account.generation, secondFactor);
    return { ...session, device: this.devices.remember(account, known, known?.trustedUntil ?? null) };
  }

  /** Whether the device stands for a second factor. @throws SecondStepNeeded when one has to be given first */
  private async passSecondStep(account: UserAccount, known: KnownDevice | null): Promise<boolean> {
    const roles = (await this.sessions.grantsOf(account.id)).map(({ role }) => role);
    const enrolled = (await this.factors.enrolled([account.id])).has(account.id);
    const trusted = Boolean(known?.trustedUntil);
    const step = stepAfterPassword(this.factors.mode, roles, { enrolled, trusted });
    if (step) throw new SecondStepNeeded(step, this.tickets.issue(account, step));
    return enrolled && trusted;
  }
}
