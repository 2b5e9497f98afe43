import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { UnitOfWork } from '#platform/db';
import { notFound } from '#platform/http';
import { BoothPost } from '../booth/booth.entity.js';
import { Booth } from '../fair.entity.js';
import { FairRepository } from '../fair.repository.js';
import { GateRepository } from '../gate/gate.repository.js';
import { Ticket } from '../ticket/ticket.entity.js';
import { TurnRepository } from '../turn/turn.repository.js';

/** What everybody may know of how a fair goes: counts, and nobody. */
export interface PublicCounts {
  enterprises: number;
  posts: number;
  tickets: number;
  entered: number;
  /** People inside now; null unless it is on. */
  inside: number | null;
}

/** Counts for the page of a fair. Checks no permission: drafts are not there. */
@Injectable()
export class PublicCountReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly gates: GateRepository,
    private readonly turns: TurnRepository,
  ) {}

  async of(fairId: string): Promise<PublicCounts> {
    const fair = await this.fairs.byId(fairId);
    if (!fair || fair.state === 'draft') throw notFound('fair', fairId);
    const gates = await this.gates.gatesOf(fairId);
    const total = (of: 'inside' | 'entered'): number =>
      Math.max(
        0,
        gates.reduce((sum, gate) => sum + gate[of], 0),
      );
    return {
      enterprises: await this.distinct(Booth, 'enterpriseId', { fairId, enterpriseId: Not(IsNull()), heldUntil: IsNull() }),
      posts: await this.distinct(BoothPost, 'needId', { fairId }),
      tickets: await this.uow.manager.countBy(Ticket, { fairId, state: 'valid' }),
      entered: total('entered') + ((await this.turns.onlineOnly([fairId])).get(fairId) ?? 0),
      inside: fair.stage === 'running' ? total('inside') : null,
    };
  }

  private async distinct<T extends object>(entity: new () => T, column: string, where: object): Promise<number> {
    const query = this.uow.manager.createQueryBuilder(entity, 'one').select(`COUNT(DISTINCT one.${column})`, 'n').where(where);
    return Number((await query.getRawOne<{ n: number | string }>())?.n ?? 0);
  }
}
