import { Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Action, Caller, id, int, listOf, nested, oneOf, Resource, text, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { CAMPAIGNS, type Campaign } from '../domain/fair.js';
import type { ReportCounts } from '../domain/report.js';
import type { Locale, Report, ReportDocument } from './report-words.js';
import { Reports } from './reports.js';

const PDF = 'application/pdf';
const FORMATS = ['pdf', 'xlsx'] as const;
const LOCALES: readonly Locale[] = ['zh', 'en'];

class ReportQuery {
  @oneOf(LOCALES, 'ReportLanguage', { optional: true }) lang?: Locale;
}
class ReportFileQuery extends ReportQuery {
  @oneOf(FORMATS, 'ReportFormat', { optional: true }) format?: (typeof FORMATS)[number];
}
class SpanQuery extends ReportQuery {
  @int({ min: 2000, max: 2199 }) year: number;
  @oneOf(CAMPAIGNS, 'Campaign', { optional: true }) campaign?: Campaign;
  @id({ optional: true, about: 'the office whose fairs are meant' }) node?: string;
}
class SpanFileQuery extends SpanQuery {
  @oneOf(FORMATS, 'ReportFormat', { optional: true }) format?: (typeof FORMATS)[number];
}

class ReportCountsDto implements ReportCounts {
  @int() fairs: number;
  @int() enterprises: number;
  @int() posts: number;
  @int() wanted: number;
  @int() tickets: number;
  @int() entered: number;
  @int({ about: 'people by enterprise' }) talks: number;
  @int() intents: number;
  @int({ about: 'people, whichever and however many enterprises' }) intentPeople: number;
  @int() offers: number;
  @int({ about: 'none that the person denies' }) hires: number;
  @int({ about: 'by themselves, or by the office that asked them' }) confirmed: number;
  @int() hires30: number;
  @int() hires90: number;
}

class ReportRowDto {
  @listOf('string', { max: 40 }) cells: string[];
}

class ReportTableDto {
  @text() title: string;
  @listOf('string', { max: 40 }) head: string[];
  @listOf(() => ReportRowDto, { max: 400 }) rows: ReportRowDto[];
}

/** A report as PDF and workbook show it as well. */
class FairReportDto {
  @text() title: string;
  @text({ min: 0 }) about: string;
  @text() asOf: string;
  @nested(() => ReportCountsDto) counts: ReportCountsDto;
  @listOf(() => ReportTableDto) tables: ReportTableDto[];
  @listOf('string', { about: 'how it was counted' }) how: string[];

  static of({ figures }: Report, { title, about, asOf, tables, how }: ReportDocument): FairReportDto {
    const shown = tables.map(({ rows, ...table }) => ({ ...table, rows: rows.map((cells) => ({ cells: cells.map(String) })) }));
    return { title, about, asOf, counts: figures.counts, tables: shown, how: [...how] };
  }
}

const send = async (reply: FastifyReply, content: Buffer, name: string, format: 'pdf' | 'xlsx'): Promise<void> => {
  const headers = { 'content-type': format === 'pdf' ? PDF : XLSX, 'content-disposition': `attachment; filename="${name}.${format}"` };
  await reply.headers(headers).send(content);
};

@Resource('fairs')
export class FairReportController {
  constructor(private readonly reports: Reports) {}

  @Action({
    method: 'GET',
    path: ':id/report',
    permission: 'fair.manage',
    returns: FairReportDto,
    summary: 'What came of a fair, in figures',
  })
  async one(@Caller() who: Principal, @Param('id') fairId: string, @Query() { lang = who.locale }: ReportQuery) {
    const report = await this.reports.ofFair(who, fairId);
    return FairReportDto.of(report, this.reports.document(report, lang));
  }

  @Action({
    method: 'GET',
    path: ':id/report/file',
    permission: 'fair.manage',
    file: PDF,
    rate: 'upload',
    summary: 'The same as PDF or workbook',
  })
  async file(
    @Caller() who: Principal,
    @Param('id') fairId: string,
    @Query() { format = 'pdf', lang = who.locale }: ReportFileQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = await this.reports.ofFair(who, fairId);
    await send(reply, await this.reports.file(this.reports.document(report, lang), format), `report-${fairId.slice(0, 8)}`, format);
  }
}

@Resource('fair-reports')
export class SpanReportController {
  constructor(private readonly reports: Reports) {}

  @Action({
    method: 'GET',
    permission: 'fair.manage',
    returns: FairReportDto,
    summary: 'What came of the fairs of a year or a campaign, with the campaign’s form',
  })
  async of(@Caller() who: Principal, @Query() { lang = who.locale, ...span }: SpanQuery) {
    const report = await this.reports.ofSpan(who, span);
    return FairReportDto.of(report, this.reports.document(report, lang));
  }

  @Action({ method: 'GET', path: 'file', permission: 'fair.manage', file: PDF, rate: 'upload', summary: 'The same as PDF or workbook' })
  async file(
    @Caller() who: Principal,
    @Query() { format = 'pdf', lang = who.locale, ...span }: SpanFileQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = await this.reports.ofSpan(who, span);
    const name = `fairs-${span.year}${span.campaign ? `-${span.campaign}` : ''}`;
    await send(reply, await this.reports.file(this.reports.document(report, lang), format), name, format);
  }
}
