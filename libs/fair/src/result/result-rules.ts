import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import type { ResultRules } from '../domain/results.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { ResultRule } from './result.entity.js';

export type NewResultRule = ResultRules & { validFrom: string; source: string };

/** The city's rules about results, each from a day on: for a fair those hold that are in force on its day. */
@Injectable()
export class ResultRuleBook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: FairPorts,
  ) {}

  /** Newest first. */
  list(cursor: string | undefined, limit: number): Promise<Paged<ResultRule>> {
    return pageOf(this.uow.manager.createQueryBuilder(ResultRule, 'rule'), { order: [['rule.validFrom', 'DESC']], cursor, limit });
  }

  async byDay(): Promise<(day: string) => ResultRules> {
    const rules = await this.uow.manager.find(ResultRule, { order: { validFrom: 'DESC' } });
    return (day) => {
      const rule = rules.find(({ validFrom }) => validFrom <= day) ?? rules.at(-1);
      if (!rule) throw new Error('there are no rules about results: the migrations bring the first');
      return rule;
    };
  }

  async on(day: string): Promise<ResultRules> {
    return (await this.byDay())(day);
  }

  /** Sets what holds from a day on; what was set for the same day before is replaced. @throws Problem for a day that has passed */
  async set(who: Principal, rule: NewResultRule): Promise<ResultRule> {
    const city = await this.org.city();
    this.access.require(who, 'fair.rule', { nodePath: city.path });
    const { clock, audit } = this.ports;
    if (rule.validFrom < clock.today()) throw problems('fair.rule_past');
    return this.uow.run(async () => {
      const row: ResultRule = { ...rule, id: newId(), setById: who.userId, setAt: clock.now() };
      const { id: _, validFrom: __, ...values } = row;
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(ResultRule)
        .values(row)
        .orUpdate(Object.keys(values), ['validFrom'])
        .updateEntity(false)
        .execute();
      await audit.record(who, 'fair.result_rule_set', { kind: 'org_node', id: city.id, nodePath: city.path }, rule);
      return row;
    });
  }
}
