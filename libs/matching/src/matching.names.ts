import { Injectable } from '@nestjs/common';
import { Directory, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedReads } from '#need';
import { occupations } from '#reference';
import { SupplyReads } from '#supply';
import type { ProposalNames } from './matching.dto.js';
import type { Proposal } from './matching.entity.js';

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));
const yuan = (fen: number | null | undefined): number | null => (fen == null ? null : Math.round(fen / 100));

/** Looks up what belongs to a page of proposals, each once. */
@Injectable()
export class MatchingNames {
  constructor(
    private readonly needs: NeedReads,
    private readonly enterprises: EnterpriseReads,
    private readonly supply: SupplyReads,
    private readonly org: OrgTree,
    private readonly directory: Directory,
  ) {}

  async of(rows: readonly Proposal[]): Promise<(row: Proposal) => ProposalNames> {
    const needs = byId(await this.needs.many(rows.map((row) => row.needId)));
    const enterprises = byId(await this.enterprises.many(rows.map((row) => row.enterpriseId)));
    const batches = byId(await this.supply.batches(rows.map((row) => row.batchId)));
    const suppliers = byId(await this.supply.suppliers([...new Set(rows.map((row) => row.supplierId))]));
    const nodes = await this.org.byIds([...needs.values()].map((need) => need.nodeId));
    return (row) => {
      const need = needs.get(row.needId);
      const batch = batches.get(row.batchId);
      return {
        needTitle: need?.title ?? '', enterpriseName: enterprises.get(row.enterpriseId)?.name ?? '', nodeName: nodes.get(need?.nodeId ?? '')?.name ?? '',
        batchTitle: occupations.byCode(batch?.occupationCode ?? '')?.name ?? '', supplierName: suppliers.get(row.supplierId)?.name ?? '',
        wageFromYuan: yuan(need?.wageFromFen), wageToYuan: yuan(need?.wageToFen), startBy: need?.startBy ?? null, lodging: need?.lodging ?? false,
      };
    };
  }

  async titles(needIds: string[]): Promise<Map<string, string>> {
    return new Map((await this.needs.many(needIds)).map((need) => [need.id, need.title]));
  }

  async people(userIds: string[]): Promise<Map<string, string>> {
    return this.directory.names(userIds);
  }
}
