import { id, instant, int, oneOf, text } from '#platform/http';
import { OUTCOMES, UNSUITABLE_REASONS, type Outcome, type UnsuitableReason } from '../domain/outcome.js';
import type { TalkView } from './outcome.service.js';

export class NewOutcomeDto {
  @text({ pattern: /^\d{8}$/, max: 8, about: 'the number on the ticket' }) number: string;
  @oneOf(OUTCOMES, 'FairOutcome') kind: Outcome;
  @oneOf(UNSUITABLE_REASONS, 'UnsuitableReason', { optional: true, nullable: true, about: 'why somebody does not suit' })
  reason?: UnsuitableReason | null;
  @id({ optional: true, nullable: true, about: 'the post that it was about' }) needId?: string | null;
}

/** Somebody whom an enterprise met: what they let it see, and the last that was said. */
export class TalkDto {
  @id() id: string;
  @text({ min: 0, about: 'number of the ticket' }) number: string;
  @text({ nullable: true }) name: string | null;
  @text({ nullable: true, about: 'telephone or address' }) reach: string | null;
  @text({ nullable: true }) occupation: string | null;
  @text({ nullable: true }) experience: string | null;
  @id({ nullable: true }) needId: string | null;
  @text({ nullable: true }) needTitle: string | null;
  @oneOf(OUTCOMES, 'FairOutcome') kind: Outcome;
  @oneOf(UNSUITABLE_REASONS, 'UnsuitableReason', { nullable: true }) reason: UnsuitableReason | null;
  @instant({ about: 'when they met' }) firstAt: string;
  @instant({ about: 'when that was said which holds' }) at: string;

  static of({ talk, number, name, reach, occupation, experience, needTitle }: TalkView): TalkDto {
    const { id, needId, kind, reason, firstAt, at } = talk;
    return {
      ...{ id, number, name, reach, occupation, experience, needId, needTitle, kind, reason },
      ...{ firstAt: firstAt.toISOString(), at: at.toISOString() },
    };
  }
}

export class OutcomeCountsDto {
  @int({ about: 'people met' }) talks: number;
  @int() interested: number;
  @int() interview: number;
  @int() offer: number;
  @int() hired: number;
  @int() unsuitable: number;
}
