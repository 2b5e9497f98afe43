import { Query } from '@nestjs/common';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { LateFollowUpsDto } from './chase.dto.js';
import { ChaseService } from './chase.service.js';

@Resource('late-follow-ups')
export class ChaseController {
  constructor(private readonly chase: ChaseService) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.retention_read',
    returns: LateFollowUpsDto,
    list: true,
    summary: 'Enterprises that have not answered checks in time, the longest first, and who asks them',
  })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const page = await this.chase.late(who, query.cursor, query.limit ?? 20);
    return { items: page.items.map((one) => LateFollowUpsDto.of(one)), next: page.next };
  }
}
