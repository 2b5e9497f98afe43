import { Entity, Index, Unique } from 'typeorm';
import { Instant, Key, Ref, Str } from '#platform/db';
import type { Outcome, UnsuitableReason } from '../domain/outcome.js';

/** One word of an enterprise about somebody at its booth. Rows are added, and neither changed nor taken out before their year is over. */
@Entity('fair_outcome')
@Index('IX_fair_outcome_of', ['enterpriseId', 'ticketId', 'at'])
@Index('IX_fair_outcome_kept', ['at', 'id'])
export class FairOutcome {
  /** Of the entry in the phone's log, which is there once by phone and number; a new one where an account said it. */
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  /** Where it stood; null of an online fair. */
  @Ref({ nullable: true }) boothId: string | null;
  @Ref() ticketId: string;
  /** The post that it was about, where they said it. */
  @Ref({ nullable: true }) needId: string | null;
  @Str(12) kind: Outcome;
  @Str(12, { nullable: true }) reason: UnsuitableReason | null;
  @Instant() at: Date;
  /** The phone, or the account, that said it. */
  @Ref({ nullable: true }) deviceId: string | null;
  @Ref({ nullable: true }) byId: string | null;
  @Instant() receivedAt: Date;
}

/** Somebody whom an enterprise met at a fair, for one post: the last that was said of it. */
@Entity('fair_talk')
@Unique('UQ_fair_talk', ['enterpriseId', 'ticketId', 'needKey'])
@Index('IX_fair_talk_list', ['fairId', 'enterpriseId', 'id'])
@Index('IX_fair_talk_changed', ['fairId', 'enterpriseId', 'changedAt', 'id'])
@Index('IX_fair_talk_kind', ['fairId', 'kind'])
@Index('IX_fair_talk_ticket', ['ticketId'])
@Index('IX_fair_talk_kept', ['firstAt', 'id'])
export class FairTalk {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  @Ref({ nullable: true }) boothId: string | null;
  @Ref() ticketId: string;
  @Ref({ nullable: true }) needId: string | null;
  /** The post, or '' where they spoke about none: for the key, in which null is never equal to null. */
  @Str(36) needKey: string;
  @Str(12) kind: Outcome;
  @Str(12, { nullable: true }) reason: UnsuitableReason | null;
  /** The row of {@link FairOutcome} that holds. */
  @Ref() outcomeId: string;
  /** When they met. */
  @Instant() firstAt: Date;
  /** When that was said which holds. */
  @Instant() at: Date;
  /** When the house heard of it: phones ask for what changed. */
  @Instant() changedAt: Date;
}
