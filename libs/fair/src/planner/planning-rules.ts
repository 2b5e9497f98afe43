import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairPlanningRule } from './plan.entity.js';

export type NewPlanningRule = Omit<FairPlanningRule, 'id' | 'setById' | 'setAt'>;

/** What plans have to keep to, each from a day on: for a plan those rules hold that are in force on its first day. */
@Injectable()
export class PlanningRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: FairPorts,
  ) {}

  /** Newest first. */
  list(cursor: string | undefined, limit: number): Promise<Paged<FairPlanningRule>> {
    return pageOf(this.uow.manager.createQueryBuilder(FairPlanningRule, 'rule'), { order: [['rule.validFrom', 'DESC']], cursor, limit });
  }

  /** Of days before all rules the first one. */
  async on(day: string): Promise<FairPlanningRule> {
    const rules = await this.uow.manager.find(FairPlanningRule, { order: { validFrom: 'DESC' } });
    const rule = rules.find(({ validFrom }) => validFrom <= day) ?? rules.at(-1);
    if (!rule) throw new Error('there are no rules about planning: the migrations bring the first');
    return rule;
  }

  /** Sets what holds from a day on; what was set for the same day before is replaced. @throws Problem for a day that has passed */
  async set(who: Principal, rule: NewPlanningRule): Promise<FairPlanningRule> {
    const city = await this.org.city();
    this.access.require(who, 'fair.rule', { nodePath: city.path });
    const { clock, audit } = this.ports;
    if (rule.validFrom < clock.today()) throw problems('fair.rule_past');
    if (rule.opensAt >= rule.closesAt) throw problems('fair.rule_hours');
    return this.uow.run(async () => {
      const row: FairPlanningRule = { ...rule, id: newId(), setById: who.userId, setAt: clock.now() };
      const { id: _, validFrom: __, ...values } = row;
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(FairPlanningRule)
        .values(row)
        .orUpdate(Object.keys(values), ['validFrom'])
        .updateEntity(false)
        .execute();
      await audit.record(who, 'fair.planning_rule_set', { kind: 'org_node', id: city.id, nodePath: city.path }, rule);
      return row;
    });
  }
}
