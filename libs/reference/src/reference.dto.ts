import { bool, id, int, listOf, num, text } from '#platform/http';

export class OccupationQuery {
  @text({ optional: true, max: 60, about: 'one’s own words, in Chinese, pinyin or initials' }) q?: string = '';
  @bool({ optional: true, about: 'the groups that the occupations found belong to, instead of them' }) groups?: boolean;
  @int({ optional: true, min: 1, max: 50 }) limit?: number = 20;
}

export class OccupationDto {
  @text() code: string;
  @text() name: string;
  @text({ about: 'names of the classes above it' }) path: string;
  @listOf('string') trades: string[];
}

export class DivisionQuery {
  @text({ optional: true, max: 6, about: 'code of the division above; provinces without it' }) parent?: string;
}

export class DivisionDto {
  @id() code: string;
  @text() name: string;
  @num({ nullable: true }) lng: number | null;
  @num({ nullable: true }) lat: number | null;
}

export class IndustryQuery {
  @text({ optional: true, max: 60 }) q?: string = '';
  @int({ optional: true, min: 1, max: 50 }) limit?: number = 20;
}

export class IndustryDto {
  @text() code: string;
  @text() name: string;
}

export class SkillLevelDto {
  @int() level: number;
  @text() zh: string;
  @text() en: string;
}
