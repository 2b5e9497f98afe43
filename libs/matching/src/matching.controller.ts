import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { ApproveDto, ApprovedDto, MatchingRunDto, ProposalDto, ProposalQuery, StartRunDto, UnfilledDto } from './matching.dto.js';
import type { MatchingRun, Proposal } from './matching.entity.js';
import { MatchingNames } from './matching.names.js';
import { MatchingService } from './matching.service.js';

@Resource('matching-runs')
export class MatchingRunController {
  constructor(
    private readonly matching: MatchingService,
    private readonly names: MatchingNames,
  ) {}

  @Action({ method: 'GET', permission: 'matching.read', returns: MatchingRunDto, list: true, summary: 'Matching runs, newest first' })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const page = await this.matching.list(who, query.cursor, query.limit ?? 20);
    const people = await this.names.people(page.items.map((run) => run.startedById));
    return { items: page.items.map((run) => MatchingRunDto.of(run, people.get(run.startedById) ?? null)), next: page.next };
  }

  @Action({ method: 'POST', permission: 'matching.run', body: StartRunDto, returns: MatchingRunDto, status: 202, summary: 'Start a run; it goes on in the background' })
  async start(@Caller() who: Principal, @Body() body: StartRunDto) {
    // Its values are checked with the problem; faults become the run's failure.
    return this.answer(await this.matching.start(who, body.nodeId, (body.weights ?? {})));
  }

  @Action({ method: 'GET', path: ':id', permission: 'matching.read', returns: MatchingRunDto, summary: 'One run' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(await this.matching.one(who, id));
  }

  @Action({ method: 'POST', path: ':id/cancel', permission: 'matching.run', returns: MatchingRunDto, status: 200, summary: 'Cancel a run that waits or runs' })
  async cancel(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(await this.matching.cancel(who, id));
  }

  @Action({ method: 'GET', path: ':id/proposals', permission: 'matching.read', returns: ProposalDto, list: true, summary: 'What a run proposes' })
  async proposals(@Caller() who: Principal, @Param('id') id: string, @Query() query: ProposalQuery) {
    const page = await this.matching.proposals(who, { runId: id, state: query.state, batchId: query.batch }, query.cursor, query.limit ?? 20);
    return named(page, await this.names.of(page.items));
  }

  @Action({ method: 'GET', path: ':id/unfilled', permission: 'matching.read', returns: UnfilledDto, list: true, summary: 'Needs that stay unfilled, why, and what would help' })
  async unfilled(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.matching.unfilled(who, id, Number(query.cursor ?? 0) || 0, query.limit ?? 20);
    const titles = await this.names.titles(page.items.map((row) => row.need));
    return { items: page.items.map((row) => UnfilledDto.of(row, titles.get(row.need) ?? '')), next: page.next };
  }

  @Action({ method: 'POST', path: ':id/approve', permission: 'matching.run', body: ApproveDto, returns: ApprovedDto, status: 200, summary: 'Send proposals to their suppliers' })
  async approve(@Caller() who: Principal, @Param('id') id: string, @Body() body: ApproveDto) {
    return this.matching.approve(who, id, body.proposalIds);
  }

  private async answer(run: MatchingRun): Promise<MatchingRunDto> {
    return MatchingRunDto.of(run, (await this.names.people([run.startedById])).get(run.startedById) ?? null);
  }
}

@Resource('proposals')
export class ProposalController {
  constructor(
    private readonly matching: MatchingService,
    private readonly names: MatchingNames,
  ) {}

  @Action({ method: 'GET', permission: 'proposal.read', returns: ProposalDto, list: true, summary: 'Proposals that concern me' })
  async list(@Caller() who: Principal, @Query() query: ProposalQuery) {
    const page = await this.matching.proposals(who, { state: query.state, batchId: query.batch }, query.cursor, query.limit ?? 20);
    return named(page, await this.names.of(page.items));
  }
}

const named = (page: { items: Proposal[]; next: string | null }, names: Awaited<ReturnType<MatchingNames['of']>>) => ({
  items: page.items.map((row) => ProposalDto.of(row, names(row))),
  next: page.next,
});
