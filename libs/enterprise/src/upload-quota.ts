import { Injectable } from '@nestjs/common';
import { Settings } from '#platform/config';
import { FieldCipher } from '#platform/crypto';
import { Clock, UnitOfWork } from '#platform/db';
import { addressBlock, requestContext } from '#platform/http';
import { UploadTally } from './enterprise.entity.js';
import { problems } from './enterprise.problems.js';

const KIB_OF_MIB = 1024;

/** How much strangers may hand in on one day: from one network, and all together. */
@Injectable()
export class UploadQuota {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Counts it in the caller's unit of work. @throws Problem 429 when one of the limits would be passed: then nothing is counted. */
  async take(bytes: number): Promise<void> {
    const { PAPERS_PER_NETWORK_MIB: own, PAPERS_PER_DAY_MIB: all } = this.settings;
    const kib = Math.ceil(bytes / 1024);
    const network = addressBlock(requestContext()?.ip ?? 'none');
    if (!(await this.count(this.cipher.blindIndex('upload', network), kib, own))) throw problems('file.quota', { limit: own });
    if (!(await this.count(this.cipher.blindIndex('upload', 'all'), kib, all))) throw problems('file.quota_all');
  }

  private async count(whose: string, kib: number, limitMib: number): Promise<boolean> {
    const key = { whose, day: this.clock.today() };
    const insert = this.uow.manager.createQueryBuilder().insert().into(UploadTally);
    await insert
      .values({ ...key, kib: 0 })
      .orIgnore()
      .updateEntity(false)
      .execute();
    const counted = await this.uow.manager
      .createQueryBuilder()
      .update(UploadTally)
      .set({ kib: () => `kib + ${kib}` })
      .where('whose = :whose AND day = :day AND kib + :kib <= :most', { ...key, kib, most: limitMib * KIB_OF_MIB })
      .execute();
    return counted.affected === 1;
  }
}
