import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { notFound, type Principal } from '#platform/http';
import { divisions } from '#reference';
import { SupplyReads } from '#supply';
import { fittingNeeds, type FittingNeed } from './domain/index.js';
import { ProblemReader } from './problem-reader.js';
import type { NeedView } from '#need';

/** Needs that are looked at: enough to choose from, few enough for a phone to wait for. */
const LOOKED_AT = 150;

export interface FittingView {
  fit: FittingNeed;
  need: NeedView;
  enterpriseName: string;
}

/** Between runs: which needs a batch could go to now. */
@Injectable()
export class FittingService {
  constructor(
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly supply: SupplyReads,
    private readonly reader: ProblemReader,
    private readonly enterprises: EnterpriseReads,
  ) {}

  async of(who: Principal, batchId: string, limit: number): Promise<FittingView[]> {
    const batch = await this.supply.batch(batchId);
    const supplier = batch && (await this.supply.supplier(batch.supplierId));
    if (!supplier) throw notFound('batch', batchId);
    this.access.require(who, 'matching.fit', { supplierId: supplier.id, nodePath: supplier.nodePath });
    if (batch.state !== 'open' || batch.free < 1) return [];
    const { problem, needs } = await this.reader.around(batch, (await this.org.city()).divisionCode, LOOKED_AT);
    const fits = fittingNeeds(problem, placeOf, limit);
    const found = fits.flatMap((fit) => needs.get(fit.need) ?? []);
    const names = new Map((await this.enterprises.many(found.map((need) => need.enterpriseId))).map((one) => [one.id, one.name]));
    return fits.flatMap((fit) => {
      const need = needs.get(fit.need);
      return need ? [{ fit, need, enterpriseName: names.get(need.enterpriseId) ?? '' }] : [];
    });
  }
}

const placeOf = (code: string): { lng: number; lat: number } | undefined => {
  const division = divisions.byCode(code);
  return division?.lng != null && division.lat != null ? { lng: division.lng, lat: division.lat } : undefined;
};
