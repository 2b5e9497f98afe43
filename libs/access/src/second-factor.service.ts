import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, Not } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { Settings } from '#platform/config';
import { Clock, newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { RecoveryCode, SecondFactor } from './access.entity.js';
import { problems } from './access.problems.js';
import { Audit } from './audit.service.js';
import { isTimeCode, plainCode, recoveryCode, RECOVERY_CODES } from './domain/second-factor.js';
import { addressOf, drawn, newSecret, stepOf } from './totp.js';

const TABLE = 'second_factor';

/** What an authenticator app is told. */
export interface Enrolment {
  secret: string;
  address: string;
  /** The address as a QR code in SVG. */
  qr: string;
}

export interface FactorState {
  since: Date | null;
  codesLeft: number;
}

type By = Pick<Principal, 'userId'> | null;

/** Codes of an authenticator app (RFC 6238), and recovery codes for the day it is lost. Everything joins the caller's unit of work. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly settings: Settings,
    private readonly audit: Audit,
  ) {}

  get mode(): Settings['GANGQIAO_TWO_FACTOR'] {
    return this.settings.GANGQIAO_TWO_FACTOR;
  }

  async state(userId: string): Promise<FactorState> {
    const since = (await this.uow.manager.findOneBy(SecondFactor, { id: userId }))?.confirmedAt ?? null;
    return { since, codesLeft: await this.uow.manager.countBy(RecoveryCode, { userId, usedAt: IsNull() }) };
  }

  /** Which of these people have one. */
  async enrolled(userIds: readonly string[]): Promise<Set<string>> {
    if (userIds.length === 0) return new Set();
    const factors = await this.uow.manager.findBy(SecondFactor, { id: In([...userIds]), confirmedAt: Not(IsNull()) });
    return new Set(factors.map(({ id }) => id));
  }

  /** A new secret for an app. What was there before holds until a code of the new one was given. @param label what the app shows */
  async begin(userId: string, label: string): Promise<Enrolment> {
    const secret = newSecret();
    const pendingSecret = this.cipher.seal(TABLE, 'pendingSecret', userId, secret);
    await this.uow.run(async () => {
      const fresh: SecondFactor = { id: userId, secret: null, pendingSecret: null, lastStep: 0, confirmedAt: null };
      await this.uow.manager.createQueryBuilder().insert().into(SecondFactor).values(fresh).orIgnore().updateEntity(false).execute();
      await this.uow.manager.update(SecondFactor, { id: userId }, { pendingSecret });
    });
    const address = addressOf(secret, label);
    return { secret, address, qr: await drawn(address) };
  }

  /** The app shows the right code: from now on it counts. @returns the recovery codes, which are told this once.
   * @throws Problem 422 for a wrong code or without a beginning */
  async confirm(userId: string, code: string): Promise<string[]> {
    return this.uow.run(async () => {
      const pendingSecret = (await this.uow.manager.findOneBy(SecondFactor, { id: userId }))?.pendingSecret ?? null;
      const secret = this.cipher.open(TABLE, 'pendingSecret', userId, pendingSecret);
      const step = secret === null ? null : stepOf(secret, plainCode(code), this.clock.now());
      if (secret === null || pendingSecret === null || step === null) throw problems('access.code_wrong');
      const confirmed = await this.uow.manager.update(
        SecondFactor,
        { id: userId, pendingSecret },
        { secret: this.cipher.seal(TABLE, 'secret', userId, secret), pendingSecret: null, lastStep: step, confirmedAt: this.clock.now() },
      );
      if (confirmed.affected !== 1) throw problems('access.code_wrong');
      await this.note({ userId }, 'user.second_factor_on', userId);
      return this.replaceCodes(userId);
    });
  }

  /** Takes a code of the app or a recovery code. Each is taken once, however many try it at the same moment. */
  async accept(userId: string, typed: string): Promise<boolean> {
    const code = plainCode(typed);
    return this.uow.run(() => (isTimeCode(code) ? this.acceptTime(userId, code) : this.acceptRecovery(userId, code)));
  }

  /** New recovery codes in place of all earlier ones. */
  async renewCodes(userId: string, by: By): Promise<string[]> {
    return this.uow.run(async () => {
      await this.note(by, 'user.recovery_codes_renewed', userId);
      return this.replaceCodes(userId);
    });
  }

  private async replaceCodes(userId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode((below) => randomInt(below)));
    await this.uow.manager.delete(RecoveryCode, { userId });
    const rows = codes.map((code) => ({ id: newId(), userId, codeHash: this.hash(userId, plainCode(code)), usedAt: null }));
    await this.uow.manager.insert(RecoveryCode, rows);
    return codes;
  }

  /** @param by null for the command line */
  async remove(userId: string, by: By): Promise<void> {
    await this.uow.run(async () => {
      await this.uow.manager.delete(RecoveryCode, { userId });
      await this.uow.manager.delete(SecondFactor, { id: userId });
      await this.note(by, 'user.second_factor_removed', userId);
    });
  }

  private async acceptTime(userId: string, code: string): Promise<boolean> {
    const sealed = (await this.uow.manager.findOneBy(SecondFactor, { id: userId, confirmedAt: Not(IsNull()) }))?.secret ?? null;
    const secret = this.cipher.open(TABLE, 'secret', userId, sealed);
    const step = secret === null ? null : stepOf(secret, code, this.clock.now());
    if (step === null) return false;
    const used = await this.uow.manager.update(SecondFactor, { id: userId, secret: sealed, lastStep: LessThan(step) }, { lastStep: step });
    return used.affected === 1;
  }

  private async acceptRecovery(userId: string, code: string): Promise<boolean> {
    const unused = { userId, codeHash: this.hash(userId, code), usedAt: IsNull() };
    const used = await this.uow.manager.update(RecoveryCode, unused, { usedAt: this.clock.now() });
    if (used.affected === 1) await this.note({ userId }, 'user.recovery_code_used', userId);
    return used.affected === 1;
  }

  private note(by: By, action: string, userId: string): Promise<void> {
    return this.audit.record(by, action, { kind: 'user', id: userId });
  }

  /** With a key: 50 bits would be found from a copy of the table without one. */
  private hash(userId: string, plain: string): string {
    return this.cipher.blindIndex('recovery code', `${userId} ${plain}`);
  }
}
