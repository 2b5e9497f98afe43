import { Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Paged } from '#platform/db';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { answerFile } from '#platform/table';
import { AuditEntryDto, AuditExportQuery, AuditQuery, AuditWordsDto } from './audit.dto.js';
import { AuditExport, EXPORT_TYPES } from './audit.export.js';
import { Audit, type AuditFilter } from './audit.service.js';
import { AuditViews } from './audit.views.js';
import { ListExports } from './list-exports.service.js';
import { traceWords, type WordSort } from './traces.js';

const instantOf = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

const filterOf = ({ q, userId, action, objectKind, objectId, result, from, to }: AuditQuery): AuditFilter => ({
  q,
  userId,
  action,
  objectKind,
  objectId,
  result,
  from: instantOf(from),
  to: instantOf(to),
});

@Resource('audit-entries')
export class AuditController {
  constructor(
    private readonly audit: Audit,
    private readonly views: AuditViews,
    private readonly exports: AuditExport,
    private readonly lists: ListExports,
  ) {}

  @Action({ method: 'GET', permission: 'audit.read', returns: AuditEntryDto, list: true, summary: 'Who did what, newest first' })
  async page(@Caller() who: Principal, @Query() query: AuditQuery): Promise<Paged<AuditEntryDto>> {
    const page = await this.audit.page(who, filterOf(query), query.cursor, query.limit ?? 20);
    return { next: page.next, items: (await this.views.of(page.items, who.locale)).map((view) => AuditEntryDto.of(view)) };
  }

  @Action({
    method: 'GET',
    path: 'words',
    permission: 'audit.read',
    returns: AuditWordsDto,
    summary: 'What entries can be about, in words',
  })
  words(@Caller() { locale }: Principal): AuditWordsDto {
    const of = (sort: WordSort) => traceWords.all(sort).map(([code]) => ({ code, name: traceWords.say(sort, code, locale) }));
    return { actions: of('actions'), kinds: of('kinds') };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'audit.read',
    file: 'application/octet-stream',
    summary: 'All entries that the filter finds, as a table; taking them leaves an entry itself',
  })
  async export(@Caller() who: Principal, @Query() query: AuditExportQuery, @Res() reply: FastifyReply): Promise<void> {
    const format = query.format ?? 'csv';
    const name = `${who.locale === 'zh' ? '审计记录' : 'audit trail'}.${format}`;
    await this.lists.alone(who, async () => {
      const pages = await this.exports.start(who, filterOf(query), format);
      await answerFile(reply, EXPORT_TYPES[format], name, (to) => this.exports.write(pages, format, who.locale, to));
    });
  }
}
