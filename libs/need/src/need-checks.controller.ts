import { Body, Param } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { NeedChecks } from './need.checks.js';
import { CheckRuleDto, SetCheckRuleDto } from './need-checks.dto.js';

@Resource('need-checks')
export class NeedChecksController {
  constructor(private readonly checks: NeedChecks) {}

  @Action({
    method: 'GET',
    permission: 'need.check',
    returns: CheckRuleDto,
    array: true,
    summary: 'Counties and zones, and whether each checks needs before they are published',
  })
  async rules(@Caller() who: Principal) {
    return (await this.checks.rules(who)).map((rule) => CheckRuleDto.of(rule));
  }

  @Action({
    method: 'PUT',
    path: ':nodeId',
    permission: 'need.check',
    body: SetCheckRuleDto,
    returns: CheckRuleDto,
    summary: 'From today on check needs of a county or zone first, or no longer',
  })
  async set(@Caller() who: Principal, @Param('nodeId') nodeId: string, @Body() body: SetCheckRuleDto) {
    return CheckRuleDto.of(await this.checks.set(who, nodeId, body.required));
  }
}
