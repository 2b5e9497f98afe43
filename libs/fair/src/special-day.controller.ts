import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, day, oneOf, PageQuery, Resource, text, type Principal } from '#platform/http';
import type { SpecialKind } from './domain/hours.js';
import { SpecialDays } from './special-day.service.js';
import type { SpecialDay } from './venue.entity.js';

class SpecialDayDto {
  @day() day: string;
  @oneOf(['holiday', 'workday'], 'SpecialDayKind') kind: SpecialKind;
  @text({ max: 60, about: 'as it is announced: 春节' }) name: string;
  @text({ min: 2, max: 300, about: 'the notice that says so' }) source: string;

  static of({ day, kind, name, source }: SpecialDay): SpecialDayDto {
    return { day, kind, name, source };
  }
}

class SpecialDayQuery extends PageQuery {
  @day({ optional: true }) from?: string;
}

@Resource('special-days')
export class SpecialDayController {
  constructor(private readonly days: SpecialDays) {}

  @Action({
    method: 'GET',
    permission: 'fair.manage',
    returns: SpecialDayDto,
    list: true,
    summary: 'Public holidays and make-up working days, by day',
  })
  async list(@Query() { from, cursor, limit = 20 }: SpecialDayQuery) {
    const page = await this.days.list(from, cursor, limit);
    return { items: page.items.map((row) => SpecialDayDto.of(row)), next: page.next };
  }

  @Action({ method: 'PUT', permission: 'fair.rule', body: SpecialDayDto, returns: SpecialDayDto, summary: 'Say what a day is' })
  async set(@Caller() who: Principal, @Body() body: SpecialDayDto) {
    return SpecialDayDto.of(await this.days.set(who, body));
  }

  @Action({ method: 'DELETE', path: ':day', permission: 'fair.rule', summary: 'Let a day be what its weekday says' })
  async remove(@Caller() who: Principal, @Param('day') day: string): Promise<void> {
    await this.days.remove(who, day);
  }
}
