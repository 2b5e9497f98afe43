import { bool, day, id, instant, int, listOf, nested, oneOf, PageQuery, phone, text } from '#platform/http';
import { yuanOf, fenOf } from '#reference';
import {
  ENTRY_KINDS,
  NEED_FORMS,
  NEED_SHIFTS,
  NEED_STATES,
  shortageOf,
  type EntryKind,
  type NeedForm,
  type NeedShift,
  type NeedState,
} from './domain/need.js';
import type { Posting } from './domain/posting.js';
import type { WordingFinding } from './domain/wording.js';
import type { NeedEntry } from './need.entity.js';
import type { NeedView } from './need.ledger.js';
import { NeedRevisionDto } from './need-checks.dto.js';

const MAX_YUAN = 1_000_000;

/** What may be said about a need; money in yuan a month. */
class PostingFields {
  @text({ max: 16, optional: true, nullable: true, about: 'code of a 细类 of the classification; null only in a draft' }) occupationCode?:
    string | null;
  @int({ max: 8, optional: true, about: '0 none asked … 8 首席技师' }) skillLevel?: number;
  @int({ max: 100_000, optional: true, about: 'people still short on the day `asOf`' }) short?: number;
  @day({ optional: true, about: 'today when left out' }) asOf?: string;
  @int({ max: 1_000_000, optional: true, nullable: true, about: 'people needed in all, for 缺工率' }) neededInAll?: number | null;
  @int({ max: MAX_YUAN, optional: true, nullable: true }) wageFromYuan?: number | null;
  @int({ max: MAX_YUAN, optional: true, nullable: true }) wageToYuan?: number | null;
  @int({ max: MAX_YUAN, optional: true, nullable: true }) baseWageYuan?: number | null;
  @text({ max: 60, optional: true, nullable: true }) wageText?: string | null;
  @oneOf(NEED_FORMS, 'NeedForm', { optional: true, nullable: true }) form?: NeedForm | null;
  @oneOf(NEED_SHIFTS, 'NeedShift', { optional: true, nullable: true }) shift?: NeedShift | null;
  @day({ optional: true, nullable: true }) startFrom?: string | null;
  @day({ optional: true, nullable: true }) startBy?: string | null;
  @bool({ optional: true }) lodging?: boolean;
  @bool({ optional: true }) meals?: boolean;
  @bool({ optional: true, about: 'one level short is enough: the enterprise trains' }) trainable?: boolean;
  @bool({ optional: true, about: '16 and 17 year old people may do it' }) minorsAllowed?: boolean;
  @listOf('string', { optional: true, max: 10 }) licences?: string[];
  @text({ max: 120, optional: true, nullable: true }) workplace?: string | null;
  @text({ max: 2000, optional: true, nullable: true }) note?: string | null;
  @text({ max: 60, optional: true, nullable: true }) contactName?: string | null;
  @phone({ optional: true, nullable: true }) contactPhone?: string | null;
  @text({ max: 18, optional: true, nullable: true, about: 'the client of a staffing agency' }) clientCreditCode?: string | null;
  @id({ optional: true, about: 'county or zone of the workplace; the enterprise’s own when left out' }) nodeId?: string;
}

export class NewNeedDto extends PostingFields {
  @text({ min: 2, max: 60 }) title: string;
  @id({ optional: true, about: 'for staff, or who acts for several' }) enterpriseId?: string;
  @bool({ optional: true, about: 'keep it as a draft' }) draft?: boolean;
}

export class NeedPatchDto extends PostingFields {
  @text({ min: 2, max: 60, optional: true }) title?: string;
}

/** The parts of a posting that a body says, in the units of the domain. */
export const saidIn = (body: NewNeedDto | NeedPatchDto): Partial<Posting> => {
  const { wageFromYuan, wageToYuan, baseWageYuan, nodeId: _node, ...rest } = body;
  const {
    enterpriseId: _enterprise,
    draft: _draft,
    ...said
  } = rest as Omit<NewNeedDto, 'wageFromYuan' | 'wageToYuan' | 'baseWageYuan' | 'nodeId'>;
  const wages = { wageFromFen: wageFromYuan, wageToFen: wageToYuan, baseWageFen: baseWageYuan };
  const given = Object.entries(wages).flatMap(([name, value]) => (value === undefined ? [] : [[name, fenOf(value)] as const]));
  return Object.fromEntries([...Object.entries(said).filter(([, value]) => value !== undefined), ...given]);
};

/** A whole posting from a body; what it leaves out is not known. */
export const postingIn = (body: NewNeedDto, today: string): Posting => ({
  title: body.title,
  occupationCode: null,
  skillLevel: 0,
  short: 0,
  asOf: today,
  neededInAll: null,
  wageFromFen: null,
  wageToFen: null,
  baseWageFen: null,
  wageText: null,
  form: null,
  shift: null,
  startFrom: null,
  startBy: null,
  lodging: false,
  meals: false,
  trainable: false,
  minorsAllowed: false,
  licences: [],
  workplace: null,
  note: null,
  contactName: null,
  contactPhone: null,
  clientCreditCode: null,
  ...saidIn(body),
});

export class WarningDto {
  @text() phrase: string;
  @text() rule: string;
}

/** Names that belong to a need and stand elsewhere. */
export interface NeedNames {
  enterprise: (id: string) => string;
  node: (id: string) => string;
  occupation: (code: string | null) => string | null;
  revision: (need: NeedView) => NeedRevisionDto | null;
}

const AS_THEY_ARE = [
  'id',
  'enterpriseId',
  'nodeId',
  'state',
  'version',
  'priority',
  'gaps',
  'sentBack',
  'short',
  'asOf',
  'filled',
  'promised',
  'committed',
  'title',
  'occupationCode',
  'skillLevel',
  'neededInAll',
  'wageText',
  'form',
  'shift',
  'startFrom',
  'startBy',
  'lodging',
  'meals',
  'trainable',
  'minorsAllowed',
  'licences',
  'workplace',
  'note',
  'contactName',
  'contactPhone',
  'clientCreditCode',
] as const;

const shownAsTheyAre = (need: NeedView): Pick<NeedView, (typeof AS_THEY_ARE)[number]> =>
  Object.fromEntries(AS_THEY_ARE.map((field) => [field, need[field]])) as Pick<NeedView, (typeof AS_THEY_ARE)[number]>;

export class NeedDto {
  @id() id: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @id() nodeId: string;
  @text() nodeName: string;
  @text() title: string;
  @text({ nullable: true }) occupationCode: string | null;
  @text({ nullable: true }) occupationName: string | null;
  @int() skillLevel: number;
  @int() short: number;
  @day() asOf: string;
  @int() filled: number;
  @int() promised: number;
  @int() committed: number;
  @int({ about: 'short − filled − committed' }) shortage: number;
  @int({ nullable: true }) neededInAll: number | null;
  @int({ nullable: true }) wageFromYuan: number | null;
  @int({ nullable: true }) wageToYuan: number | null;
  @int({ nullable: true }) baseWageYuan: number | null;
  @text({ nullable: true }) wageText: string | null;
  @oneOf(NEED_FORMS, 'NeedForm', { nullable: true }) form: NeedForm | null;
  @oneOf(NEED_SHIFTS, 'NeedShift', { nullable: true }) shift: NeedShift | null;
  @day({ nullable: true }) startFrom: string | null;
  @day({ nullable: true }) startBy: string | null;
  @bool() lodging: boolean;
  @bool() meals: boolean;
  @bool() trainable: boolean;
  @bool() minorsAllowed: boolean;
  @listOf('string') licences: string[];
  @text({ nullable: true }) workplace: string | null;
  @text({ nullable: true }) note: string | null;
  @text({ nullable: true }) contactName: string | null;
  @text({ nullable: true }) contactPhone: string | null;
  @text({ nullable: true }) clientCreditCode: string | null;
  @text({ nullable: true, about: 'why the county handed it back' }) sentBack: string | null;
  @bool({ about: 'false: a staffing agency that names no client; out of the figures' }) inFigures: boolean;
  @int() priority: number;
  @listOf('string', { about: 'what a draft still lacks' }) gaps: string[];
  @oneOf(NEED_STATES, 'NeedState') state: NeedState;
  @instant() confirmedAt: string;
  @instant({ nullable: true }) publishedAt: string | null;
  @int() version: number;
  @nested(() => NeedRevisionDto, { nullable: true, about: 'a change that waits for its county' }) revision: NeedRevisionDto | null;
  @listOf(() => WarningDto, { about: 'wording to look at again; it was not refused' }) warnings: WarningDto[];

  static of(need: NeedView, names: NeedNames, warnings: WordingFinding[] = [], locale: 'zh' | 'en' = 'zh'): NeedDto {
    return {
      ...shownAsTheyAre(need),
      enterpriseName: names.enterprise(need.enterpriseId),
      nodeName: names.node(need.nodeId),
      occupationName: names.occupation(need.occupationCode),
      shortage: shortageOf(need),
      wageFromYuan: yuanOf(need.wageFromFen),
      wageToYuan: yuanOf(need.wageToFen),
      baseWageYuan: yuanOf(need.baseWageFen),
      inFigures: need.countedFor !== null,
      confirmedAt: need.confirmedAt.toISOString(),
      publishedAt: need.publishedAt?.toISOString() ?? null,
      revision: names.revision(need),
      warnings: warnings.map((warning) => ({ phrase: warning.phrase, rule: warning.rule[locale] })),
    };
  }
}

export class NeedQuery extends PageQuery {
  @oneOf(NEED_STATES, 'NeedState', { optional: true }) state?: NeedState;
  @text({ optional: true, max: 16, about: 'code of any level' }) occupation?: string;
  @id({ optional: true, about: 'organisation node; its whole subtree' }) node?: string;
  @id({ optional: true }) enterprise?: string;
  @text({ optional: true, max: 60 }) q?: string;
}

export class NeedEntryDto {
  @id() id: string;
  @int() seq: number;
  @instant() at: string;
  @oneOf(ENTRY_KINDS, 'NeedEntryKind') kind: EntryKind;
  @int() people: number;
  @int({ about: 'this and the four below: the figures after the movement' }) short: number;
  @int() filled: number;
  @int() promised: number;
  @int() committed: number;
  @int() shortage: number;
  @text({ nullable: true }) refKind: string | null;
  @text({ nullable: true }) refId: string | null;
  @text({ nullable: true }) actorName: string | null;
  @text({ nullable: true, about: 'code of the reason, or the words somebody gave' }) reason: string | null;

  static of(entry: NeedEntry, actorName: string | null): NeedEntryDto {
    const { id: key, seq, kind, people, short, filled, promised, committed, shortage, refKind, refId, reason } = entry;
    return {
      id: key,
      seq,
      at: entry.at.toISOString(),
      kind,
      people,
      short,
      filled,
      promised,
      committed,
      shortage,
      refKind,
      refId,
      actorName,
      reason,
    };
  }
}

export class ConfirmDto {
  @int({ optional: true, max: 100_000, about: 'people short now; left out: as before' }) short?: number;
}

export class WithdrawNeedDto {
  @text({ min: 2, max: 60 }) reason: string;
}
