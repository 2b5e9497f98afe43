import { Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { LateFollowUpsDto } from './chase.dto.js';
import { lateFollowUpsExport } from './chase.export.js';
import { ChaseService } from './chase.service.js';

@Resource('late-follow-ups')
export class ChaseController {
  constructor(
    private readonly chase: ChaseService,
    private readonly exports: ListExports,
  ) {}

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
  @Action({
    method: 'GET',
    path: 'export',
    permission: 'dispatch.retention_read',
    file: XLSX,
    rate: 'upload',
    summary: 'All enterprises that answer checks late, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, lateFollowUpsExport, query, (asked) => this.list(who, asked));
  }
}
