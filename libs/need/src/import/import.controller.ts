import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Settings } from '#platform/config';
import { Action, Caller, PageQuery, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { answerWorkbook, XLSX } from '#platform/table';
import {
  ConfirmImportDto,
  ImportDto,
  ImportLeftOutDto,
  ImportMappingDto,
  ImportRowDto,
  ImportRowQuery,
  ImportSheetDto,
  ImportSheetsDto,
  ImportUploadQuery,
} from './import.dto.js';
import { importRowsExport, importsExport } from './import.export.js';
import { ImportService } from './import.service.js';
import { ImportViews } from './import.views.js';
import { WrongRows } from './wrong-rows.js';

@Resource('imports')
export class ImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly views: ImportViews,
    private readonly wrong: WrongRows,
    private readonly exports: ListExports,
    private readonly settings: Settings,
  ) {}

  @Action({ method: 'GET', permission: 'need.import', returns: ImportDto, list: true, summary: 'Lists that were handed in, newest first' })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const page = await this.imports.list(who, query.cursor, query.limit ?? 20);
    return { items: page.items.map((batch) => ImportDto.of(batch, who.locale)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'need.import',
    file: XLSX,
    rate: 'upload',
    summary: 'All lists that were handed in, as a workbook',
  })
  exportLists(@Caller() who: Principal, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, importsExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    permission: 'need.import',
    upload: true,
    returns: ImportDto,
    status: 201,
    summary: 'Hand in a list, as CSV or a workbook. It is read in the background; nothing is saved before it is confirmed',
  })
  async upload(@Caller() who: Principal, @Query() query: ImportUploadQuery, @Req() request: UploadRequest) {
    return withUpload(request, this.settings, async (file, name, signal) =>
      ImportDto.of(await this.imports.receive(who, file, name, query.node, signal), who.locale),
    );
  }

  @Action({ method: 'GET', path: ':id', permission: 'need.import', returns: ImportDto, summary: 'One list with its columns and counts' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return ImportDto.of(await this.imports.one(who, id), who.locale);
  }

  @Action({
    method: 'PATCH',
    path: ':id/mapping',
    permission: 'need.import',
    body: ImportMappingDto,
    returns: ImportDto,
    summary: 'Correct which column is which; the list is understood again in the background',
  })
  async remap(@Caller() who: Principal, @Param('id') id: string, @Body() body: ImportMappingDto) {
    const fields = ImportMappingDto.fields(body, await this.imports.one(who, id));
    return ImportDto.of(await this.imports.remap(who, id, fields), who.locale);
  }

  @Action({
    method: 'GET',
    path: ':id/sheets',
    permission: 'need.import',
    returns: ImportSheetDto,
    list: true,
    summary: 'Sheets of the file with their first lines as they are, and which line was taken for the header',
  })
  async sheets(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.imports.sheetsOf(who, id, query.cursor, query.limit ?? 20);
    return { items: page.items.map((sheet) => ImportSheetDto.of(sheet)), next: page.next };
  }

  @Action({
    method: 'PATCH',
    path: ':id/sheets',
    permission: 'need.import',
    body: ImportSheetsDto,
    returns: ImportDto,
    summary: 'Choose which sheets are read and where their headers are; the file is read again in the background',
  })
  async choose(@Caller() who: Principal, @Param('id') id: string, @Body() { sheets, withHidden = false }: ImportSheetsDto) {
    return ImportDto.of(await this.imports.choose(who, id, { sheets, withHidden }), who.locale);
  }

  @Action({
    method: 'GET',
    path: ':id/left-out',
    permission: 'need.import',
    returns: ImportLeftOutDto,
    list: true,
    summary: 'Lines of the file that are none of the list, each with its reason',
  })
  async leftOut(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.imports.leftOut(who, id, query.cursor, query.limit ?? 20);
    return { items: page.items.map((line) => ImportLeftOutDto.of(line, page.sheets)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/rows',
    permission: 'need.import',
    returns: ImportRowDto,
    list: true,
    summary: 'Rows as they were understood',
  })
  async rows(@Caller() who: Principal, @Param('id') id: string, @Query() query: ImportRowQuery) {
    const batch = await this.imports.one(who, id);
    const { kind, gap, doubtful, field, same } = query;
    const ref = field && same !== undefined ? await this.views.refOf(batch, same, field) : null;
    const filter = { kind, gap, doubtful, same: field && ref !== null ? { field, ref } : undefined };
    const page = await this.imports.rows(who, id, filter, query.cursor, query.limit ?? 20);
    const seen = await this.views.seen(batch, page.items, page.sheets);
    return { items: seen.map((row) => ImportRowDto.of(row, page.sheets, who.locale)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/rows/export',
    permission: 'need.import',
    file: XLSX,
    rate: 'upload',
    summary: 'All rows that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Param('id') id: string, @Query() query: ImportRowQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, importRowsExport, query, (asked) => this.rows(who, id, asked));
  }

  @Action({
    method: 'POST',
    path: ':id/confirm',
    permission: 'need.import',
    body: ConfirmImportDto,
    returns: ImportDto,
    status: 200,
    summary: 'Save every row that is not wrong: a short list at once, a long one in the background. Confirmed twice it is saved once',
  })
  async confirm(@Caller() who: Principal, @Param('id') id: string, @Body() body: ConfirmImportDto) {
    return ImportDto.of(await this.imports.confirm(who, id, body.figuresConfirmed), who.locale);
  }

  @Action({
    method: 'GET',
    path: ':id/wrong.xlsx',
    permission: 'need.import',
    file: XLSX,
    summary: 'The rows that were not saved as they were, wrong ones and conflicts, each with its reasons',
  })
  async wrongRows(@Caller() who: Principal, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const batch = await this.imports.wrongRows(who, id);
    const name = `${batch.fileName.replace(/\.\w+$/, '')}-${who.locale === 'zh' ? '问题行' : 'wrong'}.xlsx`;
    await this.exports.alone(who, () => answerWorkbook(reply, name, (to) => this.wrong.writeXlsx(batch, to, who.locale)));
  }
}
