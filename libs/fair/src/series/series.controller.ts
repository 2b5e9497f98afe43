import { Body } from '@nestjs/common';
import { Action, bool, Caller, day, id, int, listOf, nested, oneOf, Resource, text, type Principal } from '#platform/http';
import { CLASH_KINDS, type FairClash } from '../fair-clashes.js';
import { NewFairDto, newFairOf } from '../fair.dto.js';
import { problems } from '../fair.problems.js';
import { SeriesPlans, type SeriesDay, type SeriesWish } from './series.service.js';

class SeriesDto {
  @nested(() => NewFairDto, { optional: true, about: 'what each of them is; its day is the first one' }) plan?: NewFairDto;
  @id({ optional: true, about: 'a fair that each of them is a copy of, but for registrations and permit' }) copyOfId?: string;
  @listOf('string', { optional: true, max: 1_000, about: 'the days; or everyWeeks and until' }) days?: string[];
  @int({ optional: true, min: 1, max: 52, about: '1 for every week, 2 for every fortnight' }) everyWeeks?: number;
  @day({ optional: true, about: 'the last day that may be one of them' }) until?: string;
  @listOf('string', { optional: true, max: 1_000, about: 'days without one' }) without?: string[];
}

class SeriesClashDto {
  @oneOf(CLASH_KINDS, 'FairClashKind') kind: FairClash['kind'];
  @text({ nullable: true }) name: string | null;
  @text({ nullable: true }) from: string | null;
  @text({ nullable: true }) to: string | null;
  @int({ nullable: true }) count: number | null;
  @bool({ about: 'planning it would be refused' }) refused: boolean;
}

class SeriesDayDto implements SeriesDay {
  @day() day: string;
  @listOf(() => SeriesClashDto) clashes: FairClash[];
}

class PlannedSeriesDto {
  @id({ nullable: true, about: 'null for a single fair' }) seriesId: string | null;
  @listOf('string', { about: 'fairs in the order of their days' }) fairIds: string[];
}

@Resource('fair-series')
export class SeriesController {
  constructor(private readonly series: SeriesPlans) {}

  @Action({
    method: 'POST',
    path: 'preview',
    permission: 'fair.manage',
    body: SeriesDto,
    returns: SeriesDayDto,
    array: true,
    status: 200,
    summary: 'Which days a series comes to, and what stands against each; nothing is saved',
  })
  preview(@Caller() who: Principal, @Body() body: SeriesDto): Promise<SeriesDay[]> {
    return this.series.preview(who, wishOf(body));
  }

  @Action({
    method: 'POST',
    permission: 'fair.manage',
    body: SeriesDto,
    returns: PlannedSeriesDto,
    status: 201,
    summary: 'Plan a series or copies of a fair, all or none',
  })
  async plan(@Caller() who: Principal, @Body() body: SeriesDto): Promise<PlannedSeriesDto> {
    const made = await this.series.plan(who, wishOf(body));
    return { seriesId: made[0]?.seriesId ?? null, fairIds: made.map((fair) => fair.id) };
  }
}

const wishOf = ({ plan, copyOfId, without, ...days }: SeriesDto): SeriesWish => {
  const rest = { ...days, except: without };
  if (copyOfId !== undefined) return { ...rest, fair: { copyOf: copyOfId } };
  if (!plan) throw problems('fair.series_rule');
  return { ...rest, fair: newFairOf(plan) };
};
