import { Body, Param, Query } from '@nestjs/common';
import { Directory, OrgTree } from '#access';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { ImportAliasDto, ImportCorrectionDto, NewImportCorrectionDto, SameTextDto, SameTextQuery } from './import-corrections.dto.js';
import { ImportCorrecting } from './import.correcting.js';
import { ImportDto } from './import.dto.js';
import { ImportService } from './import.service.js';
import { ImportViews } from './import.views.js';

@Resource('imports')
export class ImportCorrectionsController {
  constructor(
    private readonly imports: ImportService,
    private readonly correcting: ImportCorrecting,
    private readonly views: ImportViews,
    private readonly directory: Directory,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/same',
    permission: 'need.import',
    returns: SameTextDto,
    list: true,
    summary: 'Of a cell that is named by its row and field: how many rows say the same, and how it was corrected',
  })
  async same(@Caller() who: Principal, @Param('id') id: string, @Query() { row, field }: SameTextQuery) {
    const batch = await this.imports.one(who, id);
    if (row === undefined || field === undefined) return { items: [], next: null };
    return { items: [SameTextDto.of(await this.views.same(batch, row, field))], next: null };
  }

  @Action({
    method: 'GET',
    path: ':id/corrections',
    permission: 'need.import',
    returns: ImportCorrectionDto,
    list: true,
    summary: 'What was corrected in a list before it was saved',
  })
  async list(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const { items, next } = await this.correcting.list(who, id, query.cursor, query.limit ?? 20);
    const people = await this.directory.names(items.map(({ userId }) => userId));
    const values = await this.views.named(
      items.map(({ value }) => value),
      who.locale,
    );
    return { items: items.map((one, i) => ImportCorrectionDto.of(one, values[i] ?? '', people.get(one.userId) ?? '')), next };
  }

  @Action({
    method: 'POST',
    path: ':id/corrections',
    permission: 'need.import',
    body: NewImportCorrectionDto,
    returns: ImportDto,
    status: 200,
    summary: 'Say what a cell means, of one row or of all that say the same; many rows are judged anew in the background',
  })
  async correct(@Caller() who: Principal, @Param('id') id: string, @Body() body: NewImportCorrectionDto) {
    return ImportDto.of(await this.correcting.correct(who, id, NewImportCorrectionDto.said(body)), who.locale);
  }

  @Action({
    method: 'DELETE',
    path: ':id/corrections/:correction',
    permission: 'need.import',
    returns: ImportDto,
    status: 200,
    summary: 'Take a correction back',
  })
  async takeBack(@Caller() who: Principal, @Param('id') id: string, @Param('correction') correction: string) {
    return ImportDto.of(await this.correcting.takeBack(who, id, correction), who.locale);
  }
}

@Resource('import-aliases')
export class ImportAliasController {
  constructor(
    private readonly correcting: ImportCorrecting,
    private readonly views: ImportViews,
    private readonly directory: Directory,
    private readonly org: OrgTree,
  ) {}

  @Action({
    method: 'GET',
    permission: 'need.import',
    returns: ImportAliasDto,
    list: true,
    summary: 'What words mean in the lists of my office, newest first',
  })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const { items, next } = await this.correcting.aliases(who, query.cursor, query.limit ?? 20);
    const people = await this.directory.names(items.map(({ userId }) => userId));
    const nodes = await this.org.byIds(items.map(({ nodeId }) => nodeId));
    const values = await this.views.named(
      items.map(({ value }) => value),
      who.locale,
    );
    const namesOf = (one: (typeof items)[number], i: number) => ({
      node: nodes.get(one.nodeId)?.name ?? '',
      value: values[i] ?? '',
      by: people.get(one.userId) ?? '',
    });
    return { items: items.map((one, i) => ImportAliasDto.of(one, namesOf(one, i))), next };
  }

  @Action({
    method: 'DELETE',
    path: ':id',
    permission: 'need.import',
    summary: 'Forget what a word means; lists that were read stay as they are',
  })
  async remove(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.correcting.removeAlias(who, id);
  }
}
