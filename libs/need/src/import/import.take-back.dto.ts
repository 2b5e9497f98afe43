import { id, int, oneOf, text } from '#platform/http';
import { placeOf } from './import.dto.js';
import { ROW_FATES, type ImportRow, type ImportSheet, type RowFate } from './import.entity.js';
import { stayText } from './reasons.js';

export class ImportTakeBackDto {
  @int({ about: 'drafts of the list that are deleted' }) drafts: number;
  @int({ about: 'posts of the list that are withdrawn' }) withdrawn: number;
  @int({ about: 'needs that are what they were before the list' }) restored: number;
  @int({ about: 'needs that stay as they are, for somebody touched them since' }) stay: number;
}

/** A row whose need stays when its list is taken back. */
export class ImportStayingDto {
  @int({ about: 'its number in the list' }) row: number;
  @text({ nullable: true, about: 'where the file has several sheets' }) sheet: string | null;
  @int() line: number;
  @text({ min: 0 }) title: string;
  @text({ nullable: true }) enterpriseName: string | null;
  @id() needId: string;
  @oneOf(ROW_FATES, 'ImportRowFate') why: RowFate;
  @text({ about: 'why, in words' }) reason: string;

  static of({ row, fate }: { row: ImportRow; fate: RowFate }, sheets: readonly ImportSheet[], locale: 'zh' | 'en'): ImportStayingDto {
    const { line, title, enterpriseName, needId } = row;
    return { row: line, ...placeOf(line, sheets), title, enterpriseName, needId, why: fate, reason: stayText(fate, locale) };
  }
}
