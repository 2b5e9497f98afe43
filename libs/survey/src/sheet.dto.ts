import { fill, int, listOf, nested, oneOf, text } from '#platform/http';
import { PASSED_OVER, type PassedOverReason } from '#platform/layout';
import { SurveyFirmDto, SurveyRowFieldsDto } from './answer.dto.js';
import type { Form } from './answer.service.js';
import type { FoundFault } from './domain/questionnaire.js';
import { differences, furtherFaults } from './domain/sheet.js';
import type { ReadWorkbook } from './sheet.reader.js';
import { sheetWords } from './sheet.words.js';
import { wordedFaults } from './survey.problems.js';

const nullable = { nullable: true };
const MOST_SHOWN = 100;

export class SurveySheetRowDto extends SurveyRowFieldsDto {
  @int({ ...nullable, about: 'null: the file says no number of people, so that it is asked for' }) stillShort: number | null;
}

export class SurveySheetAnswerDto extends SurveyFirmDto {
  @listOf(() => SurveySheetRowDto) rows: SurveySheetRowDto[];
}

export class SurveySheetFaultDto {
  @text({ min: 0, about: 'field of the answer, such as rows.2.stillShort; empty where none is meant' }) path: string;
  @text() code: string;
  @int({ ...nullable, about: 'line of the file' }) line: number | null;
  @text({ ...nullable, about: 'A, B, C …' }) column: string | null;
  @text({ ...nullable, about: 'what the column is headed with' }) heading: string | null;
  @text({ ...nullable, about: 'title of the post' }) post: string | null;
  @text({ about: 'what is wrong and what to do' }) message: string;
}

export class SurveySheetPostDto {
  @text({ min: 0 }) title: string;
  @int({ ...nullable, about: 'line of the file; null for a post of which the file says nothing clear: it stays as it was' }) line:
    number | null;
  @int(nullable) stillShort: number | null;
  @int({ ...nullable, about: 'before; null for a new post' }) was: number | null;
}

export class SurveyPassedOverDto {
  @text(nullable) sheet: string | null;
  @int({ ...nullable, about: 'null for a whole sheet' }) line: number | null;
  @oneOf(PASSED_OVER, 'PassedOverReason') reason: PassedOverReason;
  @text({ min: 0, about: 'the beginning of what it says' }) text: string;
}

export class SurveySheetDto {
  @nested(() => SurveySheetAnswerDto, { about: 'what the file says: save it as the draft or hand it in to confirm' })
  answer: SurveySheetAnswerDto;
  @int({ about: 'for the If-Match of confirming' }) version: number;
  @listOf(() => SurveySheetFaultDto, { about: 'everything that is wrong; nothing of the file is saved' }) faults: SurveySheetFaultDto[];
  @listOf(() => SurveySheetPostDto, { about: 'what was understood of each post' }) posts: SurveySheetPostDto[];
  @int() unchanged: number;
  @int() changed: number;
  @int() added: number;
  @listOf(() => SurveyPassedOverDto, { about: 'lines that are none of the form: titles, totals, notes' }) passedOver: SurveyPassedOverDto[];

  static of(read: ReadWorkbook, { answer: known, version }: Form, found: readonly FoundFault[], locale: 'zh' | 'en'): SurveySheetDto {
    const own = read.faults.map(({ params, ...fault }) => ({ ...fault, message: fill(sheetWords[fault.code][locale], params) }));
    const further = wordedFaults(furtherFaults(read, found)).map(({ path, code, message, params = {} }) => ({
      ...read.placeOf(path),
      path,
      code,
      message: fill(message[locale], params),
    }));
    return {
      answer: read.answer,
      version,
      faults: [...own, ...further].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
      posts: read.answer.rows.map(({ title, stillShort }, at) => ({
        title,
        stillShort,
        line: read.lines[at] ?? null,
        was: known.rows[at]?.stillShort ?? null,
      })),
      passedOver: read.passedOver.slice(0, MOST_SHOWN),
      ...differences(known, read),
    };
  }
}
