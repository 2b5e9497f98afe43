import { Body, Query } from '@nestjs/common';
import { Action, Caller, day, int, PageQuery, Resource, text, type Principal } from '#platform/http';
import type { BoothRule } from './booth.entity.js';
import { BoothRuleBook } from './booth-rules.js';

class NewBoothRuleDto {
  @day({ about: 'fairs from this day on; today or later' }) validFrom: string;
  @int({ min: 1, max: 1_440, about: 'minutes for which a chosen booth is held' }) holdMinutes: number;
  @int({ min: 1, max: 336, about: 'hours for which a freed booth is kept for the first who waits' }) offerHours: number;
  @int({ max: 60, about: 'days before until which an enterprise changes or gives back its booth; 1 is the day before' })
  changeDaysBefore: number;
  @int({ min: 1, max: 20, about: 'booths of one legal person on one day' }) boothsADay: number;
  @int({ min: 1, max: 20, about: 'the same for key enterprises' }) keyBoothsADay: number;
  @int({ min: 1, max: 100, about: 'per cent of the booths for one county other than the holder’s; 100 is no quota' }) countyPercent: number;
  @int({ min: 1, max: 100, about: 'per cent of the booths for one industry; 100 is no quota' }) industryPercent: number;
  @int({ max: 720, about: 'hours in which only enterprises with scarce occupations book; 0 is none' }) priorityHours: number;
  @int({ min: 1, max: 500, about: 'how many occupations with the largest shortage are scarce' }) scarceOccupations: number;
  @int({ max: 50, about: 'times of staying away without a consequence' }) absencesAllowed: number;
  @int({ min: 1, max: 1_100, about: 'days in which they are counted' }) absenceWindowDays: number;
  @int({ max: 1_100, about: 'days after the last one for which the enterprise does not book by itself' }) absenceBlockDays: number;
  @int({ min: 5, max: 240, about: 'minutes after opening for which a booth is kept for who has not come' }) claimMinutes: number;
  @int({ min: 5, max: 120, about: 'minutes to say yes to a booth on the day itself' }) dayOfferMinutes: number;
  @int({ min: 1, max: 60, about: 'minutes in which somebody who is called in a queue online has to come' }) callMinutes: number;
  @text({ min: 2, max: 300, about: 'the regulation or notice that says so' }) source: string;
}

class BoothRuleDto extends NewBoothRuleDto {
  static of({ id: _, setById: __, setAt: ___, ...rule }: BoothRule): BoothRuleDto {
    return rule;
  }
}

@Resource('booth-rules')
export class BoothRulesController {
  constructor(private readonly rules: BoothRuleBook) {}

  @Action({
    method: 'GET',
    permission: 'fair.booths',
    returns: BoothRuleDto,
    list: true,
    summary: 'What holds for booths, by the day from which on it does, newest first',
  })
  async list(@Query() query: PageQuery) {
    const page = await this.rules.list(query.cursor, query.limit ?? 20);
    return { items: page.items.map((rule) => BoothRuleDto.of(rule)), next: page.next };
  }

  @Action({ method: 'PUT', permission: 'fair.rule', body: NewBoothRuleDto, returns: BoothRuleDto, summary: 'Set what holds from a day on' })
  async set(@Caller() who: Principal, @Body() body: NewBoothRuleDto) {
    return BoothRuleDto.of(await this.rules.set(who, body));
  }
}
