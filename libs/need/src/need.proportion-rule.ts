import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { AccessService, OrgTree } from '#access';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import type { ProportionRule } from './domain/proportion.js';
import { NeedProportionRule } from './need.entity.js';
import { NeedPorts } from './need.ports.js';
import { problems } from './need.problems.js';

/** The city's rules about figures that are out of proportion: each holds from its day until the next one begins. */
@Injectable()
export class NeedProportionRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: NeedPorts,
  ) {}

  /** The rule of today; of days before the first one, the first. */
  async inForce(): Promise<ProportionRule> {
    const { manager } = this.uow;
    const where = { validFrom: LessThanOrEqual(this.ports.clock.today()) };
    const rule = await manager.findOne(NeedProportionRule, { where, order: { validFrom: 'DESC' } });
    if (rule) return rule;
    const [first] = await manager.find(NeedProportionRule, { order: { validFrom: 'ASC' }, take: 1 });
    if (!first) throw new Error('no rule about figures out of proportion: the migration that brings the first one is missing');
    return first;
  }

  /** For enterprises, which may not know of needs: how many times what was known before a figure is asked about. */
  async timesBefore(): Promise<number> {
    return (await this.inForce()).overPast;
  }

  /** The last day first. */
  page(cursor: string | undefined, limit: number): Promise<Paged<NeedProportionRule>> {
    const query = this.uow.manager.createQueryBuilder(NeedProportionRule, 'rule');
    return pageOf(query, { order: [['rule.validFrom', 'DESC']], cursor, limit });
  }

  /** From a day on, today at the earliest: what was asked before stays explained. One day has one rule, the last that was said.
   * @throws Problem `need.rule_past` for a day that is over. */
  async set(who: Principal, rule: ProportionRule): Promise<void> {
    const city = await this.org.city();
    this.access.require(who, 'need.rule', { nodePath: city.path });
    const { clock, audit } = this.ports;
    if (rule.validFrom < clock.today()) throw problems('need.rule_past', { day: rule.validFrom });
    await this.uow.run(async () => {
      const { id, setById, setAt, ...numbers } = { id: newId(), ...rule, setById: who.userId, setAt: clock.now() };
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(NeedProportionRule)
        .values({ id, ...numbers, setById, setAt })
        .orUpdate([...Object.keys(numbers).filter((name) => name !== 'validFrom'), 'setById', 'setAt'], ['validFrom'])
        .updateEntity(false)
        .execute();
      await audit.record(who, 'need.proportion_rule_set', { kind: 'org_node', id: city.id, nodePath: city.path }, numbers);
    });
  }
}
