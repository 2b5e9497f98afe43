import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import type { RetentionRules } from './domain/chase.js';
import type { PromiseRules } from './domain/promise.js';
import { DispatchRule } from './dispatch.entity.js';
import { DispatchPorts } from './dispatch.ports.js';
import { problems } from './dispatch.problems.js';

export type NewDispatchRule = PromiseRules & RetentionRules & { validFrom: string; source: string };

/** The city's clocks of promises and of checks, each from a day on. A promise lapses when it was said to when it was made. */
@Injectable()
export class DispatchRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgTree,
    private readonly ports: DispatchPorts,
  ) {}

  /** Newest first. */
  list(cursor: string | undefined, limit: number): Promise<Paged<DispatchRule>> {
    return pageOf(this.uow.manager.createQueryBuilder(DispatchRule, 'rule'), { order: [['rule.validFrom', 'DESC']], cursor, limit });
  }

  /** @returns the rules of a day; of days before all rules the first ones */
  async on(day: string): Promise<PromiseRules & RetentionRules> {
    const rules = await this.uow.manager.find(DispatchRule, { order: { validFrom: 'DESC' } });
    const rule = rules.find(({ validFrom }) => validFrom <= day) ?? rules.at(-1);
    if (!rule) throw new Error('there are no rules about promises: the migrations bring the first');
    return rule;
  }

  /** Sets what holds from a day on; what was set for the same day before is replaced. @throws Problem for a day that has passed. */
  async set(who: Principal, rule: NewDispatchRule): Promise<DispatchRule> {
    const city = await this.org.city();
    const { access, audit, clock } = this.ports;
    access.require(who, 'dispatch.rule', { nodePath: city.path });
    if (rule.validFrom < clock.today()) throw problems('dispatch.rule_past');
    if (rule.warnHours >= rule.holdHours) throw problems('dispatch.rule_order');
    return this.uow.run(async () => {
      const row: DispatchRule = { ...rule, id: newId(), setById: who.userId, setAt: clock.now() };
      const { id: _, validFrom: __, ...values } = row;
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(DispatchRule)
        .values(row)
        .orUpdate(Object.keys(values), ['validFrom'])
        .updateEntity(false)
        .execute();
      await audit.record(who, 'dispatch.rule_set', { kind: 'org_node', id: city.id, nodePath: city.path }, rule);
      return row;
    });
  }
}
