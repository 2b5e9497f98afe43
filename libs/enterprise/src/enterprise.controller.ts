import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports, OrgTree } from '#access';
import { Action, Caller, conflict, IfMatch, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { EnterpriseDto, EnterpriseEditDto, EnterpriseQuery } from './enterprise.dto.js';
import { enterprisesExport } from './enterprise.export.js';
import { EnterpriseService } from './enterprise.service.js';

@Resource('enterprises')
export class EnterpriseController {
  constructor(
    private readonly enterprises: EnterpriseService,
    private readonly org: OrgTree,
    private readonly exports: ListExports,
  ) {}

  @Action({ method: 'GET', permission: 'enterprise.read', returns: EnterpriseDto, list: true, summary: 'Enterprises in my scope' })
  async list(@Caller() who: Principal, @Query() query: EnterpriseQuery) {
    const node = query.node ? await this.org.byId(query.node) : null;
    const filter = { search: query.q, isKey: query.isKey, state: query.state, nodePath: node?.path };
    const page = await this.enterprises.list(who, filter, query.cursor, query.limit ?? 20);
    return { items: page.items.map((row) => EnterpriseDto.of(row)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'enterprise.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All enterprises that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: EnterpriseQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, enterprisesExport, query, (asked) => this.list(who, asked));
  }

  @Action({ method: 'GET', path: 'mine', permission: 'signed-in', returns: EnterpriseDto, array: true, summary: 'Enterprises I act for' })
  async mine(@Caller() who: Principal) {
    return (await this.enterprises.mine(who)).map((row) => EnterpriseDto.of(row));
  }

  @Action({ method: 'GET', path: ':id', permission: 'enterprise.read', returns: EnterpriseDto, summary: 'One enterprise' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return EnterpriseDto.of(await this.enterprises.one(who, id));
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'enterprise.edit',
    body: EnterpriseEditDto,
    returns: EnterpriseDto,
    summary: 'Change what the bureau keeps of an enterprise; If-Match names the version',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: EnterpriseEditDto) {
    if (version === null) throw conflict('request.if_match', { zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' });
    return EnterpriseDto.of(await this.enterprises.edit(who, id, version, body));
  }
}
