import { id, instant, int, oneOf, PageQuery, text } from '#platform/http';
import { REPORT_KINDS, type ReportKind } from './domain/need.js';
import type { NeedReport } from './need.entity.js';

export class ReportDto {
  @oneOf(REPORT_KINDS, 'NeedReportKind') kind: ReportKind;
  @text({ optional: true, nullable: true, max: 300 }) note?: string | null;
}

export class ReportQuery extends PageQuery {
  @oneOf(['open', 'closed'], 'NeedReportState', { optional: true }) state?: 'open' | 'closed' = 'open';
}

export class ReportAnswerDto {
  @text({ min: 2, max: 300 }) answer: string;
}

export class NeedReportDto {
  @id() id: string;
  @id() needId: string;
  @oneOf(REPORT_KINDS, 'NeedReportKind') kind: ReportKind;
  @text({ nullable: true }) note: string | null;
  @oneOf(['open', 'closed'], 'NeedReportState') state: 'open' | 'closed';
  @text({ about: 'title of the need' }) needTitle: string;
  @text() enterpriseName: string;
  @int({ about: 'how often the same was said' }) times: number;
  @text({ nullable: true }) answer: string | null;
  @instant() createdAt: string;

  static of(report: NeedReport, needTitle: string, enterpriseName: string): NeedReportDto {
    const { id: key, needId, kind, note, state, times, answer } = report;
    return { id: key, needId, kind, note, needTitle, enterpriseName, state, times, answer, createdAt: report.createdAt.toISOString() };
  }
}
