import { Body } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { CompleteDraftsDto, DraftOutcomeDto, DraftProblemDto } from './need-drafts.dto.js';
import { NeedDto } from './need.dto.js';
import { NeedDrafts } from './need.drafts.js';
import { NeedNamer } from './need.names.js';

@Resource('needs')
export class NeedDraftsController {
  constructor(
    private readonly drafts: NeedDrafts,
    private readonly namer: NeedNamer,
  ) {}

  @Action({
    method: 'PATCH',
    path: 'drafts',
    permission: 'need.publish',
    body: CompleteDraftsDto,
    returns: DraftOutcomeDto,
    array: true,
    summary: 'Complete many drafts, each by the rules of a single edit; what is refused of one keeps no other from being saved',
  })
  async complete(@Caller() who: Principal, @Body() body: CompleteDraftsDto): Promise<DraftOutcomeDto[]> {
    const outcomes = await this.drafts.complete(who, CompleteDraftsDto.lines(body), body.publish ?? false);
    const names = await this.namer.of(outcomes.flatMap(({ need }) => need ?? []));
    return outcomes.map(({ id, need, problem }) => ({
      id,
      need: need && NeedDto.of(need, names),
      problem: problem && DraftProblemDto.of(problem, who.locale),
    }));
  }
}
