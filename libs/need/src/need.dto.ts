import { bool, id, instant, int, listOf, nested, oneOf, PageQuery, text } from '#platform/http';
import { yuanOf } from '#reference';
import { ENTRY_KINDS, NEED_GAPS, NEED_STATES, shortageOf, type EntryKind, type NeedGap, type NeedState } from './domain/need.js';
import { DOUBTED_FIGURES, FIGURE_DOUBTS, type DoubtedFigure, type FigureDoubt } from './domain/proportion.js';
import type { WordingFinding } from './domain/wording.js';
import type { NeedEntry } from './need.entity.js';
import type { NeedView } from './need.ledger.js';
import { NeedRevisionDto } from './need-checks.dto.js';
import { PostingAnswer, PostingBody, shownPosting, title } from './posting.dto.js';

const figuresConfirmed = () => bool({ optional: true, about: 'a figure that is out of proportion (`need.figures_doubtful`) is meant' });

class NeedBody extends PostingBody {
  @id({ optional: true, about: 'county or zone of the workplace; the enterprise’s own when left out' }) nodeId?: string;
  @figuresConfirmed() figuresConfirmed?: boolean;
}

export class NewNeedDto extends NeedBody {
  @title() title: string;
  @id({ optional: true, about: 'for staff, or who acts for several' }) enterpriseId?: string;
  @bool({ optional: true, about: 'keep it as a draft' }) draft?: boolean;
}

export class NeedPatchDto extends NeedBody {
  @title({ optional: true }) title?: string;
}

export class WarningDto {
  @text() phrase: string;
  @text() rule: string;
}

export class FigureDoubtDto {
  @oneOf(FIGURE_DOUBTS, 'FigureDoubtKind') kind: FigureDoubt['kind'];
  @oneOf(DOUBTED_FIGURES, 'DoubtedFigure') figure: DoubtedFigure;
  @int({ about: 'people, or yuan a month' }) said: number;
  @int({ about: 'employees, people or yuan that it was held against; 0 where nothing was known' }) usual: number;

  static of({ kind, figure, said, usual }: FigureDoubt): FigureDoubtDto {
    const shown = (value: number): number => (figure === 'short' ? value : (yuanOf(value) ?? 0));
    return { kind, figure, said: shown(said), usual: shown(usual) };
  }
}

/** Names that belong to a need and stand elsewhere. */
export interface NeedNames {
  enterprise: (id: string) => string;
  node: (id: string) => string;
  occupation: (code: string | null) => string | null;
  revision: (need: NeedView) => NeedRevisionDto | null;
  person: (id: string) => string;
}

export class NeedDto extends PostingAnswer {
  @id() id: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @id() nodeId: string;
  @text() nodeName: string;
  @text({ nullable: true }) occupationName: string | null;
  @int() filled: number;
  @int() promised: number;
  @int() committed: number;
  @int({ about: 'short − filled − committed' }) shortage: number;
  @text({ nullable: true, about: 'why the county handed it back' }) sentBack: string | null;
  @bool({ about: 'false: a staffing agency that names no client; out of the figures' }) inFigures: boolean;
  @int() priority: number;
  @listOf('string', { about: 'what a draft still lacks' }) gaps: string[];
  @oneOf(NEED_STATES, 'NeedState') state: NeedState;
  @instant() confirmedAt: string;
  @instant({ nullable: true }) publishedAt: string | null;
  @int() version: number;
  @nested(() => NeedRevisionDto, { nullable: true, about: 'a change that waits for its county' }) revision: NeedRevisionDto | null;
  @listOf(() => FigureDoubtDto, { about: 'figures out of proportion that somebody said are meant' }) figureDoubts: FigureDoubtDto[];
  @text({ nullable: true, about: 'who said so' }) figuresConfirmedBy: string | null;
  @instant({ nullable: true }) figuresConfirmedAt: string | null;
  @listOf(() => WarningDto, { about: 'wording to look at again; it was not refused' }) warnings: WarningDto[];

  static of(need: NeedView, names: NeedNames, warnings: WordingFinding[] = [], locale: 'zh' | 'en' = 'zh'): NeedDto {
    return {
      id: need.id,
      ...shownPosting(need),
      ...{ enterpriseId: need.enterpriseId, nodeId: need.nodeId, state: need.state, version: need.version, priority: need.priority },
      ...{ gaps: need.gaps, sentBack: need.sentBack, filled: need.filled, promised: need.promised, committed: need.committed },
      enterpriseName: names.enterprise(need.enterpriseId),
      nodeName: names.node(need.nodeId),
      occupationName: names.occupation(need.occupationCode),
      shortage: shortageOf(need),
      inFigures: need.countedFor !== null,
      confirmedAt: need.confirmedAt.toISOString(),
      publishedAt: need.publishedAt?.toISOString() ?? null,
      figureDoubts: (need.doubts ?? []).map((doubt) => FigureDoubtDto.of(doubt)),
      figuresConfirmedBy: need.doubtsById === null ? null : names.person(need.doubtsById),
      figuresConfirmedAt: need.doubtsAt?.toISOString() ?? null,
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
  @oneOf(NEED_GAPS, 'NeedGap', { optional: true, about: 'what it lacks' }) gap?: NeedGap;
  @bool({ optional: true, about: 'only those with a figure out of proportion that somebody said is meant' }) doubtful?: boolean;
  @id({ optional: true, about: 'the import that it came with, while its rows are kept' }) import?: string;
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
  @figuresConfirmed() figuresConfirmed?: boolean;
}

export class PublishNeedDto {
  @figuresConfirmed() figuresConfirmed?: boolean;
}

export class WithdrawNeedDto {
  @text({ min: 2, max: 60 }) reason: string;
}
