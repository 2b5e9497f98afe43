import { bool, day, fill, id, instant, int, json, listOf, nested, oneOf, PageQuery, phone, text, type FieldFault } from '#platform/http';
import type { Form } from './answer.service.js';
import { DOUBT_KINDS, DOUBT_WORDS, type DoubtKind } from './domain/doubts.js';
import { REASONS, type Answer, type AnswerRow, type Reason } from './domain/questionnaire.js';
import { MEMBER_STATES, ROUND_FORMS, ROUND_STATES, type MemberState, type RoundForm, type RoundState } from './domain/round.js';
import { DOUBT_STATES, type DoubtState, type SurveyDoubt, type SurveyMember, type SurveyReview } from './survey.entity.js';
import type { Asked } from './answer.service.js';

const nullable = { nullable: true };
const PEOPLE = { max: 1_000_000, nullable: true };
const YUAN = { max: 1_000_000, nullable: true };

/** One need as an enterprise answers it; money in whole yuan a month. */
export class SurveyRowFieldsDto {
  @id({ nullable: true, about: 'the need in the ledger; null for a new one' }) needId: string | null;
  @text({ max: 16, nullable: true, about: 'code of a 细类 of the classification' }) occupationCode: string | null;
  @text({ min: 0, max: 60 }) title: string;
  @int({ max: 8, about: '0 none asked … 8 首席技师' }) skillLevel: number;
  @int({ ...PEOPLE, about: 'people the work needs in all, for 缺工率' }) neededInAll: number | null;
  @int({ max: 100_000, about: 'people who came since last quarter' }) filledSince: number;
  @bool({ about: 'nobody is wanted for it any more' }) withdrawn: boolean;
  @listOf('string', { max: 7, about: REASONS.join(', ') }) reasons: Reason[];
  @int(YUAN) wageFromYuan: number | null;
  @int(YUAN) wageToYuan: number | null;
  @text({ max: 18, nullable: true, about: 'the client of a staffing agency' }) clientCreditCode: string | null;
}

export class SurveyRowDto extends SurveyRowFieldsDto {
  @int({ max: 100_000, about: 'people still short today; 0 when filled or withdrawn' }) stillShort: number;
}

/** What is asked of the enterprise as a whole. */
export class SurveyFirmDto {
  @int(PEOPLE) employees: number | null;
  @text({ max: 60, nullable: true }) contactName: string | null;
  @phone({ nullable: true }) contactPhone: string | null;
  @int({ ...PEOPLE, about: 'long form: people to be taken on next quarter' }) openingsNext: number | null;
  @int({ ...PEOPLE, about: 'long form: people taken on last quarter' }) hiredLast: number | null;
  @int({ ...PEOPLE, about: 'long form: people who left last quarter' }) leftLast: number | null;
  @int({ ...PEOPLE, about: 'long form: beds that are free' }) bedsFree: number | null;
}

export class SurveyAnswerDto extends SurveyFirmDto {
  @listOf(() => SurveyRowDto, { max: 300 }) rows: SurveyRowDto[];
}

const known = new Set<string>(REASONS);

/** An answer of the domain; reasons that are none are left out. */
export const answerIn = ({
  rows,
  employees,
  contactName,
  contactPhone,
  openingsNext,
  hiredLast,
  leftLast,
  bedsFree,
}: SurveyAnswerDto): Answer => ({
  employees,
  contactName,
  contactPhone,
  openingsNext,
  hiredLast,
  leftLast,
  bedsFree,
  rows: rows.map(rowIn),
});

export const rowIn = ({
  needId,
  occupationCode,
  title,
  skillLevel,
  stillShort,
  neededInAll,
  filledSince,
  withdrawn,
  reasons,
  wageFromYuan,
  wageToYuan,
  clientCreditCode,
}: SurveyRowDto): AnswerRow => ({
  needId,
  occupationCode,
  title,
  skillLevel,
  stillShort,
  neededInAll,
  filledSince,
  withdrawn,
  wageFromYuan,
  wageToYuan,
  clientCreditCode,
  reasons: REASONS.filter((reason) => known.has(reason) && reasons.includes(reason)),
});

export class SurveyMemberDto {
  @id({ about: 'of the answer: /api/survey-answers/:id' }) id: string;
  @id() roundId: string;
  @text() quarter: string;
  @oneOf(ROUND_FORMS, 'SurveyForm') form: RoundForm;
  @oneOf(ROUND_STATES, 'SurveyRoundState') roundState: RoundState;
  @day() closesOn: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @id() nodeId: string;
  @text({ nullable: true }) industryCode: string | null;
  @text({ nullable: true }) sizeClass: string | null;
  @text({ about: 'county|division|size|all or part' }) stratum: string;
  @bool({ about: 'asked for certain: 规上, key enterprise or major project' }) certain: boolean;
  @int({ about: 'N_h: enterprises of the stratum' }) stratumSize: number;
  @int({ about: 'n_h: of them asked' }) stratumDrawn: number;
  @oneOf(MEMBER_STATES, 'SurveyMemberState') state: MemberState;
  @instant({ nullable: true }) submittedAt: string | null;
  @bool({ about: 'staff answered for the enterprise' }) answeredFor: boolean;
  @text({ nullable: true, about: 'why it was asked back' }) askedBack: string | null;

  static of({ member, round }: Asked): SurveyMemberDto {
    return { ...memberFields(member), quarter: round.quarter, form: round.form, roundState: round.state, closesOn: round.closesOn };
  }
}

const memberFields = (member: SurveyMember) => ({
  id: member.id,
  roundId: member.roundId,
  enterpriseId: member.enterpriseId,
  enterpriseName: member.enterpriseName,
  nodeId: member.nodeId,
  industryCode: member.industryCode,
  sizeClass: member.sizeClass,
  stratum: member.stratum,
  certain: member.certain,
  stratumSize: member.stratumSize,
  stratumDrawn: member.stratumDrawn,
  state: member.state,
  submittedAt: member.submittedAt?.toISOString() ?? null,
  answeredFor: member.answeredForById !== null,
  askedBack: member.askedBack,
});

export class SurveyFaultDto {
  @text({ about: 'field, such as rows.2.reasons' }) path: string;
  @text() code: string;
  @text() message: string;

  static of({ path, code, message, params = {} }: FieldFault, locale: 'zh' | 'en'): SurveyFaultDto {
    return { path, code, message: fill(message[locale], params) };
  }
}

export class SurveyDoubtDto {
  @id() id: string;
  @id({ about: 'the answer' }) memberId: string;
  @text({ nullable: true }) enterpriseName: string | null;
  @oneOf(DOUBT_KINDS, 'SurveyDoubtKind') kind: DoubtKind;
  @text() words: string;
  @int({ min: -1, about: 'place in the rows of the answer; −1 for the enterprise' }) row: number;
  @nested(() => SurveyRowDto, nullable) answer: SurveyRowDto | null;
  @json({ about: 'values now' }) now: Record<string, number | string | null>;
  @json({ nullable: true, about: 'the same values last quarter' }) last: Record<string, number | string | null> | null;
  @oneOf(DOUBT_STATES, 'SurveyDoubtState') state: DoubtState;

  static of(doubt: SurveyDoubt, locale: 'zh' | 'en', final: Answer | null, enterpriseName: string | null): SurveyDoubtDto {
    const { id: key, memberId, kind, row, now, last, state } = doubt;
    return {
      id: key,
      memberId,
      enterpriseName,
      kind,
      words: DOUBT_WORDS[kind][locale],
      row,
      answer: final?.rows[row] ?? null,
      now,
      last,
      state,
    };
  }
}

export class SurveyReviewDto {
  @oneOf(['accept', 'ask_back', 'correct'], 'SurveyReviewAction') action: SurveyReview['action'];
  @text({ nullable: true }) reason: string | null;
  @instant() at: string;
}

export class SurveyAsideDto {
  @text() by: string;
  @instant() at: string;
  @nested(() => SurveyAnswerDto) answer: SurveyAnswerDto;
}

export class SurveyFormDto extends SurveyMemberDto {
  @nested(() => SurveyAnswerDto, { about: 'the draft, else what was handed in, else what the ledger knows' }) answer: SurveyAnswerDto;
  @int({ about: 'for If-Match; 0 before the first saving' }) version: number;
  @text({ nullable: true }) savedBy: string | null;
  @instant({ nullable: true }) savedAt: string | null;
  @nested(() => SurveyAsideDto, { nullable: true, about: 'a draft that another person saved on top of this one' })
  aside: SurveyAsideDto | null;
  @nested(() => SurveyAnswerDto, { nullable: true, about: 'what was handed in' }) final: SurveyAnswerDto | null;
  @nested(() => SurveyAnswerDto, { nullable: true, about: 'last quarter' }) last: SurveyAnswerDto | null;
  @listOf(() => SurveyFaultDto, { about: 'what is missing before it can be handed in' }) faults: SurveyFaultDto[];
  @listOf(() => SurveyDoubtDto) doubts: SurveyDoubtDto[];
  @listOf(() => SurveyReviewDto) reviews: SurveyReviewDto[];

  static from(form: Form, locale: 'zh' | 'en'): SurveyFormDto {
    return {
      ...SurveyMemberDto.of(form),
      answer: form.answer,
      version: form.version,
      savedBy: form.saved?.by ?? null,
      savedAt: form.saved?.at.toISOString() ?? null,
      aside: form.aside,
      final: form.final,
      last: form.last,
      faults: form.faults.map((fault) => SurveyFaultDto.of(fault, locale)),
      doubts: form.doubts.map((doubt) => SurveyDoubtDto.of(doubt, locale, form.final, form.member.enterpriseName)),
      reviews: form.reviews.map(({ action, reason, at }) => ({ action, reason, at: at.toISOString() })),
    };
  }
}

export class SurveyAnswerQuery extends PageQuery {
  @id({ optional: true }) round?: string;
  @id({ optional: true }) enterprise?: string;
  @oneOf(MEMBER_STATES, 'SurveyMemberState', { optional: true }) state?: MemberState;
}

export class SurveySubmitDto {
  @nested(() => SurveyAnswerDto, { optional: true, nullable: true, about: 'the saved draft, or what is known, when left out' })
  answer?: SurveyAnswerDto | null;
  @bool({ optional: true, about: 'figures that are out of proportion (`need.figures_doubtful`) are meant' }) figuresConfirmed?: boolean;
}

export class SurveySavedDto {
  @int({ about: 'for the next If-Match' }) version: number;
  @instant() savedAt: string;
}

export class SurveyReasonDto {
  @text({ min: 2, max: 300 }) reason: string;
}

export class SurveyCorrectionDto {
  @listOf(() => SurveyRowDto, { max: 300 }) rows: SurveyRowDto[];
  @int({ optional: true, max: 1_000_000 }) employees?: number;
  @text({ min: 2, max: 300 }) reason: string;
}
