import { bool, day, id, instant, int, listOf, nested, num, oneOf, PageQuery, text } from '#platform/http';
import { industries } from '#reference';
import { DOUBT_KINDS, type DoubtKind } from './domain/doubts.js';
import { MEMBER_STATES, QUARTER, ROUND_FORMS, ROUND_STATES, type MemberState, type RoundForm, type RoundState } from './domain/round.js';
import type { PlaceCount, StratumCount } from './member.repository.js';
import { DOUBT_STATES, type DoubtState, type SurveyRound, type SurveyVersion } from './survey.entity.js';

export class ReminderPlanDto {
  @listOf('integer', { max: 6, most: 366, about: 'days before the closing day' }) before: number[];
  @bool({ about: 'on the closing day' }) on: boolean;
  @listOf('integer', { max: 6, most: 366, about: 'days after it, while the round is open' }) after: number[];
}

export class NewSurveyRoundDto {
  @text({ pattern: QUARTER, about: '2026Q4; the fourth quarter asks the long form' }) quarter: string;
  @day() opensOn: string;
  @day() closesOn: string;
  @int({ optional: true, about: 'seed of the sample; thrown when left out' }) seed?: number;
  @int({ optional: true, min: 1, max: 100, about: 'share of the rest that is asked, percent' }) sharePercent?: number;
  @int({ optional: true, min: 1, max: 1000, about: 'at least so many of each stratum' }) stratumMinimum?: number;
  @nested(() => ReminderPlanDto, { optional: true }) reminders?: ReminderPlanDto;
}

export class SurveyRoundEditDto {
  @text({ optional: true, pattern: QUARTER }) quarter?: string;
  @day({ optional: true }) opensOn?: string;
  @day({ optional: true }) closesOn?: string;
  @int({ optional: true }) seed?: number;
  @int({ optional: true, min: 1, max: 100 }) sharePercent?: number;
  @int({ optional: true, min: 1, max: 1000 }) stratumMinimum?: number;
  @nested(() => ReminderPlanDto, { optional: true }) reminders?: ReminderPlanDto;
}

export class CloseSurveyDto {
  @bool({ optional: true, about: 'close although doubts are not reviewed' }) evenWithDoubts?: boolean;
}

export class ReopenSurveyDto {
  @day({ optional: true, about: 'new closing day, where the old one is past' }) closesOn?: string;
}

export class SurveyRoundDto {
  @id() id: string;
  @text() quarter: string;
  @oneOf(ROUND_FORMS, 'SurveyForm') form: RoundForm;
  @day() opensOn: string;
  @day() closesOn: string;
  @oneOf(ROUND_STATES, 'SurveyRoundState') state: RoundState;
  @int() seed: number;
  @int() sharePercent: number;
  @int() stratumMinimum: number;
  @nested(() => ReminderPlanDto) reminders: ReminderPlanDto;
  @int({ about: 'frozen version that is true now; 0 while open' }) latestVersion: number;
  @int({ about: 'frozen version that was published; 0 before' }) publishedVersion: number;
  @int({ about: 'frozen version that somebody asked to publish; 0 while nobody did' }) askedVersion: number;
  @bool({ about: 'publishing takes a second person' }) needsTwo: boolean;
  @id({ nullable: true, about: 'who asked' }) askedById: string | null;
  @instant({ nullable: true }) openedAt: string | null;
  @instant({ nullable: true }) closedAt: string | null;
  @instant({ nullable: true }) publishedAt: string | null;
  @int() version: number;

  static of(round: SurveyRound, needsTwo: boolean): SurveyRoundDto {
    const {
      id: key,
      quarter,
      form,
      opensOn,
      closesOn,
      state,
      seed,
      sharePercent,
      stratumMinimum,
      reminders,
      latest,
      publishedVersion,
      askedVersion,
      askedById,
      version,
    } = round;
    return {
      id: key,
      quarter,
      form,
      opensOn,
      closesOn,
      state,
      seed,
      sharePercent,
      stratumMinimum,
      reminders,
      latestVersion: latest,
      publishedVersion,
      askedVersion,
      askedById,
      needsTwo,
      openedAt: round.openedAt?.toISOString() ?? null,
      closedAt: round.closedAt?.toISOString() ?? null,
      publishedAt: round.publishedAt?.toISOString() ?? null,
      version,
    };
  }
}

export class SurveyRoundQuery extends PageQuery {
  @oneOf(ROUND_STATES, 'SurveyRoundState', { optional: true }) state?: RoundState;
}

export class SurveyStratumDto {
  @text({ about: 'county|division|size|all or part' }) stratum: string;
  @id() countyId: string;
  @text({ about: 'industry division of GB/T 4754-2017, - when not known' }) division: string;
  @text({ nullable: true, about: 'what it is called' }) divisionName: string | null;
  @text() sizeClass: string;
  @bool() certain: boolean;
  @int({ about: 'N_h' }) stratumSize: number;
  @int({ about: 'n_h' }) stratumDrawn: number;
  @int() responded: number;
  @num({ about: 'n_h ÷ N_h' }) inclusion: number;

  static of({ stratum, stratumSize, stratumDrawn, responded }: StratumCount): SurveyStratumDto {
    const [countyId = '', division = '-', sizeClass = '-', kind] = stratum.split('|');
    return {
      stratum,
      countyId,
      division,
      divisionName: industries.byCode(division)?.name ?? null,
      sizeClass,
      certain: kind === 'all',
      stratumSize,
      stratumDrawn,
      responded,
      inclusion: stratumSize === 0 ? 0 : stratumDrawn / stratumSize,
    };
  }
}

export class SurveySampleQuery extends PageQuery {
  @id({ optional: true, about: 'organisation node; its whole subtree' }) node?: string;
  @oneOf(MEMBER_STATES, 'SurveyMemberState', { optional: true }) state?: MemberState;
  @text({ optional: true, max: 80 }) stratum?: string;
}

export class SurveyProgressQuery {
  @oneOf(['county', 'liaison'], 'SurveyProgressBy', { optional: true }) by?: 'county' | 'liaison';
}

export class SurveyProgressDto {
  @id() nodeId: string;
  @text() nodeName: string;
  @listOf('string', { about: 'liaisons of the node; empty by county' }) liaisons: string[];
  @int() asked: number;
  @int() started: number;
  @int() submitted: number;
  @num({ about: 'submitted ÷ asked' }) rate: number;

  static of({ id: nodeId, asked, started, submitted }: PlaceCount, nodeName: string, liaisons: string[]): SurveyProgressDto {
    return { nodeId, nodeName, liaisons, asked, started, submitted, rate: asked === 0 ? 0 : submitted / asked };
  }
}

export class SurveyCallQuery extends PageQuery {
  @id({ optional: true, about: 'organisation node; its whole subtree' }) node?: string;
}

export class SurveyCallDto {
  @id({ about: 'of the answer' }) id: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @id() nodeId: string;
  @oneOf(MEMBER_STATES, 'SurveyMemberState') state: MemberState;
  @text({ nullable: true }) contactName: string | null;
  @text({ nullable: true }) contactPhone: string | null;
}

export class SurveyDoubtQuery extends PageQuery {
  @oneOf(DOUBT_KINDS, 'SurveyDoubtKind', { optional: true }) kind?: DoubtKind;
  @oneOf(DOUBT_STATES, 'SurveyDoubtState', { optional: true }) state?: DoubtState;
  @id({ optional: true }) node?: string;
}

export class SurveyVersionDto {
  @int() number: number;
  @text({ about: 'SHA-256 of what is frozen' }) digest: string;
  @int() answers: number;
  @text({ nullable: true }) reason: string | null;
  @id({ nullable: true, about: 'the answer that was corrected' }) memberId: string | null;
  @instant() at: string;

  static of({ number, digest, answers, reason, memberId, at }: SurveyVersion): SurveyVersionDto {
    return { number, digest, answers, reason, memberId, at: at.toISOString() };
  }
}
