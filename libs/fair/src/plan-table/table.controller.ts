import { Body, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports, OrgTree } from '#access';
import { Settings } from '#platform/config';
import { Action, Caller, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { tableLimits, XLSX } from '#platform/table';
import { FairViews } from '../fair.views.js';
import { VenueRepository } from '../venue.repository.js';
import { TableCheck } from './table-check.js';
import { TableFairDto, TableLinesDto, TablePreviewDto, TableQuery, TableTakenDto } from './table.dto.js';
import { tableExport, type TableExportRow } from './table.export.js';
import { readTable } from './table-reader.js';
import { TableService } from './table.service.js';

/** A year's plan as a table: taken out, edited, and taken in again. */
@Resource('fair-tables')
export class TableController {
  constructor(
    private readonly tables: TableService,
    private readonly checks: TableCheck,
    private readonly views: FairViews,
    private readonly venues: VenueRepository,
    private readonly org: OrgTree,
    private readonly exports: ListExports,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'GET',
    permission: 'fair.manage',
    returns: TableFairDto,
    list: true,
    summary: 'Fairs of some days, as the table has them',
  })
  async list(@Caller() who: Principal, @Query() query: TableQuery) {
    const page = await this.rows(who, query);
    return { items: page.items.map((row) => TableFairDto.of(row)), next: page.next };
  }

  @Action({
    method: 'POST',
    path: 'preview',
    permission: 'fair.manage',
    upload: true,
    returns: TablePreviewDto,
    status: 200,
    summary: 'Read a table of fairs; nothing is saved before it is confirmed',
  })
  async preview(@Caller() who: Principal, @Req() request: UploadRequest): Promise<TablePreviewDto> {
    const rows = await withUpload(request, this.settings, (file, _, signal) =>
      readTable(file, { limits: tableLimits(this.settings), signal }),
    );
    return TablePreviewDto.of(
      rows,
      await this.checks.check(
        who,
        rows.map(({ texts }) => texts),
      ),
      who.locale,
    );
  }

  @Action({
    method: 'POST',
    permission: 'fair.manage',
    body: TableLinesDto,
    returns: TableTakenDto,
    status: 200,
    summary: 'Plan all fairs of a table, or none',
  })
  take(@Caller() who: Principal, @Body() { rows }: TableLinesDto): Promise<TableTakenDto> {
    return this.tables.take(
      who,
      rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, text]) => text !== undefined && text !== ''))),
    );
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'fair.manage',
    file: XLSX,
    rate: 'upload',
    summary: 'Fairs of some days as a table that can be taken in again',
  })
  export(@Caller() who: Principal, @Query() query: TableQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, tableExport, query, (asked) => this.rows(who, asked));
  }

  private async rows(
    who: Principal,
    { node, from, to, cursor, limit = 20 }: TableQuery,
  ): Promise<{ items: TableExportRow[]; next: string | null }> {
    const office = node ? await this.org.byId(node) : null;
    const page = await this.views.list(who, { from, to, nodePath: office?.path }, cursor, limit);
    const rooms = new Map(
      await Promise.all(
        [...new Set(page.items.flatMap(({ fair }) => fair.roomId ?? []))].map(async (id) => [id, await this.venues.room(id)] as const),
      ),
    );
    return {
      items: page.items.map(({ fair, state }) => {
        const found = rooms.get(fair.roomId ?? '');
        return { fair, state, venue: found?.venue.name ?? null, room: found?.room.name ?? null };
      }),
      next: page.next,
    };
  }
}
