import { bool, day, id, int, listOf, oneOf, PageQuery, text } from '#platform/http';
import { TURNS, type Turn } from './domain/chase.js';
import { LEAVINGS, type Leaving, type Says } from './domain/retention.js';
import type { RetentionView } from './retention.views.js';

const SAYS = ['stayed', 'left'] as const;

export class RetentionQuery extends PageQuery {
  @day({ optional: true, about: 'due on or before' }) dueBy?: string;
  @bool({ optional: true, about: 'only those the employer has not answered' }) open?: boolean;
  @bool({ optional: true, about: 'only those for which the employer had its time' }) late?: boolean;
  @id({ optional: true }) enterprise?: string;
  @int({ optional: true, min: 1, max: 366, about: 'of this many days: with 30, one line for each person who signed' }) days?: number;
}

export class RetentionCountDto {
  @int({ about: '100 at most' }) count: number;
  @bool({ about: 'there are more than these' }) more: boolean;
}

export class RetentionAnswerDto {
  @oneOf(SAYS, 'RetentionAnswer') says: Says;
  @oneOf(LEAVINGS, 'Leaving', { optional: true, nullable: true, about: 'of who is not there any more' }) leaving?: Leaving | null = null;
  @text({ optional: true, nullable: true, max: 300 }) reason?: string | null = null;
}

export class RetentionConfirmDto {
  @listOf('string', { min: 1, max: 500, about: 'checks of people who are all still there' }) ids: string[];
}

export class RetentionConfirmedDto {
  @int({ about: 'of how many that was not known' }) stayed: number;
}

export class RetentionDto {
  @id() id: string;
  @id() lineId: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @text({ nullable: true, about: 'the station that brought them' }) supplierName: string | null;
  @text({ nullable: true, about: 'masked for whoever does not act on the person; null once it was forgotten' }) name: string | null;
  @text({ nullable: true }) phone: string | null;
  @int() days: number;
  @text() dueOn: string;
  @oneOf(SAYS, 'RetentionAnswer', { nullable: true, about: 'what the employer says' }) employerSays: Says | null;
  @oneOf(LEAVINGS, 'Leaving', { nullable: true }) leaving: Leaving | null;
  @text({ nullable: true, about: 'why they left' }) reason: string | null;
  @oneOf(SAYS, 'RetentionAnswer', { nullable: true, about: 'what imported social-insurance months show' }) insuranceSays: Says | null;

  @int({ about: 'months that the same employer is known to have paid' }) insuredMonths: number;
  @oneOf(SAYS, 'RetentionAnswer', { nullable: true, about: 'what they say themselves' }) workerSays: Says | null;
  @oneOf(TURNS, 'RetentionTurn', { nullable: true, about: 'whose turn it is, of one that is due and not answered' }) turn: Turn | null;
  @text({ about: 'the last day on which the employer answers in time' }) answerBy: string;

  static of({ check: one, name, phone, enterpriseName, supplierName, insuredMonths, turn, answerBy }: RetentionView): RetentionDto {
    return {
      id: one.id,
      lineId: one.lineId,
      enterpriseId: one.enterpriseId,
      enterpriseName,
      supplierName,
      name,
      phone,
      days: one.days,
      dueOn: one.dueOn,
      employerSays: one.employerSays,
      leaving: one.leaving,
      reason: one.reason,
      insuranceSays: one.insuranceSays,
      insuredMonths,
      workerSays: one.workerSays,
      turn,
      answerBy,
    };
  }
}
