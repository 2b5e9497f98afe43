import { Body, Param, Query, Req } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Action, Caller, IfMatch, notFound, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { tableLimits } from '#platform/table';
import { isQuarter, SeekerPreviewDto, SeekerRegisterDto, SeekerRegisterQuery, SeekerRowsDto } from './seekers.dto.js';
import { readSeekers } from './seekers.reader.js';
import { SeekersService } from './seekers.service.js';

/** Job seekers registered with the public employment services, counted by quarter, occupation and skill level. */
@Resource('seeker-registers')
export class SeekersController {
  constructor(
    private readonly seekers: SeekersService,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'GET',
    permission: 'seekers.read',
    returns: SeekerRegisterDto,
    list: true,
    summary: 'Registers of job seekers, latest quarter first',
  })
  async list(@Query() query: SeekerRegisterQuery) {
    const page = await this.seekers.page(query.quarter, query.cursor, query.limit ?? 20);
    return { items: page.items.map((one) => SeekerRegisterDto.of(one)), next: page.next };
  }

  @Action({
    method: 'POST',
    path: ':quarter/preview',
    permission: 'seekers.replace',
    upload: true,
    returns: SeekerPreviewDto,
    status: 200,
    summary: 'Read a list of seekers; nothing is saved before it is confirmed',
  })
  async preview(@Caller() who: Principal, @Param('quarter') quarter: string, @Req() request: UploadRequest): Promise<SeekerPreviewDto> {
    if (!isQuarter(quarter)) throw notFound('quarter', quarter);
    const read = await withUpload(request, this.settings, (file, _, signal) =>
      readSeekers(file, { limits: tableLimits(this.settings), signal }),
    );
    return SeekerPreviewDto.of(read, who.locale);
  }

  @Action({
    method: 'PUT',
    path: ':quarter',
    permission: 'seekers.replace',
    body: SeekerRowsDto,
    returns: SeekerRegisterDto,
    summary: 'Replace the register of a quarter; If-Match names the version that was seen',
  })
  async replace(
    @Caller() who: Principal,
    @Param('quarter') quarter: string,
    @IfMatch() version: number | null,
    @Body() { rows }: SeekerRowsDto,
  ): Promise<SeekerRegisterDto> {
    if (!isQuarter(quarter)) throw notFound('quarter', quarter);
    return SeekerRegisterDto.of(await this.seekers.replace(who, quarter, version ?? 0, rows));
  }
}
