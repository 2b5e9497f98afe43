import { Injectable } from '@nestjs/common';
import { AccessService, Audit } from '#access';
import { Clock, guarded, newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { Duties, type Duty, type DutyRef } from './duties.js';
import type { FieldDevice } from './field.entity.js';
import { problems } from './field.problems.js';
import { FieldRepository, type DeviceFilter } from './field.repository.js';
import { digestOf, isEnrolment, newSecret } from './signed.js';

/** So long a code can be taken up, in minutes: the phone stands before the desk. */
const CODE_MINUTES = 15;

export interface Invitation {
  device: FieldDevice;
  /** Goes into the QR; it is told this once. */
  code: string;
}

const blank = {
  ...{ publicKey: null, storeKey: null, contact: 0, lastCounter: 0, enrolledAt: null, lastContactAt: null },
  ...{ revokedAt: null, revokedById: null, wipedAt: null, copiedAt: null },
};

/** Phones are invited at a desk for one duty, take the invitation up, and are withdrawn. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly field: FieldRepository,
    private readonly duties: Duties,
    private readonly access: AccessService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Phones of the duties that a person may see, the last invited first. */
  list(who: Principal, filter: DeviceFilter, cursor: string | undefined, limit: number): Promise<Paged<FieldDevice>> {
    return this.field.pageOfDevices(this.access.scope(who, 'field.enrol'), filter, cursor, limit);
  }

  /** @throws Problem for a duty that there is not, or that is over */
  async invite(who: Principal, name: string, ref: DutyRef): Promise<Invitation> {
    return this.uow.run(async () => {
      const duty = await this.dutyFor(who, ref);
      const now = this.clock.now();
      const fresh = this.freshCode(now);
      const { kind, id: dutyId, name: dutyName, groupId, nodePath, enterpriseId, supplierId, startsAt, endsAt } = duty;
      const device: FieldDevice = {
        ...blank,
        ...{ id: newId(), name, dutyKind: kind, dutyId, dutyName, groupId, nodePath, enterpriseId, supplierId, startsAt, endsAt },
        ...{ state: 'invited', codeHash: fresh.codeHash, codeUntil: fresh.codeUntil, invitedById: who.userId, invitedAt: now },
      };
      await this.field.addDevice(device);
      await this.trace(who, 'field.invited', device);
      return { device, code: fresh.code };
    });
  }

  /** Another code for a phone that took none up yet; the one before opens nothing any more. */
  async inviteAgain(who: Principal, id: string): Promise<Invitation> {
    return this.uow.run(async () => {
      const device = await this.owned(who, id);
      const { code, ...fresh } = this.freshCode(this.clock.now());
      if ((await this.field.updateDevice(id, 'invited', fresh)) !== 1) throw problems('field.state');
      await this.trace(who, 'field.invited_again', device);
      return { device: { ...device, ...fresh }, code };
    });
  }

  /** A second press finds it done. */
  async revoke(who: Principal, id: string): Promise<FieldDevice> {
    return this.uow.run(async () => {
      const device = await this.owned(who, id);
      if (device.state === 'revoked') return device;
      const patch = { state: 'revoked' as const, codeHash: null, codeUntil: null, revokedAt: this.clock.now(), revokedById: who.userId };
      guarded({ affected: await this.field.updateDevice(id, device.state, patch) }, 'the phone');
      await this.trace(who, 'field.revoked', device);
      return { ...device, ...patch };
    });
  }

  /** The phone that scanned the code becomes the one; asked again by the same phone, whose answer was lost, the answer is the same.
   * @throws Problem for a code that is unknown, too old or taken up by another phone */
  async enrol({ code, publicKey, signature }: { code: string; publicKey: string; signature: string }): Promise<FieldDevice> {
    if (!isEnrolment(code, publicKey, signature)) throw problems('field.signature');
    return this.uow.run(async () => {
      const device = await this.field.deviceForUpdateByCode(digestOf(code));
      const now = this.clock.now();
      if (!device || !device.codeUntil || device.codeUntil <= now) throw problems('field.code');
      if (device.state === 'active' && device.publicKey === publicKey) return device;
      if (device.endsAt <= now) throw problems('field.duty_over');
      const patch = { state: 'active' as const, publicKey, storeKey: newSecret(), enrolledAt: now, lastContactAt: now };
      if ((await this.field.updateDevice(device.id, 'invited', patch)) !== 1) throw problems('field.code');
      await this.audit.record(null, 'field.enrolled', { kind: 'field_device', id: device.id, nodePath: device.nodePath });
      return { ...device, ...patch };
    });
  }

  private async dutyFor(who: Principal, ref: DutyRef): Promise<Duty> {
    const duty = await this.duties.of(ref);
    if (!duty) throw problems('field.duty');
    this.access.require(who, 'field.enrol', duty);
    if (duty.endsAt <= this.clock.now()) throw problems('field.duty_over');
    return duty;
  }

  private async owned(who: Principal, id: string): Promise<FieldDevice> {
    const device = await this.field.deviceForUpdate(id);
    if (!device) throw notFound('field_device', id);
    this.access.require(who, 'field.enrol', device);
    return device;
  }

  private freshCode(now: Date): { code: string; codeHash: string; codeUntil: Date } {
    const code = newSecret();
    return { code, codeHash: digestOf(code), codeUntil: new Date(now.getTime() + CODE_MINUTES * 60_000) };
  }

  private trace(who: Principal, action: string, { id, nodePath, dutyName }: FieldDevice): Promise<void> {
    return this.audit.record(who, action, { kind: 'field_device', id, nodePath }, { duty: dutyName });
  }
}
