import { Body, Query } from '@nestjs/common';
import { Directory } from '#access';
import { Action, Caller, day, id, instant, int, PageQuery, Resource, text, type Principal } from '#platform/http';
import { PROPORTION_RANGES as RANGES, type ProportionRule } from './domain/proportion.js';
import type { NeedProportionRule } from './need.entity.js';
import { NeedProportionRules } from './need.proportion-rule.js';

class NewProportionRuleDto implements ProportionRule {
  @day({ about: 'from which day on; today at the earliest' }) validFrom: string;
  @text({ min: 2, max: 200, about: 'what it rests on' }) source: string;
  @int({ ...RANGES.leastPeople, about: 'fewer people are never asked about' }) leastPeople: number;
  @int({ ...RANGES.overEmployees, about: 'more than so many times the employees' }) overEmployees: number;
  @int({ ...RANGES.overPast, about: 'more than so many times the most ever short of' }) overPast: number;
  @int({ ...RANGES.overOccupation, about: 'more than so many times what nine of ten posts of the occupation are short of' })
  overOccupation: number;
  @int({ ...RANGES.mostUnknown, about: 'more people than this where nothing is known' }) mostUnknown: number;
  @int({ ...RANGES.overWage, about: 'wages so many times above or below the middle 90 % of the occupation' }) overWage: number;
  @int({ ...RANGES.enoughPosts, about: 'fewer posts say nothing about an occupation' }) enoughPosts: number;
}

class ProportionRuleDto extends NewProportionRuleDto {
  @id() id: string;
  @text({ nullable: true, about: 'null for what the product came with' }) setByName: string | null;
  @instant() setAt: string;

  static of({ setById: _, setAt, ...rule }: NeedProportionRule, setByName: string | null): ProportionRuleDto {
    return { ...rule, setByName, setAt: setAt.toISOString() };
  }
}

@Resource('need-proportion-rules')
export class NeedProportionRuleController {
  constructor(
    private readonly rules: NeedProportionRules,
    private readonly directory: Directory,
  ) {}

  @Action({
    method: 'GET',
    permission: 'need.check',
    returns: ProportionRuleDto,
    list: true,
    summary: 'When figures are asked about before they count, the last day first',
  })
  async page(@Query() query: PageQuery) {
    const page = await this.rules.page(query.cursor, query.limit ?? 20);
    const names = await this.directory.names(page.items.map(({ setById }) => setById));
    return { items: page.items.map((rule) => ProportionRuleDto.of(rule, names.get(rule.setById ?? '') ?? null)), next: page.next };
  }

  @Action({
    method: 'PUT',
    permission: 'need.rule',
    body: NewProportionRuleDto,
    summary: 'From a day on ask about figures so far from what is known',
  })
  set(@Caller() who: Principal, @Body() body: NewProportionRuleDto): Promise<void> {
    return this.rules.set(who, body);
  }
}
