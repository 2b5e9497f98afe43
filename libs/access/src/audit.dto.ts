import { id, instant, json, listOf, oneOf, PageQuery, text } from '#platform/http';
import type { AuditLine, AuditView } from './audit.views.js';

const RESULTS = ['done', 'failed'] as const;

export class AuditQuery extends PageQuery {
  @text({ optional: true, max: 60, about: 'part of the name of a person, an enterprise or a supplier' }) q?: string;
  @id({ optional: true }) userId?: string;
  @text({ optional: true, max: 60 }) action?: string;
  @text({ optional: true, max: 40 }) objectKind?: string;
  @text({ optional: true, max: 64 }) objectId?: string;
  @oneOf(RESULTS, 'TraceResult', { optional: true }) result?: 'done' | 'failed';
  @instant({ optional: true }) from?: string;
  @instant({ optional: true }) to?: string;
}

export class AuditChangeDto implements AuditLine {
  @text({ about: 'the field, in words' }) name: string;
  @text({ nullable: true, about: 'what it held before, in words; null when the entry only tells what was said' }) before: string | null;
  @text() after: string;
}

export class AuditEntryDto {
  @id() id: string;
  @instant() at: string;
  @id({ nullable: true }) userId: string | null;
  @text({ nullable: true, about: 'null for the system itself and for strangers' }) userName: string | null;
  @text() action: string;
  @text({ about: 'the action, in words' }) actionName: string;
  @text() objectKind: string;
  @text({ about: 'the kind, in words' }) kindName: string;
  @text() objectId: string;
  @text({ nullable: true, about: 'what the object is called today; null for what is gone or has no name' }) objectName: string | null;
  @oneOf(RESULTS, 'TraceResult') result: 'done' | 'failed';
  @text({ nullable: true, about: 'IP address it came from; forgotten after half a year' }) address: string | null;
  @listOf(() => AuditChangeDto, { about: 'what the entry says, in words; personal values are redacted' }) changes: AuditChangeDto[];
  @json({ about: 'the same as it was written' }) fields: Record<string, unknown>;
  @text({ nullable: true }) requestId: string | null;

  static of({ entry, ...words }: AuditView): AuditEntryDto {
    const { id, userId, action, objectKind, objectId, fields, requestId, result } = entry;
    return { id, at: entry.at.toISOString(), userId, action, objectKind, objectId, fields, requestId, result, ...words };
  }
}

export class AuditWordDto {
  @text() code: string;
  @text({ about: 'in the language of the request' }) name: string;
}

export class AuditWordsDto {
  @listOf(() => AuditWordDto) actions: AuditWordDto[];
  @listOf(() => AuditWordDto) kinds: AuditWordDto[];
}

export class AuditExportQuery extends AuditQuery {
  @oneOf(['csv', 'xlsx'], 'TableFormat', { optional: true }) format?: 'csv' | 'xlsx';
}
