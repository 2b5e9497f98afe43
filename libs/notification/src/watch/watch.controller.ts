import { Body, Param } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { ChangedWatchRuleDto, WatchAlarmDto, WatchRuleDto } from './watch.dto.js';
import { Watch } from './watch.service.js';

@Resource('watch-rules')
export class WatchController {
  constructor(private readonly watch: Watch) {}

  @Action({
    method: 'GET',
    permission: 'jobs.manage',
    returns: WatchRuleDto,
    array: true,
    summary: 'When administrators are told of queues',
  })
  async rules(@Caller() who: Principal): Promise<WatchRuleDto[]> {
    return (await this.watch.rules(who)).map((one) => WatchRuleDto.of(one));
  }

  @Action({
    method: 'GET',
    path: 'alarms',
    permission: 'jobs.manage',
    returns: WatchAlarmDto,
    array: true,
    summary: 'What stands, and what was told in the last week',
  })
  async alarms(@Caller() who: Principal): Promise<WatchAlarmDto[]> {
    return (await this.watch.alarms(who)).map((one) => WatchAlarmDto.of(one));
  }

  @Action({
    method: 'PUT',
    path: ':rule',
    permission: 'jobs.manage',
    body: ChangedWatchRuleDto,
    summary: 'Change when administrators are told',
  })
  async allow(@Caller() who: Principal, @Param('rule') rule: string, @Body() { most, version }: ChangedWatchRuleDto): Promise<void> {
    await this.watch.allow(who, rule, most, version);
  }
}
