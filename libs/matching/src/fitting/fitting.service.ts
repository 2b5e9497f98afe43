import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { notFound, type Principal } from '#platform/http';
import { SupplyReads } from '#supply';
import { fittingNeeds, type FittingNeed } from '../domain/index.js';
import { MatchingReads } from '../matching.reads.js';
import { readPrices, type Prices } from '../run/prices.js';
import { ProblemReader } from '../run/problem-reader.js';
import { placeOf } from '../run/solve-run.js';
import type { NeedView } from '#need';

/** Needs that are looked at: enough to choose from, few enough for a phone to wait for. */
const LOOKED_AT = 150;

export interface FittingView {
  fit: FittingNeed;
  need: NeedView;
  enterpriseName: string;
}

/** Between runs: which needs a batch could go to now, weighed with the prices that the last run left. */
@Injectable()
export class FittingService {
  /** Of the last run that was asked about; a run's prices never change. */
  private kept: { runId: string; prices: Prices } | undefined;

  constructor(
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly supply: SupplyReads,
    private readonly reader: ProblemReader,
    private readonly enterprises: EnterpriseReads,
    private readonly reads: MatchingReads,
  ) {}

  async of(who: Principal, batchId: string, limit: number): Promise<FittingView[]> {
    const batch = await this.supply.batch(batchId);
    const supplier = batch && (await this.supply.supplier(batch.supplierId));
    if (!supplier) throw notFound('batch', batchId);
    this.access.require(who, 'matching.fit', { supplierId: supplier.id, nodePath: supplier.nodePath });
    if (batch.state !== 'open' || batch.free < 1) return [];
    const city = await this.org.city();
    const { problem, needs } = await this.reader.around(batch, city.divisionCode, LOOKED_AT);
    const fits = fittingNeeds(problem, placeOf, limit, await this.prices(city.id));
    const found = fits.flatMap((fit) => needs.get(fit.need) ?? []);
    const names = new Map((await this.enterprises.many(found.map((need) => need.enterpriseId))).map((one) => [one.id, one.name]));
    return fits.flatMap((fit) => {
      const need = needs.get(fit.need);
      return need ? [{ fit, need, enterpriseName: names.get(need.enterpriseId) ?? '' }] : [];
    });
  }

  private async prices(cityId: string): Promise<Prices> {
    const run = await this.reads.last([cityId]);
    if (!run) return readPrices(null);
    if (this.kept?.runId !== run.id) this.kept = { runId: run.id, prices: readPrices(await this.reads.prices(run.id)) };
    return this.kept.prices;
  }
}
