import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import {
  AbsentDto,
  BlockDto,
  BoothDetailDto,
  BoothDetailsDto,
  BoothDto,
  BoothQuery,
  ExchangeDto,
  LicenceDto,
  MyBoothDto,
  ReleaseQuery,
  SwapDto,
} from './booth.dto.js';
import { BoothOffice } from './booth-office.js';
import { BoothService } from './booth.service.js';
import { MyBooths } from './my-booths.js';

@Resource('booths')
export class BoothController {
  constructor(
    private readonly booths: BoothService,
    private readonly mineOf: MyBooths,
    private readonly office: BoothOffice,
  ) {}

  @Action({ method: 'GET', path: 'mine', permission: 'fair.book', returns: MyBoothDto, array: true, summary: 'Booths of my enterprise' })
  async mine(@Caller() who: Principal) {
    return (await this.mineOf.mine(who)).map((row) => MyBoothDto.of(row));
  }

  @Action({
    method: 'GET',
    permission: 'fair.booths',
    returns: MyBoothDto,
    list: true,
    summary: 'Booths of one enterprise, with their fairs',
  })
  async ofEnterprise(@Caller() who: Principal, @Query() query: BoothQuery) {
    const page = await this.mineOf.ofEnterprise(who, query.enterprise, query.cursor, query.limit ?? 20);
    return { items: page.items.map((row) => MyBoothDto.of(row)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id',
    permission: 'fair.booths',
    returns: BoothDetailDto,
    summary: 'A booth that an enterprise has: what it shows and who comes',
  })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return BoothDetailDto.with(await this.booths.one(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/confirm',
    permission: 'fair.book',
    body: BoothDetailsDto,
    returns: BoothDto,
    status: 200,
    summary: 'Confirm a booth that is held or offered, with what it shows and who comes',
  })
  async confirm(@Caller() who: Principal, @Param('id') id: string, @Body() body: BoothDetailsDto) {
    return BoothDto.of({ booth: await this.booths.confirm(who, id, body), enterpriseName: null });
  }

  @Action({
    method: 'PUT',
    path: ':id/details',
    permission: 'fair.book',
    body: BoothDetailsDto,
    summary: 'Say which needs it shows and who comes',
  })
  async details(@Caller() who: Principal, @Param('id') id: string, @Body() body: BoothDetailsDto) {
    await this.booths.change(who, id, body);
  }

  @Action({
    method: 'POST',
    path: ':id/exchange',
    permission: 'fair.book',
    body: ExchangeDto,
    returns: BoothDto,
    status: 200,
    summary: 'Take another free booth for it',
  })
  async exchange(@Caller() who: Principal, @Param('id') id: string, @Body() { number }: ExchangeDto) {
    return BoothDto.of({ booth: await this.booths.exchange(who, id, number), enterpriseName: null });
  }

  @Action({ method: 'DELETE', path: ':id', permission: 'fair.book', summary: 'Give a booth or an offer of one back' })
  async release(@Caller() who: Principal, @Param('id') id: string, @Query() { reason }: ReleaseQuery) {
    await this.booths.release(who, id, reason || undefined);
  }

  @Action({ method: 'POST', path: ':id/swap', permission: 'fair.manage', body: SwapDto, summary: 'Two booths change their enterprises' })
  async swap(@Caller() who: Principal, @Param('id') id: string, @Body() { withId }: SwapDto) {
    await this.office.swap(who, id, withId);
  }

  @Action({
    method: 'POST',
    path: ':id/block',
    permission: 'fair.manage',
    body: BlockDto,
    summary: 'Keep everybody from a booth, or nobody',
  })
  async block(@Caller() who: Principal, @Param('id') id: string, @Body() { reason }: BlockDto) {
    await this.office.block(who, id, reason);
  }

  @Action({
    method: 'POST',
    path: ':id/absent',
    permission: 'fair.manage',
    body: AbsentDto,
    summary: 'Say that its enterprise did not come',
  })
  async absent(@Caller() who: Principal, @Param('id') id: string, @Body() { absent }: AbsentDto) {
    await this.office.markAbsent(who, id, absent);
  }
}

@Resource('agency-licences')
export class AgencyLicenceController {
  constructor(private readonly office: BoothOffice) {}

  @Action({
    method: 'PUT',
    path: ':enterpriseId',
    permission: 'fair.manage',
    body: LicenceDto,
    returns: LicenceDto,
    summary: 'Enter the licence of an agency that the office has seen',
  })
  async set(@Caller() who: Principal, @Param('enterpriseId') enterpriseId: string, @Body() { number, validUntil }: LicenceDto) {
    const licence = await this.office.setLicence(who, enterpriseId, number, validUntil);
    return { number: licence.number, validUntil: licence.validUntil };
  }

  @Action({
    method: 'GET',
    path: ':enterpriseId',
    permission: 'fair.booths',
    returns: LicenceDto,
    array: true,
    summary: 'The licence of an agency, if one is on file',
  })
  async one(@Caller() who: Principal, @Param('enterpriseId') enterpriseId: string) {
    const licence = await this.office.licenceOf(who, enterpriseId);
    return licence ? [{ number: licence.number, validUntil: licence.validUntil }] : [];
  }
}
