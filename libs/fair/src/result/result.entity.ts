import { Entity, Index, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Day, Flag, Instant, Int, Json, Key, Ref, Str } from '#platform/db';
import type { HireSays, HireState, HireVoice } from '../domain/hires.js';
import type { ReportCounts, ReportLine } from '../domain/report.js';
import type { Reminder, ResultRules } from '../domain/results.js';

/** Rules about results and hires that hold for fairs from a day on, until the next ones. */
@Entity('fair_result_rule')
@Unique('UQ_fair_result_rule_day', ['validFrom'])
export class ResultRule implements ResultRules {
  @Key() id: string;
  @Day() validFrom: string;
  @Int() enterpriseDays: number;
  @Int() remindBefore: number;
  @Int() answerDays: number;
  @Int() linkDays: number;
  @Str(300) source: string;
  /** Null of what came with the program. */
  @Ref({ nullable: true }) setById: string | null;
  @Instant() setAt: Date;
}

/** What an enterprise owes of a fair that is over: to say what came of it. */
@Entity('fair_result')
@Unique('UQ_fair_result', ['fairId', 'enterpriseId'])
@Index('IX_fair_result_due', ['dueOn', 'id'])
@Index('IX_fair_result_enterprise', ['enterpriseId', 'dueOn'])
export class OwedResult {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  /** Of the office that holds the fair. */
  @Str(400) nodePath: string;
  @Day() dueOn: string;
  @Str(8, { nullable: true }) reminded: Reminder | null;
  @Instant({ nullable: true }) handedInAt: Date | null;
  @Ref({ nullable: true }) handedInById: string | null;
}

/** Somebody whom an enterprise met at a fair first, and hired. */
@Entity('fair_hire')
@Unique('UQ_fair_hire', ['fairId', 'enterpriseId', 'ticketId'])
@Index('IX_fair_hire_fair', ['fairId', 'state'])
@Index('IX_fair_hire_kept', ['hiredOn', 'id'])
export class FairHire {
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  @Ref() ticketId: string;
  /** The post that they fill; null where the enterprise named none. */
  @Ref({ nullable: true }) needId: string | null;
  /** Sealed; of the ticket, or as the enterprise knows it. */
  @Secret({ nullable: true }) phone: string | null;
  @Day() hiredOn: string;
  @Str(8) state: HireState;
  /** The ledger of the post counts them. */
  @Flag() filled: boolean;
  @Ref({ nullable: true }) saidById: string | null;
  @Instant() saidAt: Date;
  /** Who of the office goes after what is not answered. */
  @Ref({ nullable: true }) ownerId: string | null;
  @Int({ default: 1 }) version: number;
}

/** Whether somebody was hired, and is there after 30 and 90 days. */
@Entity('fair_hire_check')
@Unique('UQ_fair_hire_check', ['hireId', 'days'])
@Unique('UQ_fair_hire_check_link', ['linkHash'])
@Index('IX_fair_hire_check_due', ['dueOn', 'id'])
@Index('IX_fair_hire_check_enterprise', ['enterpriseId', 'dueOn', 'id'])
@Index('IX_fair_hire_check_fair', ['fairId', 'days', 'says'])
@Index('IX_fair_hire_check_asked', ['askedAt', 'dueOn'])
export class HireCheck {
  @Key() id: string;
  @Ref() hireId: string;
  @Ref() fairId: string;
  @Ref() enterpriseId: string;
  @Str(400) nodePath: string;
  @Int() days: number;
  /** From this day on it is asked. */
  @Day() dueOn: string;
  /** After this day it is late. */
  @Day() lateOn: string;
  @Str(4, { nullable: true }) says: HireSays | null;
  @Str(12, { nullable: true }) saidBy: HireVoice | null;
  @Instant({ nullable: true }) saidAt: Date | null;
  /** Of the token in the link that was sent; the link itself is kept nowhere. */
  @Str(43, { nullable: true }) linkHash: string | null;
  @Instant({ nullable: true }) linkUntil: Date | null;
  @Int({ default: 0 }) linkTries: number;
  @Instant({ nullable: true }) askedAt: Date | null;
}

/** The figures of a fair as they stay when nobody is known by name any more. */
@Entity('fair_figures')
@Unique('UQ_fair_figures', ['fairId'])
export class FrozenFigures {
  @Key() id: string;
  @Ref() fairId: string;
  @Json() counts: ReportCounts;
  @Json() lines: ReportLine[];
  @Instant() frozenAt: Date;
}
