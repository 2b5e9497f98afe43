import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import type { YearRules } from './domain/deadlines.js';
import type { FilingRules } from './domain/filing.js';
import { FairPorts } from './fair.ports.js';
import { problems } from './fair.problems.js';
import { FairRule } from './venue.entity.js';

/** What is left out of the year's rules stays as it is on that day. */
export type NewFairRule = FilingRules & Partial<YearRules> & { validFrom: string; source: string };

/** The city's rules about filing, each from a day on: for a fair those hold that are in force on its day. */
@Injectable()
export class FairRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: FairPorts,
  ) {}

  /** Newest first. */
  list(cursor: string | undefined, limit: number): Promise<Paged<FairRule>> {
    return pageOf(this.uow.manager.createQueryBuilder(FairRule, 'rule'), { order: [['rule.validFrom', 'DESC']], cursor, limit });
  }

  /** @returns the rules of a day; of days before all rules the first ones */
  async byDay(): Promise<(day: string) => FilingRules & YearRules> {
    const rules = await this.uow.manager.find(FairRule, { order: { validFrom: 'DESC' } });
    return (day) => {
      const rule = rules.find(({ validFrom }) => validFrom <= day) ?? rules.at(-1);
      if (!rule) throw new Error('there are no rules about fairs: the migrations bring the first');
      return rule;
    };
  }

  async on(day: string): Promise<FilingRules & YearRules> {
    return (await this.byDay())(day);
  }

  /** Sets what holds from a day on; what was set for the same day before is replaced. @throws Problem for a day that has passed */
  async set(who: Principal, rule: NewFairRule): Promise<FairRule> {
    const city = await this.org.city();
    this.access.require(who, 'fair.rule', { nodePath: city.path });
    const { clock, audit } = this.ports;
    if (rule.validFrom < clock.today()) throw problems('fair.rule_past');
    if (rule.cityPoliceFrom < rule.permitFrom) throw problems('fair.rule_order');
    return this.uow.run(async () => {
      const { remindDays, resultsDays, seriesMost } = await this.on(rule.validFrom);
      const stays = { remindDays, resultsDays, seriesMost };
      const row: FairRule = { ...stays, ...said(rule), id: newId(), setById: who.userId, setAt: clock.now() };
      const { id: _, validFrom: __, ...values } = row;
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(FairRule)
        .values(row)
        .orUpdate(Object.keys(values), ['validFrom'])
        .updateEntity(false)
        .execute();
      await audit.record(who, 'fair.rule_set', { kind: 'org_node', id: city.id, nodePath: city.path }, rule);
      return row;
    });
  }
}

/** Without what nobody spoke of. */
const said = (rule: NewFairRule): FilingRules & { validFrom: string; source: string } =>
  Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as unknown as FilingRules & {
    validFrom: string;
    source: string;
  };
