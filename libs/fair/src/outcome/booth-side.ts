import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import { notFound, type Principal } from '#platform/http';
import { BoothRepository } from '../booth/booth.repository.js';
import type { Fair } from '../fair.entity.js';
import { FairRepository } from '../fair.repository.js';

/** A booth with its fair and who has it, for those whom its visitors concern. */
@Injectable()
export class BoothSide {
  constructor(
    private readonly booths: BoothRepository,
    private readonly fairs: FairRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
  ) {}

  /** The enterprise that has the booth, or the office that holds the fair. @throws Problem 404 for what the person may not see */
  async allowed(who: Principal, boothId: string): Promise<{ fair: Fair; one: EnterpriseView }> {
    const booth = await this.booths.byId(boothId);
    const [fair, one] = [booth && (await this.fairs.byId(booth.fairId)), await this.enterprises.byId(booth?.enterpriseId ?? '')];
    if (!fair || !one) throw notFound('booth', boothId);
    this.access.require(who, 'fair.outcomes', { nodePath: fair.nodePath, enterpriseId: one.id });
    return { fair, one };
  }
}
