import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { idsOf, AccessService, OrgTree, withinScope } from '#access';
import { NeedReads } from '#need';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { SupplyReads } from '#supply';
import { MatchingRule } from '../matching.entity.js';
import { MatchingPorts } from '../matching.ports.js';
import { problems } from '../matching.problems.js';
import type { RuleKind } from '../run/run-state.js';

export interface NewRule {
  needId: string;
  batchId: string;
  kind: RuleKind;
  note: string | null;
}

/** Pairs that staff lock or exclude: every run of the city keeps to them until they are lifted. */
@Injectable()
export class RuleService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly needs: NeedReads,
    private readonly supply: SupplyReads,
    private readonly ports: MatchingPorts,
  ) {}

  list(who: Principal, cursor: string | undefined, limit: number): Promise<Paged<MatchingRule>> {
    const query = withinScope(this.uow.manager.createQueryBuilder(MatchingRule, 'rule'), this.access.scope(who, 'matching.read'), {
      nodePath: 'rule.nodePath',
    });
    return pageOf(query, {
      order: [
        ['rule.createdAt', 'DESC'],
        ['rule.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }

  /** Takes the place of what was held about the pair before. @throws Problem when the need or batch is over. */
  async set(who: Principal, { needId, batchId, kind, note }: NewRule): Promise<MatchingRule> {
    const city = await this.org.city();
    this.access.require(who, 'matching.run', { nodePath: city.path });
    const [need, batch] = [await this.needs.byId(needId), await this.supply.batch(batchId)];
    if (!need || !batch || need.state === 'withdrawn' || batch.state !== 'open') throw problems('matching.rule_pair');
    const rule: MatchingRule = {
      id: newId(),
      nodeId: city.id,
      nodePath: city.path,
      needId,
      batchId,
      kind,
      note,
      createdById: who.userId,
      createdAt: this.ports.clock.now(),
    };
    await this.uow.run(async () => {
      await this.uow.manager.delete(MatchingRule, { nodeId: city.id, needId, batchId });
      await this.uow.manager.insert(MatchingRule, { ...rule });
      await this.ports.audit.record(
        who,
        `matching.${kind}`,
        { kind: 'matching_rule', id: rule.id, nodePath: city.path },
        { needId, batchId, note },
      );
    });
    return rule;
  }

  async lift(who: Principal, id: string): Promise<void> {
    await this.uow.run(async () => {
      const rule = await this.uow.forUpdate(MatchingRule, { id });
      if (!rule) throw notFound('matching-rule', id);
      this.access.require(who, 'matching.run', { nodePath: rule.nodePath });
      await this.uow.manager.delete(MatchingRule, { id });
      await this.ports.audit.record(
        who,
        'matching.rule_lifted',
        { kind: 'matching_rule', id, nodePath: rule.nodePath },
        { kind: rule.kind },
      );
    });
  }

  /** What holds for runs of a node: its own rules and those of the nodes above it. */
  async of(nodePath: string): Promise<MatchingRule[]> {
    return this.uow.manager.find(MatchingRule, { where: { nodeId: In(idsOf(nodePath)) }, order: { id: 'ASC' } });
  }

  async counts(nodePath: string): Promise<Record<RuleKind, number>> {
    const count = (kind: RuleKind): Promise<number> => this.uow.manager.countBy(MatchingRule, { nodeId: In(idsOf(nodePath)), kind });
    return { lock: await count('lock'), exclude: await count('exclude') };
  }

  /** What is held about pairs of these needs, by need and batch. */
  async about(needIds: string[]): Promise<Map<string, MatchingRule>> {
    const rules = needIds.length === 0 ? [] : await this.uow.manager.findBy(MatchingRule, { needId: In([...new Set(needIds)]) });
    return new Map(rules.map((rule) => [pairKey(rule), rule]));
  }
}

export const pairKey = ({ needId, batchId }: { needId: string; batchId: string }): string => `${needId} ${batchId}`;
