import { Body, Query } from '@nestjs/common';
import { Action, Caller, day, int, PageQuery, Resource, text, type Principal } from '#platform/http';
import { FairRules } from './fair-rules.js';
import type { FairRule } from './venue.entity.js';

class NewFairRuleDto {
  @day({ about: 'fairs from this day on; today or later' }) validFrom: string;
  @int({ min: 1, max: 1_000_000, about: 'people expected from which on a police permit is due' }) permitFrom: number;
  @int({ min: 1, max: 1_000_000, about: 'people expected from which on the city’s police gives it' }) cityPoliceFrom: number;
  @int({ max: 365, about: 'days before by which the permit is applied for' }) permitDaysBefore: number;
  @int({ min: 1, max: 1_000, about: 'booths that one person on duty looks after at most' }) boothsPerStaff: number;
  @int({ min: 1, max: 1_000_000, about: 'people expected from which on exits and plans are filed' }) plansFrom: number;
  @int({ max: 365, about: 'days before by which an agency files' }) agencyDaysBefore: number;
  @int({ optional: true, max: 90, about: 'days before something is due from which on the office is reminded' }) remindDays?: number;
  @int({ optional: true, max: 90, about: 'days after a fair by which its results are in' }) resultsDays?: number;
  @int({ optional: true, min: 2, max: 300, about: 'fairs that may be planned at once, in a series' }) seriesMost?: number;
  @text({ min: 2, max: 300, about: 'the regulation or notice that says so' }) source: string;
}

class FairRuleDto extends NewFairRuleDto {
  static of({ id: _, setById: __, setAt: ___, ...rule }: FairRule): FairRuleDto {
    return rule;
  }
}

@Resource('fair-rules')
export class FairRulesController {
  constructor(private readonly rules: FairRules) {}

  @Action({
    method: 'GET',
    permission: 'fair.manage',
    returns: FairRuleDto,
    list: true,
    summary: 'What a fair has to file, by the day from which on it holds, newest first',
  })
  async list(@Query() query: PageQuery) {
    const page = await this.rules.list(query.cursor, query.limit ?? 20);
    return { items: page.items.map((rule) => FairRuleDto.of(rule)), next: page.next };
  }

  @Action({ method: 'PUT', permission: 'fair.rule', body: NewFairRuleDto, returns: FairRuleDto, summary: 'Set what holds from a day on' })
  async set(@Caller() who: Principal, @Body() body: NewFairRuleDto) {
    return FairRuleDto.of(await this.rules.set(who, body));
  }
}
