import { Injectable } from '@nestjs/common';
import { Clock, newId, UnitOfWork } from '#platform/db';
import { problem } from '../notification.problems.js';
import { hashOf } from './mass-fan-out.service.js';
import { MassRecipient, MessageUnsubscribe } from './mass.entity.js';

/** Whoever has the link of an advertising message wants no more of them. */
@Injectable()
export class Unsubscribing {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Said again it is the same. @throws Problem unsubscribe.unknown */
  async by(key: string): Promise<void> {
    await this.uow.run(async () => {
      const row = await this.uow.manager.findOneBy(MassRecipient, { unsubscribeHash: hashOf(key) });
      if (!row) throw problem('unsubscribe.unknown');
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(MessageUnsubscribe)
        .values({ id: newId(), userId: row.userId, massId: row.massId, at: this.clock.now() })
        .orIgnore()
        .updateEntity(false)
        .execute();
    });
  }
}
