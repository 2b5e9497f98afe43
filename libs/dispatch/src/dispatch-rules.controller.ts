import { Body, Query } from '@nestjs/common';
import { Action, Caller, day, int, PageQuery, Resource, text, type Principal } from '#platform/http';
import { DispatchRules } from './dispatch-rules.js';
import type { DispatchRule } from './dispatch.entity.js';

class NewDispatchRuleDto {
  @day({ about: 'promises from this day on; today or later' }) validFrom: string;
  @int({ min: 2, max: 720, about: 'hours that a promise holds its places' }) holdHours: number;
  @int({ min: 1, max: 719, about: 'hours before it lapses at which both sides are warned' }) warnHours: number;
  @int({ max: 90, about: 'days before the latest start by which an accepted promise has a trip' }) tripDays: number;
  @int({ optional: true, min: 1, max: 60, about: 'days that the employer has for a check before the liaison asks' }) answerDays?: number =
    7;
  @text({ min: 2, max: 300, about: 'the notice that says so' }) source: string;
}

class DispatchRuleDto extends NewDispatchRuleDto {
  static of({ validFrom, holdHours, warnHours, tripDays, answerDays, source }: DispatchRule): DispatchRuleDto {
    return { validFrom, holdHours, warnHours, tripDays, answerDays, source };
  }
}

@Resource('dispatch-rules')
export class DispatchRulesController {
  constructor(private readonly rules: DispatchRules) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.read',
    returns: DispatchRuleDto,
    list: true,
    summary:
      'How long promises hold, when they are reminded of and how long a check waits, by the day from which on it holds, newest first',
  })
  async list(@Query() query: PageQuery) {
    const page = await this.rules.list(query.cursor, query.limit ?? 20);
    return { items: page.items.map((rule) => DispatchRuleDto.of(rule)), next: page.next };
  }

  @Action({
    method: 'PUT',
    permission: 'dispatch.rule',
    body: NewDispatchRuleDto,
    returns: DispatchRuleDto,
    summary: 'Set what holds from a day on',
  })
  async set(@Caller() who: Principal, @Body() body: NewDispatchRuleDto) {
    return DispatchRuleDto.of(await this.rules.set(who, { ...body, answerDays: body.answerDays ?? 7 }));
  }
}
