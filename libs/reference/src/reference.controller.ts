import { Query } from '@nestjs/common';
import { Action, Resource } from '#platform/http';
import { DivisionDto, DivisionQuery, IndustryDto, IndustryQuery, OccupationDto, OccupationQuery, SkillLevelDto } from './reference.dto.js';
import { skillLevels } from './domain/skill-levels.js';
import { divisions, industries, matchTitle, occupations } from './tables.js';

const asDto = (code: string): OccupationDto[] => {
  const occupation = occupations.byCode(code);
  if (!occupation) return [];
  const path = occupations
    .parents(code)
    .flatMap((parent) => occupations.byCode(parent)?.name ?? [])
    .join(' › ');
  return [{ code, name: occupation.name, path, trades: [...occupation.trades] }];
};

/** The group (中类) that an occupation belongs to. */
const groupOf = (code: string): string[] => occupations.parents(code).filter((parent) => occupations.byCode(parent)?.level === GROUP);
const GROUP = 2;

@Resource('reference')
export class ReferenceController {
  @Action({
    method: 'GET',
    path: 'occupations',
    permission: 'public',
    returns: OccupationDto,
    list: true,
    summary: 'Occupations for one’s own words, best first',
  })
  occupations(@Query() query: OccupationQuery) {
    const words = query.q ?? '';
    const limit = query.limit ?? 20;
    const matched = words ? matchTitle(words).candidates.map((candidate) => candidate.code) : [];
    const searched = words ? occupations.search(words, limit).map((hit) => hit.code) : [];
    const postable = [...new Set([...matched, ...searched])].filter((code) => occupations.isPostable(code));
    const codes = query.groups ? [...new Set(postable.flatMap(groupOf))] : postable;
    return { items: codes.slice(0, limit).flatMap(asDto), next: null };
  }

  @Action({
    method: 'GET',
    path: 'divisions',
    permission: 'public',
    returns: DivisionDto,
    list: true,
    summary: 'Divisions of GB/T 2260 below another one',
  })
  divisions(@Query() query: DivisionQuery) {
    const items = divisions.children(query.parent ?? null).map(({ code, name, lng, lat }) => ({ code, name, lng, lat }));
    return { items, next: null };
  }

  @Action({
    method: 'GET',
    path: 'industries',
    permission: 'public',
    returns: IndustryDto,
    list: true,
    summary: 'Industries of GB/T 4754-2017',
  })
  industries(@Query() query: IndustryQuery) {
    const found = query.q ? industries.search(query.q, query.limit ?? 20) : industries.children(null);
    return { items: found.map(({ code, name }) => ({ code, name })), next: null };
  }

  @Action({
    method: 'GET',
    path: 'skill-levels',
    permission: 'public',
    returns: SkillLevelDto,
    array: true,
    summary: 'The eight grades, and none asked',
  })
  levels(): SkillLevelDto[] {
    return skillLevels.map(({ level, zh, en }) => ({ level, zh, en }));
  }
}
