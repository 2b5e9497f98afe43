import { Injectable } from '@nestjs/common';
import { Directory, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedReads } from '#need';
import { yuanOf, occupations } from '#reference';
import { SupplyReads } from '#supply';
import type { ProposalNames } from './matching.dto.js';
import type { MatchingRule, Proposal } from './matching.entity.js';
import type { RuleNames, RunNames } from './run/run.dto.js';

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));

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
        needTitle: need?.title ?? '',
        enterpriseName: enterprises.get(row.enterpriseId)?.name ?? '',
        nodeName: nodes.get(need?.nodeId ?? '')?.name ?? '',
        batchTitle: occupations.byCode(batch?.occupationCode ?? '')?.name ?? '',
        supplierName: suppliers.get(row.supplierId)?.name ?? '',
        wageFromYuan: yuanOf(need?.wageFromFen),
        wageToYuan: yuanOf(need?.wageToFen),
        startBy: need?.startBy ?? null,
        lodging: need?.lodging ?? false,
      };
    };
  }

  /** Title and enterprise of needs, by the need's id. */
  async ofNeeds(needIds: string[]): Promise<(needId: string) => { needTitle: string; enterpriseName: string }> {
    const needs = byId(await this.needs.many(needIds));
    const enterprises = byId(await this.enterprises.many([...needs.values()].map((need) => need.enterpriseId)));
    return (needId) => {
      const need = needs.get(needId);
      return { needTitle: need?.title ?? '', enterpriseName: enterprises.get(need?.enterpriseId ?? '')?.name ?? '' };
    };
  }

  async ofEnterprises(ids: string[]): Promise<Map<string, string>> {
    return new Map((await this.enterprises.many(ids)).map(({ id, name }) => [id, name]));
  }

  async ofRules(rules: readonly MatchingRule[]): Promise<(rule: MatchingRule) => RuleNames> {
    const needs = await this.ofNeeds(rules.map(({ needId }) => needId));
    const batches = byId(await this.supply.batches(rules.map(({ batchId }) => batchId)));
    const suppliers = byId(await this.supply.suppliers([...batches.values()].map(({ supplierId }) => supplierId)));
    const people = await this.people(rules.map(({ createdById }) => createdById));
    return ({ needId, batchId, createdById }) => {
      const batch = batches.get(batchId);
      return {
        ...needs(needId),
        batchTitle: occupations.byCode(batch?.occupationCode ?? '')?.name ?? '',
        supplierName: suppliers.get(batch?.supplierId ?? '')?.name ?? '',
        createdByName: people.get(createdById) ?? null,
      };
    };
  }

  async ofSummary(nodeIds: string[], supplierIds: string[]): Promise<RunNames> {
    const nodes = await this.org.byIds(nodeIds);
    const suppliers = byId(await this.supply.suppliers(supplierIds));
    return { node: (id) => nodes.get(id)?.name ?? id, supplier: (id) => suppliers.get(id)?.name ?? id };
  }

  async people(userIds: string[]): Promise<Map<string, string>> {
    return this.directory.names(userIds);
  }
}
