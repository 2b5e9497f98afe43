import { Body, Param, Query } from '@nestjs/common';
import { OrgTree } from '#access';
import { Action, Caller, conflict, IfMatch, MaybeCaller, Resource, type Principal } from '#platform/http';
import { BoothService } from './booth.service.js';
import { BookBoothDto, BoothDto, BoothQuery, CancelFairDto, FairDto, FairEditDto, FairQuery, MyBoothDto, NewFairDto } from './fair.dto.js';
import { BoothReads, FairService } from './fair.service.js';

@Resource('fairs')
export class FairController {
  constructor(
    private readonly fairs: FairService,
    private readonly reads: BoothReads,
    private readonly booths: BoothService,
    private readonly org: OrgTree,
  ) {}

  @Action({
    method: 'GET',
    permission: 'public',
    returns: FairDto,
    list: true,
    summary: 'Fairs by day; staff see the drafts of their own nodes too',
  })
  async list(@MaybeCaller() who: Principal | null, @Query() query: FairQuery) {
    const node = query.node ? await this.org.byId(query.node) : null;
    const filter = {
      from: query.from,
      to: query.to,
      state: query.state,
      nodePath: node?.path,
      search: query.q,
      occupation: query.occupation,
    };
    const page = await this.fairs.list(who, filter, query.cursor, query.limit ?? 20);
    return { items: page.items.map((row) => FairDto.of(row)), next: page.next };
  }

  @Action({ method: 'POST', permission: 'fair.manage', body: NewFairDto, returns: FairDto, status: 201, summary: 'Plan a fair' })
  async create(@Caller() who: Principal, @Body() body: NewFairDto) {
    const { campaign = 'none', expectedAttendance = null, dutyStaff = null, permitNumber = null, note = null, ...rest } = body;
    return FairDto.of(await this.fairs.create(who, { ...rest, campaign, expectedAttendance, dutyStaff, permitNumber, note }));
  }

  @Action({ method: 'GET', path: ':id', permission: 'public', returns: FairDto, summary: 'One fair' })
  async one(@MaybeCaller() who: Principal | null, @Param('id') id: string) {
    return FairDto.of(await this.fairs.one(who, id));
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'fair.manage',
    body: FairEditDto,
    returns: FairDto,
    summary: 'Change a fair; If-Match names the version',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: FairEditDto) {
    if (version === null) throw conflict('request.if_match', { zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' });
    return FairDto.of(await this.fairs.edit(who, id, version, body));
  }

  @Action({
    method: 'POST',
    path: ':id/publish',
    permission: 'fair.manage',
    returns: FairDto,
    summary: 'Publish, once nothing is missing from its filing',
  })
  async publish(@Caller() who: Principal, @Param('id') id: string) {
    return FairDto.of(await this.fairs.publish(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/cancel',
    permission: 'fair.manage',
    body: CancelFairDto,
    returns: FairDto,
    summary: 'Cancel; every enterprise with a booth is told',
  })
  async cancel(@Caller() who: Principal, @Param('id') id: string, @Body() body: CancelFairDto) {
    return FairDto.of(await this.fairs.cancel(who, id, body.reason));
  }

  @Action({
    method: 'GET',
    path: ':id/booths',
    permission: 'public',
    returns: BoothDto,
    array: true,
    summary: 'Booths by number and who stands there',
  })
  async boothsOf(@MaybeCaller() who: Principal | null, @Param('id') id: string) {
    await this.fairs.one(who, id);
    return (await this.reads.of(id)).map((view) => BoothDto.of(view));
  }

  @Action({
    method: 'POST',
    path: ':id/booths',
    permission: 'fair.book',
    body: BookBoothDto,
    returns: BoothDto,
    status: 201,
    summary: 'Book a booth',
  })
  async book(@Caller() who: Principal, @Param('id') id: string, @Body() body: BookBoothDto) {
    return BoothDto.of({ booth: await this.booths.book(who, id, body), enterpriseName: null });
  }
}

@Resource('booths')
export class BoothController {
  constructor(private readonly booths: BoothService) {}

  @Action({ method: 'GET', path: 'mine', permission: 'fair.book', returns: MyBoothDto, array: true, summary: 'Booths of my enterprise' })
  async mine(@Caller() who: Principal) {
    return (await this.booths.mine(who)).map((row) => MyBoothDto.of(row));
  }

  @Action({
    method: 'GET',
    permission: 'fair.booths',
    returns: MyBoothDto,
    list: true,
    summary: 'Booths of one enterprise, with their fairs',
  })
  async ofEnterprise(@Caller() who: Principal, @Query() query: BoothQuery) {
    const page = await this.booths.ofEnterprise(who, query.enterprise, query.cursor, query.limit ?? 20);
    return { items: page.items.map((row) => MyBoothDto.of(row)), next: page.next };
  }

  @Action({ method: 'DELETE', path: ':id', permission: 'fair.book', summary: 'Give a booth back' })
  async release(@Caller() who: Principal, @Param('id') id: string) {
    await this.booths.release(who, id);
  }
}
