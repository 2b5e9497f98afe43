import { Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { CatalogueDocuments } from './catalogue.documents.js';
import {
  CatalogueDetailDto,
  CatalogueDto,
  CatalogueLinesDto,
  CatalogueOccupationDto,
  CatalogueOccupationQuery,
  CatalogueVersionDto,
  CatalogueVersionQuery,
  OccupationTrendDto,
  TraceDto,
  TraceQuery,
} from './catalogue.dto.js';
import { CatalogueService } from './catalogue.service.js';
import { CatalogueShelf } from './catalogue.shelf.js';
import { MEDIA, type Format } from './documents/made.js';
import { openDataSchema } from './domain/open-schema.js';
import { TraceService } from './trace.service.js';

/** The quarterly catalogues of scarce occupations: frozen figures, open to everybody. */
@Resource('catalogues')
export class CatalogueController {
  constructor(
    private readonly catalogues: CatalogueService,
    private readonly shelf: CatalogueShelf,
    private readonly documents: CatalogueDocuments,
  ) {}

  @Action({ method: 'GET', permission: 'public', returns: CatalogueDto, list: true, summary: 'Published catalogues, latest quarter first' })
  list(@Query() query: PageQuery) {
    return this.catalogues.list(query.cursor, query.limit ?? 20);
  }

  @Action({ method: 'GET', path: 'schema', permission: 'public', file: 'application/schema+json', summary: 'JSON Schema of the open data' })
  schema(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.header('content-type', 'application/schema+json; charset=utf-8');
    return JSON.stringify(openDataSchema);
  }

  @Action({
    method: 'GET',
    path: 'occupations/:code',
    permission: 'public',
    returns: OccupationTrendDto,
    summary: 'One occupation over the published quarters',
  })
  trend(@Param('code') code: string): Promise<OccupationTrendDto> {
    return this.catalogues.trend(code);
  }

  @Action({
    method: 'GET',
    path: ':quarter',
    permission: 'public',
    returns: CatalogueDetailDto,
    summary: 'One catalogue: response, total and one-way tables; `latest` for the last one',
  })
  one(@Param('quarter') quarter: string): Promise<CatalogueDetailDto> {
    return this.catalogues.one(quarter);
  }

  @Action({
    method: 'GET',
    path: ':quarter/occupations',
    permission: 'public',
    returns: CatalogueLinesDto,
    summary: 'Its occupations, most short first',
  })
  occupations(@Param('quarter') quarter: string, @Query() query: CatalogueOccupationQuery): Promise<CatalogueLinesDto> {
    return this.catalogues.occupations(quarter, query);
  }

  @Action({
    method: 'GET',
    path: ':quarter/occupations/:code',
    permission: 'public',
    returns: CatalogueOccupationDto,
    summary: 'One occupation by county, skill level and kind of enterprise',
  })
  occupation(@Param('quarter') quarter: string, @Param('code') code: string): Promise<CatalogueOccupationDto> {
    return this.catalogues.occupation(quarter, code);
  }

  @Action({
    method: 'GET',
    path: ':quarter/data.json',
    permission: 'public',
    file: 'application/json',
    summary: 'Open data: the whole catalogue as JSON',
  })
  json(@Param('quarter') quarter: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(quarter, 'json', request, reply);
  }

  @Action({ method: 'GET', path: ':quarter/data.csv', permission: 'public', file: 'text/csv', summary: 'Open data: one line a figure' })
  csv(@Param('quarter') quarter: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(quarter, 'csv', request, reply);
  }

  @Action({
    method: 'GET',
    path: ':quarter/catalogue.xlsx',
    permission: 'public',
    file: MEDIA.xlsx,
    summary: 'Workbook with the province’s table',
  })
  workbook(@Param('quarter') quarter: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(quarter, 'xlsx', request, reply);
  }

  @Action({
    method: 'GET',
    path: ':quarter/catalogue.pdf',
    permission: 'public',
    file: 'application/pdf',
    summary: 'The catalogue to print',
  })
  pdf(@Param('quarter') quarter: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(quarter, 'pdf', request, reply);
  }

  private async send(quarter: string, format: Format, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { catalogue } = await this.shelf.published(quarter);
    const { content, etag } = await this.documents.open(catalogue, format);
    void reply.headers({ etag, 'cache-control': 'public, no-cache' });
    if (request.headers['if-none-match']?.includes(etag)) {
      await reply.status(304).send();
      return;
    }
    const name = `gangqiao-${catalogue.quarter}-v${catalogue.version}.${format}`;
    await reply.header('content-type', MEDIA[format]).header('content-disposition', `attachment; filename="${name}"`).send(content);
  }
}

/** For staff: also what later corrections would have made of a catalogue, and the answers behind each figure. */
@Resource('catalogue-versions')
export class CatalogueVersionController {
  constructor(private readonly traces: TraceService) {}

  @Action({
    method: 'GET',
    permission: 'catalogue.trace',
    returns: CatalogueVersionDto,
    list: true,
    summary: 'Catalogues of all versions of the frozen rounds, latest first',
  })
  versions(@Query() query: CatalogueVersionQuery) {
    return this.traces.versions(query);
  }

  @Action({
    method: 'GET',
    path: ':id/trace',
    permission: 'catalogue.trace',
    returns: TraceDto,
    summary: 'The answers behind a figure, with their weights, as far as one’s own counties go',
  })
  trace(@Caller() who: Principal, @Param('id') id: string, @Query() query: TraceQuery): Promise<TraceDto> {
    return this.traces.trace(who, id, query);
  }
}
