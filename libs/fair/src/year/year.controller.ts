import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { MovePreviews } from './move-preview.js';
import {
  FairShortageDto,
  LateFairDto,
  MovePreviewDto,
  MoveQuery,
  NewTargetDto,
  OfficeQuery,
  TargetDto,
  TargetQuery,
  YearDto,
  YearQuery,
} from './year.dto.js';
import { YearViews } from './year.service.js';

@Resource('fair-year')
export class YearController {
  constructor(private readonly views: YearViews) {}

  @Action({
    method: 'GET',
    permission: 'fair.manage',
    returns: YearDto,
    summary: 'The fairs of a year by month, week, county, theme and campaign, against the target',
  })
  async year(@Caller() who: Principal, @Query() { year, node }: YearQuery) {
    return YearDto.of(await this.views.year(who, year, node));
  }

  @Action({
    method: 'GET',
    path: 'shortages',
    permission: 'fair.manage',
    returns: FairShortageDto,
    array: true,
    summary: 'The 50 largest shortages, and what fairs of the next 30 days there are for each',
  })
  gaps(@Caller() who: Principal, @Query() { node }: OfficeQuery) {
    return this.views.gaps(who, node);
  }

  @Action({
    method: 'GET',
    path: 'late',
    permission: 'fair.manage',
    returns: LateFairDto,
    array: true,
    summary: 'Filings, permits and results that are overdue, the oldest first; 500 at most',
  })
  late(@Caller() who: Principal, @Query() { node }: OfficeQuery) {
    return this.views.late(who, node);
  }
}

@Resource('fair-targets')
export class TargetController {
  constructor(private readonly views: YearViews) {}

  @Action({ method: 'GET', permission: 'fair.manage', returns: TargetDto, array: true, summary: 'Targets of a year, the newest first' })
  async list(@Query() { year }: TargetQuery) {
    return (await this.views.targets(year)).map((one) => TargetDto.of(one));
  }

  @Action({
    method: 'PUT',
    permission: 'fair.rule',
    body: NewTargetDto,
    returns: TargetDto,
    summary: 'Set how many fairs an office is to hold in a year, from a day on',
  })
  async set(@Caller() who: Principal, @Body() body: NewTargetDto) {
    return TargetDto.of(await this.views.setTarget(who, body));
  }
}

@Resource('fairs')
export class MoveController {
  constructor(private readonly previews: MovePreviews) {}

  @Action({
    method: 'GET',
    path: ':id/move-preview',
    permission: 'fair.manage',
    returns: MovePreviewDto,
    summary: 'What stands against another day, and who would be asked and told',
  })
  of(@Caller() who: Principal, @Param('id') id: string, @Query() to: MoveQuery) {
    return this.previews.of(who, id, to);
  }
}
