import { Entity, Index, Unique } from 'typeorm';
import { Secret } from '#platform/crypto';
import { Day, Flag, Instant, Int, Json, Key, Ref, Str, Txt } from '#platform/db';
import type { DoubtKind } from './domain/doubts.js';
import type { PackedAnswer } from './domain/frozen.js';
import type { Answer } from './domain/questionnaire.js';
import type { ReminderPlan } from './domain/reminders.js';
import type { MemberState, RoundForm, RoundState } from './domain/round.js';
import type { WageRanges } from './domain/wages.js';

/** The survey of one quarter. */
@Entity('survey_round')
@Unique('UQ_survey_round_quarter', ['quarter'])
@Index('IX_survey_round_state', ['state', 'quarter'])
export class SurveyRound {
  @Key() id: string;
  @Str(6) quarter: string;
  @Str(8) form: RoundForm;
  @Day() opensOn: string;
  @Day() closesOn: string;
  @Int() seed: number;
  @Int() sharePercent: number;
  @Int() stratumMinimum: number;
  @Json() reminders: ReminderPlan;
  @Str(12) state: RoundState;
  /** What answers are doubted by: wages offered and pairs of occupation and industry that were usual when it opened. */
  @Json({ large: true }) ranges: WageRanges;
  @Json({ large: true }) usualPairs: string[];
  @Ref({ nullable: true }) previousId: string | null;
  /** Number of the frozen version that is true now; 0 while open. */
  @Int({ default: 0 }) latest: number;
  /** The frozen version that was published; later corrections do not change it. */
  @Int({ default: 0 }) publishedVersion: number;
  /** Who asked to publish which frozen version: somebody else has to agree. 0 while nobody asked. */
  @Ref({ nullable: true }) askedById: string | null;
  @Instant({ nullable: true }) askedAt: Date | null;
  @Int({ default: 0 }) askedVersion: number;
  /** Rises with everything that is handed in, so that handing in and closing follow one another. */
  @Int({ default: 0 }) moves: number;
  @Ref({ nullable: true }) createdById: string | null;
  @Instant() createdAt: Date;
  @Instant({ nullable: true }) openedAt: Date | null;
  @Instant({ nullable: true }) closedAt: Date | null;
  @Instant({ nullable: true }) publishedAt: Date | null;
  @Int({ default: 1 }) version: number;
}

/** An enterprise that is asked in a round, as the frame knew it when the sample was drawn. */
@Entity('survey_member')
@Unique('UQ_survey_member', ['roundId', 'enterpriseId'])
@Index('IX_survey_member_node', ['roundId', 'nodePath', 'id'])
@Index('IX_survey_member_state', ['roundId', 'state', 'id'])
@Index('IX_survey_member_stratum', ['roundId', 'stratum', 'id'])
@Index('IX_survey_member_enterprise', ['enterpriseId', 'id'])
@Index('IX_survey_member_code', ['roundId', 'creditCode'])
export class SurveyMember {
  @Key() id: string;
  @Ref() roundId: string;
  @Ref() enterpriseId: string;
  @Str(120) enterpriseName: string;
  @Str(18, { nullable: true }) creditCode: string | null;
  @Ref() nodeId: string;
  @Str(400) nodePath: string;
  @Ref() countyId: string;
  @Str(8, { nullable: true }) industryCode: string | null;
  @Str(8, { nullable: true }) sizeClass: string | null;
  /** 规上. */
  @Flag() aboveScale: boolean;
  @Str(80) stratum: string;
  @Flag() certain: boolean;
  /** N_h and n_h of its stratum when the sample was drawn. */
  @Int() stratumSize: number;
  @Int() stratumDrawn: number;
  @Str(12) state: MemberState;
  @Instant({ nullable: true }) submittedAt: Date | null;
  /** Staff who answered for the enterprise; null when it answered itself. */
  @Ref({ nullable: true }) answeredForById: string | null;
  @Str(300, { nullable: true }) askedBack: string | null;
  @Int({ default: 1 }) version: number;
}

/** What a member says: a draft that is saved as one types, and what was handed in. Its id is the member's. */
@Entity('survey_answer')
@Index('IX_survey_answer_round', ['roundId', 'id'])
@Index('IX_survey_answer_saved', ['savedAt'])
export class SurveyAnswer {
  @Key() id: string;
  @Ref() roundId: string;
  @Json({ nullable: true, large: true }) draft: Answer | null;
  @Txt({ nullable: true, large: true }) draftSealed?: string | null;
  @Json({ nullable: true, large: true }) final: Answer | null;
  @Txt({ nullable: true, large: true }) finalSealed?: string | null;
  @Txt({ nullable: true, large: true }) asideSealed?: string | null;
  /** A draft that was saved on top of another's: kept beside it until somebody chose. */
  @Json({ nullable: true, large: true }) aside: { by: string; at: string; answer: Answer } | null;
  @Int({ default: 0 }) version: number;
  @Ref({ nullable: true }) savedById: string | null;
  @Str(60, { nullable: true }) savedBy: string | null;
  @Secret({ nullable: true }) savedBySealed?: string | null;
  @Instant() savedAt: Date;
}

export const DOUBT_STATES = ['open', 'accepted', 'asked_back', 'corrected'] as const;
export type DoubtState = (typeof DOUBT_STATES)[number];

@Entity('survey_doubt')
@Index('IX_survey_doubt_place', ['roundId', 'nodePath', 'id'])
@Index('IX_survey_doubt_state', ['roundId', 'state', 'nodePath', 'id'])
@Index('IX_survey_doubt_of_kind', ['roundId', 'kind', 'nodePath', 'id'])
@Index('IX_survey_doubt_member', ['memberId', 'state'])
export class SurveyDoubt {
  @Key() id: string;
  @Ref() roundId: string;
  @Ref() memberId: string;
  @Str(400) nodePath: string;
  @Str(24) kind: DoubtKind;
  /** Place of the post in the answer, -1 for the enterprise as a whole. */
  @Int() row: number;
  @Json() now: Record<string, number | string | null>;
  @Json({ nullable: true }) last: Record<string, number | string | null> | null;
  @Str(12) state: DoubtState;
  @Instant() createdAt: Date;
}

/** What the bureau decided about an answer; `before` is kept where it changed it. */
@Entity('survey_review')
@Index('IX_survey_review_member', ['memberId', 'at'])
@Index('IX_survey_review_at', ['at'])
export class SurveyReview {
  @Key() id: string;
  @Ref() roundId: string;
  @Ref() memberId: string;
  @Str(12) action: 'accept' | 'ask_back' | 'correct';
  @Str(300, { nullable: true }) reason: string | null;
  @Json({ nullable: true, large: true }) before: Answer | null;
  @Txt({ nullable: true, large: true }) beforeSealed?: string | null;
  @Ref() byId: string;
  @Instant() at: Date;
}

/** A client that an agency sought for in a round, so that both are not counted. */
@Entity('survey_client')
@Index('IX_survey_client_code', ['roundId', 'clientCreditCode'])
@Index('IX_survey_client_member', ['memberId'])
export class SurveyClient {
  @Key() id: string;
  @Ref() roundId: string;
  @Ref() memberId: string;
  @Str(18) clientCreditCode: string;
  @Str(16) occupationCode: string;
}

/** A frozen round. A correction afterwards is a new version, which shares all portions that it left as they were. */
@Entity('survey_version')
@Unique('UQ_survey_version', ['roundId', 'number'])
export class SurveyVersion {
  @Key() id: string;
  @Ref() roundId: string;
  @Int() number: number;
  /** SHA-256 over the digests of its portions. */
  @Str(64) digest: string;
  @Int() answers: number;
  /** Answers by stratum. */
  @Json({ large: true }) responded: Record<string, number>;
  @Str(300, { nullable: true }) reason: string | null;
  @Ref({ nullable: true }) memberId: string | null;
  @Ref({ nullable: true }) madeById: string | null;
  @Instant() at: Date;
}

/** A portion of a frozen round in order of members: of each place the highest version not above the one that is read is true. */
@Entity('survey_portion')
@Unique('UQ_survey_portion', ['roundId', 'place', 'number'])
export class SurveyPortion {
  @Key() id: string;
  @Ref() roundId: string;
  @Int() place: number;
  @Int() number: number;
  /** The first member that belongs here; '' for the first portion. */
  @Str(36) fromMember: string;
  @Str(64) digest: string;
  @Json({ large: true }) rows: PackedAnswer[];
}
