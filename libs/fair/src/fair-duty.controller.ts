import { Body, Param } from '@nestjs/common';
import { Action, bool, Caller, id, listOf, Resource, text, type Principal } from '#platform/http';
import { FairDuties, type Officer } from './fair-duty.js';

class OfficerDto implements Officer {
  @id() userId: string;
  @text() name: string;
  @bool() onDuty: boolean;
  @text({ nullable: true, about: 'another fair at that time, where they are on duty' }) elsewhere: string | null;
}

class FairDutyDto {
  @listOf('string', { max: 500, about: 'accounts of the office that holds it, or of the city’s' }) userIds: string[];
}

@Resource('fairs')
export class FairDutyController {
  constructor(private readonly duties: FairDuties) {}

  @Action({
    method: 'GET',
    path: ':id/duty',
    permission: 'fair.manage',
    returns: OfficerDto,
    array: true,
    summary: 'Who could be on duty, and who is',
  })
  list(@Caller() who: Principal, @Param('id') id: string): Promise<Officer[]> {
    return this.duties.of(who, id);
  }

  @Action({ method: 'PUT', path: ':id/duty', permission: 'fair.manage', body: FairDutyDto, summary: 'Say who is on duty' })
  async set(@Caller() who: Principal, @Param('id') id: string, @Body() { userIds }: FairDutyDto): Promise<void> {
    await this.duties.set(who, id, userIds);
  }
}
