import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { idsOf, AccessService, OrgTree, type OrgNode } from '#access';
import { newId, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { NeedCheckRule, type Need } from './need.entity.js';
import { needSentBack } from './need.events.js';
import { NeedLedger } from './need.ledger.js';
import { NeedRepository } from './need.repository.js';
import { NeedPorts } from './need.ports.js';

/** A county or zone and whether its needs are checked before they are published. */
export interface CheckRule {
  node: OrgNode;
  required: boolean;
  /** The rule's day; null where none was ever made. */
  validFrom: string | null;
}

/** 先审核后发布: needs are published at once, unless the county or zone of the workplace has said that it checks them first. */
@Injectable()
export class NeedChecks {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedRepository,
    private readonly ledger: NeedLedger,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: NeedPorts,
  ) {}

  /** Whether it waits for its county. What was published once was checked once, and who may check need not wait. */
  async mustWait(who: Principal, need: Need): Promise<boolean> {
    return need.publishedAt === null && this.asked(who, need.nodePath);
  }

  /** Whether a change of what was checked waits for one of the offices it lies under, before or after. */
  async looksAgain(who: Principal, need: Need, nodePaths: readonly string[]): Promise<boolean> {
    if (need.publishedAt === null) return false;
    for (const nodePath of new Set(nodePaths)) if (await this.asked(who, nodePath)) return true;
    return false;
  }

  private async asked(who: Principal, nodePath: string): Promise<boolean> {
    if (this.access.canSee(who, 'need.check', { nodePath })) return false;
    return this.inForce(await this.of(idsOf(nodePath)), nodePath)?.required ?? false;
  }

  /** Every county and zone within reach, with the rule that holds there today. */
  async rules(who: Principal): Promise<CheckRule[]> {
    const scope = this.access.scope(who, 'need.check');
    const nodes = (await this.org.countiesAndZones()).filter(({ path }) => scope.all || scope.paths.some((own) => path.startsWith(own)));
    const known = await this.of(nodes.flatMap(({ path }) => idsOf(path)));
    return nodes.map((node) => {
      const rule = this.inForce(known, node.path);
      return { node, required: rule?.required ?? false, validFrom: rule?.validFrom ?? null };
    });
  }

  /** From today on. What waits meanwhile goes on waiting until somebody decides. */
  async set(who: Principal, nodeId: string, required: boolean): Promise<CheckRule> {
    const node = await this.org.byId(nodeId);
    if (!node) throw notFound('org-node', nodeId);
    this.access.require(who, 'need.check', { nodePath: node.path });
    const { clock, audit } = this.ports;
    const validFrom = clock.today();
    await this.uow.run(async () => {
      const rule = { id: newId(), nodeId, validFrom, required, setById: who.userId, setAt: clock.now() };
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(NeedCheckRule)
        .values(rule)
        .orUpdate(['required', 'setById', 'setAt'], ['nodeId', 'validFrom'])
        .updateEntity(false)
        .execute();
      await audit.record(who, 'need.check_rule_set', { kind: 'org_node', id: nodeId, nodePath: node.path }, { required, validFrom });
    });
    return { node, required, validFrom };
  }

  /**
   * Hands a need back to its enterprise, to be put right and handed in again.
   * @throws Problem when it does not wait, or has changed since `version`
   */
  async sendBack(who: Principal, id: string, version: number, reason: string): Promise<Need> {
    return this.uow.run(async () => {
      const before = await this.needs.forUpdate(id);
      if (!before) throw notFound('need', id);
      this.access.require(who, 'need.check', { nodePath: before.nodePath });
      const need = await this.ledger.move(id, 'sendBack', { version, patch: { sentBack: reason } });
      const { enterpriseId, nodePath } = before;
      await this.ports.events.record(needSentBack, { needId: id, enterpriseId, nodePath, reason, at: need.updatedAt.toISOString() });
      await this.ports.trace(who, 'need.sent_back', { id, nodePath }, { reason });
      return need;
    });
  }

  private of(nodeIds: readonly string[]): Promise<NeedCheckRule[]> {
    return this.uow.manager.find(NeedCheckRule, {
      where: { nodeId: In([...new Set(nodeIds)]), validFrom: LessThanOrEqual(this.ports.clock.today()) },
    });
  }

  /** The nearest node's, and of one node the latest. */
  private inForce(rules: readonly NeedCheckRule[], path: string): NeedCheckRule | undefined {
    const depth = idsOf(path);
    return rules
      .filter(({ nodeId }) => depth.includes(nodeId))
      .sort((a, b) => depth.indexOf(b.nodeId) - depth.indexOf(a.nodeId) || (a.validFrom < b.validFrom ? 1 : -1))[0];
  }
}
