import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads } from '#enterprise';
import { notFound, type Principal } from '#platform/http';
import type { Booth, Fair } from '../fair.entity.js';
import { FairRepository } from '../fair.repository.js';
import type { FairReply } from './booth.entity.js';
import { BoothRepository } from './booth.repository.js';
import { FairMoves } from './fair-moves.js';

/** More than anybody looks at; the newest ones. */
const MOST = 300;

export interface BoothAtFair {
  booth: Booth;
  fair: Fair;
  reply?: FairReply | undefined;
}

/** Booths as their enterprises see them, with the fairs that they are at. */
@Injectable()
export class MyBooths {
  constructor(
    private readonly fairs: FairRepository,
    private readonly booths: BoothRepository,
    private readonly moves: FairMoves,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
  ) {}

  /** Of the enterprises that a person acts for, the last booked first. */
  async mine(who: Principal): Promise<BoothAtFair[]> {
    const own = who.grants.flatMap((grant) => (grant.enterpriseId ? [grant.enterpriseId] : []));
    return this.withFairs(await this.booths.ofEnterprises(own, MOST));
  }

  /** Of one enterprise, the last booked first. @throws Problem 404 for an enterprise that the person may not see. */
  async ofEnterprise(who: Principal, enterpriseId: string, cursor: string | undefined, limit: number) {
    const enterprise = await this.enterprises.byId(enterpriseId);
    if (!enterprise) throw notFound('enterprise', enterpriseId);
    this.access.require(who, 'fair.booths', { nodePath: enterprise.nodePath, enterpriseId });
    const page = await this.fairs.pageOfBooths(enterpriseId, cursor, limit);
    return { items: await this.withFairs(page.items), next: page.next };
  }

  private async withFairs(booths: readonly Booth[]): Promise<BoothAtFair[]> {
    const fairIds = [...new Set(booths.map(({ fairId }) => fairId))];
    const fairs = new Map((await this.fairs.many(fairIds)).map((fair) => [fair.id, fair]));
    const owners = [...new Set(booths.flatMap(({ enterpriseId }) => (enterpriseId ? [enterpriseId] : [])))];
    const asked = await this.moves.asked(owners, fairIds);
    return booths.flatMap((booth) => {
      const fair = fairs.get(booth.fairId);
      const reply = asked.find(({ fairId, enterpriseId }) => fairId === booth.fairId && enterpriseId === booth.enterpriseId);
      return fair ? [{ booth, fair, reply }] : [];
    });
  }
}
