import { bool, day, id, instant, int, listOf, nested, oneOf, PageQuery, phone, text } from '#platform/http';
import { HIRE_STATES, type HireSays, type HireState, type HireVoice, HIRE_VOICES } from '../domain/hires.js';
import { TALK_KINDS, type TalkKind } from '../domain/results.js';
import type { HireView } from './hire-views.js';
import type { HireQuestion } from './hire-links.js';
import type { OwedView } from './owed-results.js';
import type { ResultRule } from './result.entity.js';
import { MOST_RESULTS, type PreviewedResult, type ResultRow } from './result-lists.js';

const SAYS: readonly HireSays[] = ['yes', 'no'];
const ABOUT_ONE = 'needed when one acts for several enterprises, or for none';

export class EnterpriseQuery {
  @id({ optional: true, about: ABOUT_ONE }) enterprise?: string;
}

export class OwedQuery extends PageQuery {
  @id({ optional: true }) fair?: string;
  @id({ optional: true }) enterprise?: string;
  @bool({ optional: true, about: 'not handed in yet' }) open?: boolean;
  @bool({ optional: true, about: 'overdue' }) late?: boolean;
}

/** What an enterprise owes of a fair. */
export class OwedResultDto {
  @id() id: string;
  @id() fairId: string;
  @text({ min: 0 }) fairName: string;
  @day() day: string;
  @id() enterpriseId: string;
  @text({ min: 0 }) enterpriseName: string;
  @day() dueOn: string;
  @bool() late: boolean;
  @instant({ nullable: true }) handedInAt: string | null;

  static of({ owed, fair, enterpriseName, late }: OwedView): OwedResultDto {
    const { id, fairId, enterpriseId, dueOn, handedInAt } = owed;
    return {
      ...{ id, fairId, fairName: fair.name, day: fair.day, enterpriseId, enterpriseName, dueOn, late },
      handedInAt: handedInAt?.toISOString() ?? null,
    };
  }
}

export class ResultRowDto implements ResultRow {
  @text({ pattern: /^\d{8}$/, max: 8, about: 'the number on the ticket' }) number: string;
  @oneOf(TALK_KINDS, 'FairResult') kind: TalkKind;
  @id({ optional: true, nullable: true, about: 'the post that it was about' }) needId?: string | null;
  @text({ optional: true, nullable: true, max: 40, about: 'why somebody does not suit' }) reason?: string | null;
  @bool({ optional: true, about: 'of a hire: met at this fair first; otherwise it belongs to no fair' }) metFirst?: boolean;
  @day({ optional: true, nullable: true, about: 'today without it' }) hiredOn?: string | null;
  @phone({ optional: true, nullable: true, kind: 'mobile', about: 'where the ticket says none' }) phone?: string | null;
}

export class ResultRowsDto {
  @id({ optional: true, about: ABOUT_ONE }) enterpriseId?: string;
  @listOf(() => ResultRowDto, { min: 1, max: MOST_RESULTS }) rows: ResultRowDto[];
}

export class ResultsTakenDto {
  @int({ about: 'people of whom it was said' }) taken: number;
  @int({ about: 'hires of this fair among them' }) hires: number;
}

/** A line of a list that was read; nothing of it is saved. */
export class PreviewedResultDto {
  @int() line: number;
  @text({ min: 0 }) number: string;
  @text({ min: 0 }) result: string;
  @text({ min: 0 }) post: string;
  @nested(() => ResultRowDto, { nullable: true, about: 'as it would be saved' }) row: ResultRowDto | null;
  @text({ nullable: true, about: 'what stands against it' }) fault: string | null;

  static of({ texts, row, fault }: PreviewedResult, locale: 'zh' | 'en'): PreviewedResultDto {
    const { line, number, result, post } = texts;
    const short = (value: string): string => value.slice(0, 200);
    return { line, number: short(number), result: short(result), post: short(post), row, fault: fault && fault[locale] };
  }
}

export class HandInDto {
  @id({ optional: true, about: ABOUT_ONE }) enterpriseId?: string;
}

export class NewHireDto {
  @id({ optional: true, about: ABOUT_ONE }) enterpriseId?: string;
  @text({ pattern: /^\d{8}$/, max: 8, about: 'the number on the ticket' }) number: string;
  @id({ optional: true, nullable: true, about: 'the post that they fill: the board is that much less short' }) needId?: string | null;
  @day({ optional: true, about: 'today without it' }) hiredOn?: string;
  @bool({ about: 'the enterprise met them at this fair first' }) metFirst: boolean;
  @phone({ optional: true, nullable: true, kind: 'mobile', about: 'where the ticket says none' }) phone?: string | null;
}

export class HireSaidDto {
  @id() id: string;
  @oneOf(HIRE_STATES, 'FairHireState') state: HireState;
  @bool({ about: 'a place of the post is filled' }) filled: boolean;
}

export class HireQuery extends PageQuery {
  @id({ optional: true }) fair?: string;
  @id({ optional: true }) enterprise?: string;
  @bool({ optional: true, about: 'due and not answered' }) open?: boolean;
  @bool({ optional: true, about: 'overdue' }) late?: boolean;
  @bool({ optional: true, about: 'that I go after' }) mine?: boolean;
}

/** One question about one hire. */
export class FairHireDto {
  @id({ about: 'of the question' }) id: string;
  @id() hireId: string;
  @id() fairId: string;
  @text({ min: 0 }) fairName: string;
  @id() enterpriseId: string;
  @text({ min: 0 }) enterpriseName: string;
  @id({ nullable: true }) needId: string | null;
  @text({ nullable: true }) needTitle: string | null;
  @text({ min: 0 }) number: string;
  @text({ nullable: true, about: 'masked for who does not go after it; of an enterprise what it was let see' }) name: string | null;
  @text({ nullable: true }) phone: string | null;
  @day() hiredOn: string;
  @oneOf(HIRE_STATES, 'FairHireState') state: HireState;
  @bool() filled: boolean;
  @int({ about: '0: whether they were hired; 30, 90: whether they are still there' }) days: number;
  @day() dueOn: string;
  @day() lateOn: string;
  @bool() late: boolean;
  @oneOf(SAYS, 'FairHireSays', { nullable: true }) says: HireSays | null;
  @oneOf(HIRE_VOICES, 'FairHireVoice', { nullable: true }) saidBy: HireVoice | null;
  @instant({ nullable: true, about: 'when they were asked by a link' }) askedAt: string | null;
  @text({ nullable: true }) ownerName: string | null;

  static of({ check, hire, fairName, enterpriseName, needTitle, number, name, phone: reach, ownerName, late }: HireView): FairHireDto {
    const { id, hireId, fairId, enterpriseId, days, dueOn, lateOn, says, saidBy, askedAt } = check;
    const { needId, hiredOn, state, filled } = hire;
    return {
      ...{
        id,
        hireId,
        fairId,
        fairName,
        enterpriseId,
        enterpriseName,
        needId,
        needTitle,
        number,
        name,
        phone: reach,
        hiredOn,
        state,
        filled,
      },
      ...{ days, dueOn, lateOn, late, says, saidBy, askedAt: askedAt?.toISOString() ?? null, ownerName },
    };
  }
}

export class HireAnswerDto {
  @oneOf(SAYS, 'FairHireSays') says: HireSays;
}

export class HireLookDto {
  @text({ max: 43, pattern: /^[\w-]{43}$/, about: 'what stands behind the #' }) link: string;
  @text({ max: 4, pattern: /^\d{4}$/, about: 'of the telephone, or of the ticket on paper' }) lastFour: string;
}

export class HireLinkAnswerDto extends HireLookDto {
  @oneOf(SAYS, 'FairHireSays') says: HireSays;
}

export class HireQuestionDto {
  @text({ min: 0 }) fairName: string;
  @day() day: string;
  @text({ min: 0 }) enterpriseName: string;
  @text({ nullable: true }) needTitle: string | null;
  @int() days: number;

  static of(question: HireQuestion): HireQuestionDto {
    return question;
  }
}

export class NewResultRuleDto {
  @day({ about: 'fairs from this day on; today or later' }) validFrom: string;
  @int({ min: 1, max: 60, about: 'days after a fair by which its enterprises say what came of it' }) enterpriseDays: number;
  @int({ max: 30, about: 'days before that on which who has not said is reminded' }) remindBefore: number;
  @int({ min: 1, max: 90, about: 'days to answer whether somebody was hired or is still there, before it is late' }) answerDays: number;
  @int({ min: 1, max: 60, about: 'days for which a link to answer with opens something' }) linkDays: number;
  @text({ min: 2, max: 300, about: 'the regulation or notice that says so' }) source: string;
}

export class ResultRuleDto extends NewResultRuleDto {
  static of({ id: _, setById: __, setAt: ___, ...rule }: ResultRule): ResultRuleDto {
    return rule;
  }
}
