import { bool, day, id, instant, int, listOf, nested, num, oneOf, PageQuery, text } from '#platform/http';
import { type Side, SIDES } from '#access';
import { occupations, yuanOf } from '#reference';
import type { NeedAdvice } from './fitting/advice.service.js';
import { CHANGE_KINDS, unfilledTexts, type Advice, type ChangeKind, type Reason, type TermChange } from './domain/index.js';
import type { MatchingRule, Proposal, Unfilled } from './matching.entity.js';
import { PROPOSAL_STATES, RULE_KINDS, type ProposalState, type RuleKind } from './run/run-state.js';

export class ApproveDto {
  @listOf('string', { optional: true, max: 5_000, about: 'proposals to approve; all that wait without it' }) proposalIds?: string[];
}

export class ApprovedDto {
  @int() sent: number;
  @int({ about: 'no longer possible: the need or the batch has changed since the run' }) stale: number;
  @int({ about: 'not sent, for staff excluded the pair' }) excluded: number;
}

export class ArrivalDaysDto {
  @day({ about: 'when people would be there: free, organised and travelled' }) arrives: string;
  @day({ about: 'the first day that was wished' }) wished: string;
  @day({ about: 'the last day that is possible' }) latest: string;
}

export class RecordsDto {
  @int({ nullable: true, about: 'of a hundred whom the supplier said it would send, so many came' }) supplier: number | null;
  @int({ nullable: true, about: 'of a hundred who came, so many the enterprise signed and kept' }) enterprise: number | null;
}

export class ReasonDto {
  @text() kind: string;
  @num() points: number;
  @num() value: number;
  @text() text: string;
  @nested(() => ArrivalDaysDto, { optional: true, about: 'of the lateness' }) days?: ArrivalDaysDto;
  @nested(() => RecordsDto, { optional: true, about: 'of the record' }) record?: RecordsDto;
}

/** What a proposal shows of the need and batch behind it. */
export interface ProposalNames {
  needTitle: string;
  enterpriseName: string;
  nodeName: string;
  batchTitle: string;
  supplierName: string;
  wageFromYuan: number | null;
  wageToYuan: number | null;
  startBy: string | null;
  lodging: boolean;
}

/** One of the things that a pair stands on, in the units that people read: yuan, names of occupations. */
export class TermChangeDto {
  @oneOf(['need', 'batch'], 'TermOf') of: 'need' | 'batch';
  @text() field: string;
  @text({ nullable: true }) from: string | null;
  @text({ nullable: true }) to: string | null;
}

const PLACE_FIELDS = ['nodeId', 'nodePath', 'divisionCode'];
const termText = (field: string, value: TermChange['from']): string | null => {
  if (value === null || PLACE_FIELDS.includes(field)) return null;
  if (field.endsWith('Fen')) return String(yuanOf(Number(value)));
  return field === 'occupationCode' ? (occupations.byCode(String(value))?.name ?? String(value)) : String(value);
};

const termChanges = (changes: readonly TermChange[]): TermChangeDto[] => {
  const said = changes.map(({ of, field, from, to }) => ({
    of,
    field: PLACE_FIELDS.includes(field) ? 'place' : field.replace(/Fen$/, 'Yuan'),
    from: termText(field, from),
    to: termText(field, to),
  }));
  return said.filter(({ field }, i) => field !== 'place' || said.findIndex((one) => one.field === 'place') === i);
};

export class ProposalDto {
  @id() id: string;
  @id() runId: string;
  @id() needId: string;
  @text() needTitle: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @text() nodeName: string;
  @id() batchId: string;
  @text() batchTitle: string;
  @id() supplierId: string;
  @text() supplierName: string;
  @int() people: number;
  @int({ nullable: true }) wageFromYuan: number | null;
  @int({ nullable: true }) wageToYuan: number | null;
  @day({ nullable: true }) startBy: string | null;
  @bool() lodging: boolean;
  @listOf(() => ReasonDto) reasons: Reason[];
  @oneOf(PROPOSAL_STATES, 'ProposalState') state: ProposalState;
  @bool({ about: 'the enterprise said that it would take them' }) welcome: boolean;
  @oneOf(SIDES, 'ProposalSide', { nullable: true }) declinedBy: Side | null;
  @text({ nullable: true, about: 'why it was declined' }) reason: string | null;
  @listOf(() => TermChangeDto, { about: 'what made it stale' }) changes: TermChangeDto[];
  @oneOf(RULE_KINDS, 'RuleKind', { nullable: true, about: 'what staff hold about the pair for the next runs' }) rule: RuleKind | null;
  @id({ nullable: true }) ruleId: string | null;

  static of(row: Proposal, names: ProposalNames, rule?: MatchingRule): ProposalDto {
    const {
      id: key,
      runId,
      needId,
      enterpriseId,
      batchId,
      supplierId,
      people,
      reasons,
      state,
      welcomedAt,
      declinedBy,
      reason,
      changes,
    } = row;
    return {
      id: key,
      runId,
      needId,
      enterpriseId,
      batchId,
      supplierId,
      people,
      reasons: [...reasons],
      state,
      welcome: welcomedAt !== null,
      declinedBy,
      reason,
      changes: termChanges(changes ?? []),
      rule: rule?.kind ?? null,
      ruleId: rule?.id ?? null,
      ...names,
    };
  }
}

export class ProposalQuery extends PageQuery {
  @oneOf(PROPOSAL_STATES, 'ProposalState', { optional: true }) state?: ProposalState;
  @id({ optional: true }) batch?: string;
  @id({ optional: true }) need?: string;
  @id({ optional: true }) supplier?: string;
  @id({ optional: true }) enterprise?: string;
  @text({ optional: true, max: 16, about: 'code of the occupation that was matched' }) occupation?: string;
}

/** What a list of proposals is narrowed by, as its repository takes it. */
export const filterOf = ({ state, batch, need, supplier, enterprise, occupation }: ProposalQuery) => ({
  state,
  batchId: batch,
  needId: need,
  supplierId: supplier,
  enterpriseId: enterprise,
  occupationCode: occupation,
});

export class ProposalChoicesQuery {
  @id({ optional: true, about: 'of one matching run; without it of all proposals that concern me' }) run?: string;
}

export class ProposalChoiceDto {
  @text({ max: 36, about: 'code of an occupation, or id of an enterprise' }) value: string;
  @text() name: string;
}

export class ProposalChoicesDto {
  @listOf(() => ProposalChoiceDto) occupations: ProposalChoiceDto[];
  @listOf(() => ProposalChoiceDto, { about: 'at most 300' }) enterprises: ProposalChoiceDto[];
}

export class DeclineProposalDto {
  @text({ min: 2, max: 200, about: 'told to the other side' }) reason: string;
}

export class ChangeDto {
  @oneOf(CHANGE_KINDS, 'AdviceKind') kind: ChangeKind;
  @num() by: number;
  @text() to: string;
}

export class AdviceDto {
  @nested(() => ChangeDto) change: ChangeDto;
  @int({ about: 'this need gets at least so many more' }) gain: number;
  @int({ about: 'so many more are placed in all' }) netPlaced: number;
  @int() takenFromOthers: number;
  @text() text: string;

  static of({ change, gain, netPlaced, takenFromOthers, text: words }: Advice): AdviceDto {
    return { change: { kind: change.kind, by: change.by, to: String(change.to) }, gain, netPlaced, takenFromOthers, text: words };
  }
}

export class UnfilledDto {
  @id() needId: string;
  @text() needTitle: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @int() people: number;
  @text() reason: string;
  @text() text: string;
  @listOf(() => AdviceDto) advice: AdviceDto[];

  static of(row: Unfilled, { needTitle, enterpriseName }: { needTitle: string; enterpriseName: string }): UnfilledDto {
    const { needId, enterpriseId, people, reason } = row;
    return {
      needId,
      needTitle,
      enterpriseId,
      enterpriseName,
      people,
      reason,
      text: unfilledTexts[reason],
      advice: row.advice.map((one) => AdviceDto.of(one)),
    };
  }
}

export class NeedAdviceDto {
  @instant({ nullable: true, about: 'when the run that says so ended' }) asOf: string | null;
  @bool({ about: 'the need has changed since that run: the advice holds no more' }) stale: boolean;
  @int({ about: 'of the need; name it when you apply an advice' }) version: number;
  @int({ about: 'whom that run could not place' }) people: number;
  @text({ nullable: true }) reason: string | null;
  @listOf(() => AdviceDto) advice: AdviceDto[];

  static of({ row, asOf, stale, version }: NeedAdvice): NeedAdviceDto {
    const advice = (row?.advice ?? []).map((one) => AdviceDto.of(one));
    return { asOf: asOf?.toISOString() ?? null, stale, version, people: row?.people ?? 0, reason: row?.reason ?? null, advice };
  }
}

export class ApplyAdviceDto {
  @oneOf(CHANGE_KINDS, 'AdviceKind') kind: ChangeKind;
  @int({ min: 1, about: 'version of the need that you saw' }) version: number;
}
