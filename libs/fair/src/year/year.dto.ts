import { shortageOf } from '#need';
import { bool, day, id, instant, int, listOf, nested, oneOf, text } from '#platform/http';
import { occupations, yuanOf } from '#reference';
import type { FairChange } from '../booth/booth.entity.js';
import { DEADLINES, type Deadline } from '../domain/deadlines.js';
import type { Part, Year } from '../domain/year.js';
import { CLASH_KINDS, type FairClash } from '../fair-clashes.js';
import { FairDto } from '../fair.dto.js';
import type { FittingFair, PostAtFair } from './for-enterprises.js';
import type { MovePreview } from './move-preview.js';
import type { FairFeed, FairTarget } from './year.entity.js';
import type { Late, Shortage } from './year.service.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class YearQuery {
  @int({ min: 2000, max: 2199 }) year: number;
  @id({ optional: true, about: 'office; one’s own without it' }) node?: string;
}

export class OfficeQuery {
  @id({ optional: true, about: 'office; one’s own without it' }) node?: string;
}

export class TargetQuery {
  @int({ min: 2000, max: 2199 }) year: number;
}

export class YearPartDto implements Part {
  @text({ min: 0, about: 'month, Monday, node, code of an occupation, or campaign' }) key: string;
  @text({ nullable: true, about: 'of an occupation' }) name: string | null;
  @int({ about: 'those that were or will be; cancelled ones are not among them' }) fairs: number;
  @int() held: number;
  @int() announced: number;
  @int() planned: number;
  @int() cancelled: number;

  static of(part: Part): YearPartDto {
    return { ...part, name: occupations.byCode(part.key)?.name ?? null };
  }
}

export class NewTargetDto {
  @int({ min: 2000, max: 2199 }) year: number;
  @id() nodeId: string;
  @day({ about: 'from which day on it is the target' }) validFrom: string;
  @int({ max: 100_000 }) fairs: number;
  @text({ min: 2, max: 300, about: 'the plan or notice that says so' }) source: string;
}

export class TargetDto extends NewTargetDto {
  static of({ year, nodeId, validFrom, fairs, source }: FairTarget): TargetDto {
    return { year, nodeId, validFrom, fairs, source };
  }
}

export class YearDto {
  @int() fairs: number;
  @int() held: number;
  @int() announced: number;
  @int() planned: number;
  @int() cancelled: number;
  @nested(() => TargetDto, { nullable: true }) target: TargetDto | null;
  @listOf(() => YearPartDto) months: YearPartDto[];
  @listOf(() => YearPartDto) weeks: YearPartDto[];
  @listOf(() => YearPartDto) nodes: YearPartDto[];
  @listOf(() => YearPartDto) themes: YearPartDto[];
  @listOf(() => YearPartDto) campaigns: YearPartDto[];

  static of({ target, ...year }: Year & { target: FairTarget | null }): YearDto {
    const of = (parts: readonly Part[]): YearPartDto[] => parts.map((part) => YearPartDto.of(part));
    const { months, weeks, nodes, themes, campaigns, ...total } = year;
    return {
      ...total,
      target: target && TargetDto.of(target),
      ...{ months: of(months), weeks: of(weeks), nodes: of(nodes), themes: of(themes), campaigns: of(campaigns) },
    };
  }
}

export class FairShortageDto implements Shortage {
  @text() occupationCode: string;
  @text() occupationName: string;
  @int({ about: 'live shortage' }) people: number;
  @int() enterprises: number;
  @int({ about: 'fairs of the next 30 days that are about it' }) fairs: number;
  @int({ about: 'enterprises at fairs of the next 30 days that look for it' }) exhibitors: number;
}

export class LateFairDto implements Late {
  @id() fairId: string;
  @text() fairName: string;
  @day() day: string;
  @id() nodeId: string;
  @oneOf(DEADLINES, 'FairDeadline') kind: Deadline;
  @day() due: string;
}

export class MoveQuery {
  @day({ optional: true, about: 'its own without it' }) day?: string;
  @text({ optional: true, pattern: TIME }) opensAt?: string;
  @text({ optional: true, pattern: TIME }) closesAt?: string;
}

class MoveClashDto {
  @oneOf(CLASH_KINDS, 'FairClashKind') kind: FairClash['kind'];
  @text({ nullable: true }) name: string | null;
  @text({ nullable: true }) from: string | null;
  @text({ nullable: true }) to: string | null;
  @int({ nullable: true }) count: number | null;
  @bool() refused: boolean;
}

export class MovePreviewDto implements MovePreview {
  @listOf(() => MoveClashDto) clashes: FairClash[];
  @listOf('string', { about: 'what the filing would lack then' }) gaps: MovePreview['gaps'];
  @int({ about: 'enterprises that would be asked again' }) asked: number;
  @int({ about: 'enterprises that wait and would be told' }) told: number;
  @int({ about: 'people with a ticket who would be asked whether they still come' }) tickets: number;
  @bool({ about: 'moving it would be refused' }) refused: boolean;
}

export class FeedDto {
  @id() id: string;
  @instant() createdAt: string;
  @text({ nullable: true, about: 'its address, told once, when it is made' }) path: string | null;

  static of({ id, createdAt }: FairFeed, token?: string): FeedDto {
    return { id, createdAt: createdAt.toISOString(), path: token === undefined ? null : `/api/fair-feeds/${token}/calendar` };
  }
}

export class FittingFairDto extends FairDto {
  @oneOf(['occupation', 'industry', 'general'], 'FairFit') why: FittingFair['why'];

  static from({ shown, why }: FittingFair): FittingFairDto {
    return { ...FairDto.of(shown), why };
  }
}

export class InvitationsDto {
  @bool({ about: 'wants to hear of fairs that fit' }) wanted: boolean;
}

export class FairPostDto {
  @id() needId: string;
  @text() title: string;
  @text({ nullable: true }) occupationName: string | null;
  @int({ about: 'still short' }) short: number;
  @int({ nullable: true }) wageFromYuan: number | null;
  @int({ nullable: true }) wageToYuan: number | null;
  @text({ min: 0 }) enterpriseName: string;
  @text() boothNumber: string;

  static of({ need, enterpriseName, boothNumber }: PostAtFair): FairPostDto {
    return {
      ...{ needId: need.id, title: need.title, short: shortageOf(need), enterpriseName, boothNumber },
      occupationName: need.occupationCode ? (occupations.byCode(need.occupationCode)?.name ?? null) : null,
      ...{ wageFromYuan: yuanOf(need.wageFromFen), wageToYuan: yuanOf(need.wageToFen) },
    };
  }
}

export class FairChangeDto {
  @instant() at: string;
  @day({ about: 'what it was before' }) day: string;
  @text() opensAt: string;
  @text() closesAt: string;
  @text() place: string;

  static of({ at, day: before, opensAt, closesAt, place }: FairChange): FairChangeDto {
    return { at: at.toISOString(), day: before, opensAt, closesAt, place };
  }
}
