import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, conflict, IfMatch, PageQuery, Resource, type Principal } from '#platform/http';
import { EnterpriseHistoryDto, EnterpriseMessageDto, EnterprisePersonDto, OwnSizeDto } from './enterprise-page.dto.js';
import { EnterpriseDto } from './enterprise.dto.js';
import { EnterprisePage } from './enterprise.page.js';
import { EnterpriseService } from './enterprise.service.js';

@Resource('enterprises')
export class EnterprisePageController {
  constructor(
    private readonly page: EnterprisePage,
    private readonly enterprises: EnterpriseService,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/people',
    permission: 'enterprise.read',
    returns: EnterprisePersonDto,
    list: true,
    summary: 'Who acts for it; its office sees every application and its papers',
  })
  async people(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.page.people(who, id, query.cursor, query.limit ?? 20);
    return { items: page.items.map((one) => EnterprisePersonDto.of(one)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/history',
    permission: 'enterprise.history',
    returns: EnterpriseHistoryDto,
    list: true,
    summary: 'What was changed of it and decided about its people, newest first',
  })
  async history(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.page.history(who, id, query.cursor, query.limit ?? 20);
    return { items: page.items.map((one) => EnterpriseHistoryDto.of(one)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/messages',
    permission: 'enterprise.messages',
    returns: EnterpriseMessageDto,
    list: true,
    summary: 'What those were told who act for it alone, newest first',
  })
  async messages(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.page.sent(who, id, query.cursor, query.limit ?? 20);
    return { items: page.items.map((one) => EnterpriseMessageDto.of(one)), next: page.next };
  }

  @Action({
    method: 'PATCH',
    path: ':id/size',
    permission: 'enterprise.edit_size',
    body: OwnSizeDto,
    returns: EnterpriseDto,
    summary: 'The enterprise says how large it is; If-Match names the version. Rounds of the survey that were drawn stay as they are',
  })
  async size(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: OwnSizeDto) {
    if (version === null) throw conflict('request.if_match', { zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' });
    const { figuresConfirmed = false, ...said } = body;
    return EnterpriseDto.of(await this.enterprises.editSize(who, id, version, said, figuresConfirmed));
  }
}
