import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import { MalformedError, readContact, type Contact } from './domain/batch.js';
import { Duties, dutyOf, type Kit } from './duties.js';
import type { FieldDevice } from './field.entity.js';
import { problems } from './field.problems.js';
import { FieldRepository } from './field.repository.js';
import { isSignedFor, type Purpose, type Signed } from './signed.js';

/** @throws Problem field.malformed */
export const readOrRefuse = <T>(read: (text: string) => T, text: string): T => {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof MalformedError) throw problems('field.malformed', { where: error.where });
    throw error;
  }
};

/** What an enrolled phone asks for: the key of its store, and what its duty needs. */
@Injectable()
export class FieldContacts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly field: FieldRepository,
    private readonly duties: Duties,
    private readonly clock: Clock,
  ) {}

  /** The phone that signed. @throws Problem for one that is unknown, or a message that another one signed */
  async sender(purpose: Purpose, signed: Signed): Promise<FieldDevice> {
    const device = await this.field.device(signed.device);
    if (!device?.publicKey) throw problems('field.device');
    if (!isSignedFor(purpose, device.publicKey, signed)) throw problems('field.signature');
    return device;
  }

  /** The key that the phone's store is encrypted with, for as long as its duty lasts.
   * @throws Problem when it was withdrawn, its duty is over, or a contact of this number was had before */
  async unlock(signed: Signed): Promise<{ device: FieldDevice; key: string }> {
    const { device } = await this.contact('unlock', signed);
    if (device.endsAt <= this.clock.now()) throw problems('field.duty_over');
    if (!device.storeKey) throw problems('field.state');
    return { device, key: device.storeKey };
  }

  /** @throws Problem as {@link unlock} */
  async kit(signed: Signed): Promise<Kit> {
    const { device, asked } = await this.contact('kit', signed);
    if (device.endsAt <= this.clock.now()) throw problems('field.duty_over');
    return this.duties.kit(dutyOf(device), asked.since);
  }

  /** Whoever repeats a number holds a message that was sent before, or an old state of the phone's storage: it gets nothing,
   * and the desk sees it. */
  private async contact(purpose: Purpose, signed: Signed): Promise<{ device: FieldDevice; asked: Contact }> {
    const device = await this.sender(purpose, signed);
    if (device.state === 'revoked') throw problems('field.revoked');
    const asked = readOrRefuse(readContact, signed.payload);
    const now = this.clock.now();
    const taken = await this.uow.run(() => this.field.takeContact(device.id, asked.contact, now));
    if (!taken) {
      await this.uow.run(() => this.field.updateDevice(device.id, 'active', { copiedAt: now }));
      throw problems('field.copied');
    }
    return { device, asked };
  }
}
