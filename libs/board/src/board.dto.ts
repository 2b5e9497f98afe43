import { bool, day, id, instant, int, listOf, oneOf, PageQuery, text } from '#platform/http';
import { NEED_STATES, PublicPostingAnswer, type NeedState } from '#need';
import { FIGURES, type Figure } from '#reference';
import { BOARD_SORTS, type BoardSort } from './domain/board-query.js';

export class BoardQuery extends PageQuery {
  @text({ optional: true, max: 60, about: 'each word an occupation, title, employer or place: 寿光 电焊, hangong, dh, welder' }) q?: string;
  @text({ optional: true, max: 16, about: 'occupation code of any level' }) occupation?: string;
  @int({ optional: true, max: 8, about: 'skill level asked, 0 for none' }) level?: number;
  @id({ optional: true, about: 'organisation node with its subtree' }) node?: string;
  @int({ optional: true, max: 1_000_000, about: 'lowest wage, yuan a month' }) wageFrom?: number;
  @day({ optional: true, about: 'one can start by this day' }) startBy?: string;
  @bool({ optional: true, about: 'with or without lodging' }) lodging?: boolean;
  @oneOf(BOARD_SORTS, 'BoardSort', { optional: true }) sort?: BoardSort;
}

export class BoardRowDto {
  @text() code: string;
  @text() name: string;
  @int() shortage: number;
  @int() posts: number;
  @int() enterprises: number;
  @int({ nullable: true }) wageFromYuan: number | null;
  @int({ nullable: true }) wageToYuan: number | null;
  @instant({ nullable: true }) confirmedAt: string | null;
}

/** What every answer of the board says about its figures. */
class Stated {
  @oneOf(FIGURES, 'Figure') figure: Figure;
  @instant() asOf: string;
  @int() shortage: number;
  @int() posts: number;
  @int() enterprises: number;
}

export class BoardPageDto extends Stated {
  @listOf(() => BoardRowDto) items: BoardRowDto[];
  @text({ nullable: true }) next: string | null;
  @int({ about: 'occupations found in all' }) total: number;
}

export class RegionSumDto {
  @id() nodeId: string;
  @text() name: string;
  @int() shortage: number;
  @int() enterprises: number;
}

export class OccupationSumDto {
  @text() code: string;
  @text() name: string;
  @int() shortage: number;
  @int() enterprises: number;
}

export class BoardSummaryDto extends Stated {
  @int({ about: 'posts not confirmed for a survey period + 14 days: shown, not counted' }) stalePosts: number;
  @listOf(() => RegionSumDto) regions: RegionSumDto[];
  @listOf(() => OccupationSumDto, { about: 'the most short, at most 30' }) occupations: OccupationSumDto[];
}

export class LevelSumDto {
  @int({ max: 8 }) level: number;
  @int() shortage: number;
}

export class OccupationFiguresDto extends Stated {
  @text() code: string;
  @text() name: string;
  @listOf(() => LevelSumDto) levels: LevelSumDto[];
  @listOf(() => RegionSumDto) regions: RegionSumDto[];
}

export class PostDto extends PublicPostingAnswer {
  @id() id: string;
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @text({ nullable: true }) occupationName: string | null;
  @id() nodeId: string;
  @text() nodeName: string;
  @oneOf(FIGURES, 'Figure') figure: Figure;
  @int() shortage: number;
  @instant() confirmedAt: string;
  @oneOf(NEED_STATES, 'NeedState') state: NeedState;
  @bool({ about: 'false: a staffing agency that names no client, out of the figures' }) inFigures: boolean;
}

export class PostPageDto extends Stated {
  @listOf(() => PostDto) items: PostDto[];
  @text({ nullable: true }) next: string | null;
  @int({ about: 'posts found in all, stale ones included' }) total: number;
}
