import { bool, id, instant, int, listOf, nested, num, oneOf, PageQuery, text } from '#platform/http';
import { CATALOGUE_STATES, type CatalogueState } from './catalogue.entity.js';
import { FIGURES, type Figure } from '#reference';
import { CHANGES, type Change } from './domain/figures/change.js';
import { GRADES, type Grade } from './domain/figures/grade.js';

const share = { min: 0, max: 1 };
const nullable = { nullable: true };

export class CatalogueOccupationQuery extends PageQuery {
  @text({ optional: true, max: 40, about: 'Chinese, pinyin or initials: 电焊, hangong, dh' }) q?: string;
  @int({ optional: true, min: 1, max: 4, about: 'level of the code: 1 major group … 4 occupation; 4 when left out' }) depth?: number;
  @text({ optional: true, max: 16, about: 'an occupation code of any level: it and what is below it' }) within?: string;
  @id({ optional: true, about: 'county or zone' }) county?: string;
  @int({ optional: true, max: 8, about: 'skill level asked, 0 for none' }) level?: number;
}

export class ResponseDto {
  @int({ about: 'enterprises in the frame' }) population: number;
  @int({ about: 'asked' }) sampled: number;
  @int({ about: 'answered' }) responded: number;
  @num({ ...share, about: 'answered / asked' }) responseRate: number;
  @num({ ...share, about: 'answered / frame' }) coverage: number;
}

/** A figure that has no occupation: the total, or of one county, level, industry or size. */
export class SideFigureDto {
  @text() table: string;
  @id(nullable) county: string | null;
  @text(nullable) countyName: string | null;
  @int({ ...nullable, max: 8 }) level: number | null;
  @text(nullable) industry: string | null;
  @text(nullable) industryName: string | null;
  @text(nullable) size: string | null;
  @bool() withheld: boolean;
  @int(nullable) estimate: number | null;
  @int({ ...nullable, about: '95 % interval' }) low: number | null;
  @int(nullable) high: number | null;
  @num({ ...nullable, about: 'posts per seeker, of skill levels only' }) ratio: number | null;
}

export class CatalogueDto {
  @text() quarter: string;
  @int({ about: 'version of the frozen answers that it rests on' }) version: number;
  @oneOf(FIGURES, 'Figure') figure: Figure;
  @instant() asOf: string;
  @instant() publishedAt: string;
  @nested(() => ResponseDto) response: ResponseDto;
  @nested(() => SideFigureDto) total: SideFigureDto;
  @int({ about: 'occupations and groups, withheld ones included' }) occupations: number;
}

export class PlaceDto {
  @id() id: string;
  @text() name: string;
}

export class RankWeightsDto {
  @num(share) gap: number;
  @num(share) divisions: number;
}

export class CatalogueDetailDto extends CatalogueDto {
  @text({ about: 'SHA-256 of the frozen answers' }) digest: string;
  @text({ about: 'SHA-256 of the figures' }) seal: string;
  @bool({ about: 'a correction came after the publication; the figures here stay what they were' }) correctedSince: boolean;
  @nested(() => RankWeightsDto) rankWeights: RankWeightsDto;
  @int({ about: 'figures of fewer enterprises are withheld' }) withholdBelow: number;
  @int({ about: 'occupations of level 4 that are withheld' }) withheldOccupations: number;
  @listOf(() => SideFigureDto) sides: SideFigureDto[];
  @listOf(() => PlaceDto) counties: PlaceDto[];
  @listOf(() => PlaceDto, { about: 'on the list of the quarter before, not on this one; id is the code' }) left: PlaceDto[];
}

export class FigurePartDto {
  @bool() withheld: boolean;
  @int(nullable) estimate: number | null;
}

export class CatalogueLineDto {
  @text() code: string;
  @text() name: string;
  @int({ max: 4 }) depth: number;
  @bool() withheld: boolean;
  @int({ ...nullable, about: 'people short, over all enterprises' }) estimate: number | null;
  @int({ ...nullable, about: '95 % interval' }) low: number | null;
  @int(nullable) high: number | null;
  @int(nullable) enterprises: number | null;
  @num({ ...nullable, ...share, about: 'short / needed in all' }) shortageRate: number | null;
  @num({ ...nullable, about: 'posts per seeker' }) ratio: number | null;
  @int(nullable) divisions: number | null;
  @int(nullable) rank: number | null;
  @num(nullable) score: number | null;
  @oneOf(CHANGES, 'CatalogueChange', nullable) change: Change | null;
  @oneOf(GRADES, 'ShortageGrade') grade: Grade;
  @int({ ...nullable, about: 'on the list in a row, this quarter included' }) quarters: number | null;
  @int({ ...nullable, about: 'median, yuan a month' }) wageYuan: number | null;
  @text(nullable) mainReason: string | null;
  @nested(() => FigurePartDto, { ...nullable, about: 'of the county or level asked for' }) part: FigurePartDto | null;
}

class Stated {
  @text() quarter: string;
  @int() version: number;
  @oneOf(FIGURES, 'Figure') figure: Figure;
  @instant() asOf: string;
}

export class CatalogueLinesDto extends Stated {
  @listOf(() => CatalogueLineDto) items: CatalogueLineDto[];
  @text(nullable) next: string | null;
  @int() total: number;
}

export class OccupationFigureDto {
  @text({ about: 'occupation_county, occupation_level, occupation_county_level or province' }) table: string;
  @id(nullable) county: string | null;
  @text(nullable) countyName: string | null;
  @int({ ...nullable, max: 8 }) level: number | null;
  @text(nullable) industry: string | null;
  @text(nullable) industryName: string | null;
  @oneOf(['yes', 'no'], 'AboveScale', { ...nullable, about: '规上' }) aboveScale: 'yes' | 'no' | null;
  @bool() withheld: boolean;
  @int(nullable) estimate: number | null;
  @num({ ...nullable, ...share }) shortageRate: number | null;
}

export class CatalogueOccupationDto extends Stated {
  @nested(() => CatalogueLineDto) line: CatalogueLineDto;
  @listOf(() => OccupationFigureDto, { max: 100_000 }) figures: OccupationFigureDto[];
}

export class TrendPointDto {
  @text() quarter: string;
  @nested(() => CatalogueLineDto, { ...nullable, about: 'null for a quarter whose list does not have it' }) line: CatalogueLineDto | null;
}

export class OccupationTrendDto {
  @text() code: string;
  @text() name: string;
  @oneOf(FIGURES, 'Figure') figure: Figure;
  @listOf(() => TrendPointDto, { about: 'published quarters, earliest first' }) points: TrendPointDto[];
}

export class CatalogueVersionQuery extends PageQuery {
  @id({ optional: true, about: 'survey round' }) round?: string;
}

export class CatalogueVersionDto {
  @id() id: string;
  @text() quarter: string;
  @int() version: number;
  @oneOf(CATALOGUE_STATES, 'CatalogueState') state: CatalogueState;
  @instant() madeAt: string;
  @int() occupations: number;
  @nested(() => SideFigureDto) total: SideFigureDto;
  @nested(() => ResponseDto) response: ResponseDto;
}

export class TraceQuery extends PageQuery {
  @text({ optional: true, max: 16, about: 'occupation code of any level' }) occupation?: string;
  @id({ optional: true, about: 'county or zone' }) county?: string;
  @int({ optional: true, max: 8 }) level?: number;
  @text({ optional: true, max: 8, about: 'industry division' }) industry?: string;
  @text({ optional: true, max: 8 }) size?: string;
  @oneOf(['yes', 'no'], 'AboveScale', { optional: true }) aboveScale?: 'yes' | 'no';
}

/** One answer behind a figure. */
export class TraceRowDto {
  @id() enterpriseId: string;
  @text() enterpriseName: string;
  @text() countyName: string;
  @text() occupation: string;
  @text() occupationName: string;
  @int({ max: 8 }) level: number;
  @int() short: number;
  @int() neededInAll: number;
  @num({ about: 'enterprises that the answer stands for' }) weight: number;
  @num({ about: 'short × weight: what it adds to the figure' }) adds: number;
  @text(nullable) reason: string | null;
  @id({ ...nullable, about: 'the need of the ledger' }) needId: string | null;
}

export class TraceDto {
  @text() quarter: string;
  @int() version: number;
  @oneOf(FIGURES, 'Figure') figure: Figure;
  @num({ about: 'sum of what is within reach, not rounded' }) sum: number;
  @int({ about: 'answers within reach' }) total: number;
  @int() enterprises: number;
  @bool({ about: 'false: answers of other counties are behind the figure as well' }) whole: boolean;
  @listOf(() => TraceRowDto) items: TraceRowDto[];
  @text(nullable) next: string | null;
}

export class PreviewTableDto {
  @text({ about: 'occupation, occupation_county, occupation_level, occupation_county_level or province' }) table: string;
  @int() figures: number;
  @int({ about: 'of them not to be published' }) withheld: number;
}

export class PreviewLineDto {
  @text() code: string;
  @text() name: string;
  @int() rank: number;
  @int() estimate: number;
  @int() low: number;
  @int() high: number;
}

/** The catalogue of a closed round as it would be published now. */
export class CataloguePreviewDto {
  @text() quarter: string;
  @int() version: number;
  @int() population: number;
  @int() sampled: number;
  @int() responded: number;
  @int({ nullable: true, about: 'people short over all enterprises; null when withheld' }) estimate: number | null;
  @int({ nullable: true }) low: number | null;
  @int({ nullable: true }) high: number | null;
  @int({ about: 'smallest number of enterprises that a figure needs' }) withholdBelow: number;
  @listOf(() => PreviewTableDto) tables: PreviewTableDto[];
  @listOf(() => PreviewLineDto, { about: 'best rank first, at most 20' }) top: PreviewLineDto[];
}
