import { Body } from '@nestjs/common';
import { Action, Caller, day, int, Resource, type Principal } from '#platform/http';
import { NeedStartRules } from './need.start-rule.js';

class SetStartRuleDto {
  @int({ min: 0, max: 92, about: 'days that a post stays live after its latest start day' }) graceDays: number;
}

class StartRuleDto extends SetStartRuleDto {
  @day({ nullable: true, about: 'since when; null where no rule was ever made' }) validFrom: string | null;
}

@Resource('need-start-rule')
export class NeedStartRuleController {
  constructor(private readonly rules: NeedStartRules) {}

  @Action({
    method: 'GET',
    permission: 'need.check',
    returns: StartRuleDto,
    summary: 'How long a post stays live after its latest start day',
  })
  inForce(): Promise<StartRuleDto> {
    return this.rules.inForce();
  }

  @Action({
    method: 'PUT',
    permission: 'need.rule',
    body: SetStartRuleDto,
    returns: StartRuleDto,
    summary: 'From today on let posts stay live for so many days after their latest start day',
  })
  set(@Caller() who: Principal, @Body() body: SetStartRuleDto): Promise<StartRuleDto> {
    return this.rules.set(who, body.graceDays);
  }
}
