import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { localTime } from '#platform/dates';
import { columnsOf, writeListWorkbook, type ListTable } from '#platform/document';
import type { Principal } from '#platform/http';
import type { AuditEntry } from './access.entity.js';
import { Audit, type AuditFilter } from './audit.service.js';
import { AuditViews, type AuditLine, type AuditView } from './audit.views.js';

export type TableFormat = 'csv' | 'xlsx';

export const EXPORT_TYPES: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const PORTION = 500;

const HEAD = {
  zh: ['时间', '操作人', '动作', '结果', '对象种类', '对象', '对象编号', '内容', '地址', '请求编号'],
  en: ['time', 'person', 'action', 'result', 'kind', 'object', 'object id', 'content', 'address', 'request id'],
};
const RESULT = { zh: { done: '成功', failed: '失败' }, en: { done: 'done', failed: 'failed' } };

/** An entry with one of the things that it says: each stands in its own cell. */
interface TrailLine {
  view: AuditView;
  change: AuditLine | null;
}

const linesOf = (view: AuditView): TrailLine[] =>
  view.changes.length > 0 ? view.changes.map((change) => ({ view, change })) : [{ view, change: null }];

const { code, moment, text } = columnsOf<TrailLine>();

const TRAIL: ListTable<TrailLine> = {
  name: ['审计记录', 'audit trail'],
  columns: [
    moment(['时间', 'Time'], ({ view }) => view.entry.at.toISOString()),
    text(['操作人', 'Person'], ({ view }) => view.userName),
    text(['动作', 'Action'], ({ view }) => view.actionName),
    code(['结果', 'Result'], 'audit', { done: ['成功', 'done'], failed: ['失败', 'failed'] }, ({ view }) => view.entry.result),
    text(['对象种类', 'Kind'], ({ view }) => view.kindName),
    text(['对象', 'Object'], ({ view }) => view.objectName),
    text(['对象编号', 'Object id'], ({ view }) => view.entry.objectId),
    text(['内容', 'Field'], ({ change }) => change?.name ?? null),
    text(['之前', 'Before'], ({ change }) => change?.before ?? null),
    text(['之后', 'After'], ({ change }) => change?.after ?? null),
    text(['地址', 'Address'], ({ view }) => view.address),
    text(['请求编号', 'Request id'], ({ view }) => view.entry.requestId),
  ],
};

/** The trail as a table to take along. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly audit: Audit,
    private readonly views: AuditViews,
  ) {}

  /** Writes down who takes what along, and then gives what was there before that, page by page.
   * @throws Problem 403 */
  async start(who: Principal, filter: AuditFilter, format: TableFormat): Promise<AsyncIterable<AuditEntry[]>> {
    const first = await this.audit.page(who, filter, undefined, PORTION);
    const { q: _, ...named } = filter;
    await this.audit.record(who, 'audit.exported', { kind: 'audit', id: '-' }, { format, ...named });
    return this.pages(who, filter, first);
  }

  private async *pages(who: Principal, filter: AuditFilter, first: { items: AuditEntry[]; next: string | null }) {
    for (let page = first; ; page = await this.audit.page(who, filter, page.next ?? undefined, PORTION)) {
      yield page.items;
      if (page.next === null) return;
    }
  }

  async write(pages: AsyncIterable<AuditEntry[]>, format: TableFormat, locale: 'zh' | 'en', to: Writable): Promise<void> {
    return format === 'csv' ? this.csv(pages, locale, to) : this.xlsx(pages, locale, to);
  }

  /** UTF-8 with BOM, so that Excel reads it; cells that look like formulas are disarmed. */
  private async csv(pages: AsyncIterable<AuditEntry[]>, locale: 'zh' | 'en', to: Writable): Promise<void> {
    const csv = stringify({ bom: true, escape_formulas: true });
    await pipeline(this.rows(pages, locale), csv, to);
  }

  private async xlsx(pages: AsyncIterable<AuditEntry[]>, locale: 'zh' | 'en', to: Writable): Promise<void> {
    await writeListWorkbook(TRAIL, this.lines(pages, locale), { locale, place: () => null }, to);
  }

  private async *lines(pages: AsyncIterable<AuditEntry[]>, locale: 'zh' | 'en'): AsyncGenerator<TrailLine[]> {
    for await (const entries of pages) yield (await this.views.of(entries, locale)).flatMap(linesOf);
  }

  private async *rows(pages: AsyncIterable<AuditEntry[]>, locale: 'zh' | 'en'): AsyncGenerator<string[]> {
    yield HEAD[locale];
    for await (const entries of pages) for (const view of await this.views.of(entries, locale)) yield rowOf(view, locale);
  }
}

const rowOf = ({ entry, userName, actionName, kindName, objectName, address, changes }: AuditView, locale: 'zh' | 'en'): string[] => [
  localTime(entry.at),
  userName ?? '',
  actionName,
  RESULT[locale][entry.result],
  kindName,
  objectName ?? '',
  entry.objectId,
  changes.map(({ name, before, after }) => `${name}: ${before === null ? after : `${before} → ${after}`}`).join('; '),
  address ?? '',
  entry.requestId ?? '',
];
