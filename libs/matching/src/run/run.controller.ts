import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { afterKey, CompareService, paged } from './compare.service.js';
import { ApproveDto, ApprovedDto, filterOf, ProposalDto, ProposalQuery, UnfilledDto } from '../matching.dto.js';
import type { MatchingRun } from '../matching.entity.js';
import { proposalsExport, runsExport, unfilledExport } from '../matching.export.js';
import { MatchingNames } from '../matching.names.js';
import { RunService } from './run.service.js';
import { PreviewService } from './preview.service.js';
import { ProposalPages } from '../proposal/proposal.controller.js';
import {
  ChangedNeedDto,
  CompareNeedsQuery,
  CompareQuery,
  ComparisonDto,
  EmptyEnterpriseDto,
  MatchingRunDto,
  PreviewDto,
  PreviewQuery,
  RunSummaryDto,
  StartRunDto,
  UnfilledQuery,
} from './run.dto.js';

@Resource('matching-runs')
export class MatchingRunController {
  constructor(
    private readonly matching: RunService,
    private readonly previews: PreviewService,
    private readonly comparisons: CompareService,
    private readonly pages: ProposalPages,
    private readonly names: MatchingNames,
    private readonly exports: ListExports,
  ) {}

  @Action({ method: 'GET', permission: 'matching.read', returns: MatchingRunDto, list: true, summary: 'Matching runs, newest first' })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const page = await this.matching.list(who, query.cursor, query.limit ?? 20);
    const people = await this.names.people(page.items.map((run) => run.startedById));
    return { items: page.items.map((run) => MatchingRunDto.of(run, people.get(run.startedById) ?? null)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'matching.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All matching runs, as a workbook',
  })
  takeRuns(@Caller() who: Principal, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, runsExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'POST',
    permission: 'matching.run',
    body: StartRunDto,
    returns: MatchingRunDto,
    status: 202,
    summary: 'Start a run; it goes on in the background',
  })
  async start(@Caller() who: Principal, @Body() body: StartRunDto) {
    return this.answer(await this.matching.start(who, body.nodeId, body.weights ?? {}));
  }

  @Action({
    method: 'GET',
    path: 'preview',
    permission: 'matching.run',
    returns: PreviewDto,
    summary: 'What a run would use if it began now, and what it would leave out',
  })
  async preview(@Caller() who: Principal, @Query() query: PreviewQuery) {
    return PreviewDto.of(await this.previews.of(who, query.node, {}));
  }

  @Action({
    method: 'POST',
    path: 'preview',
    permission: 'matching.run',
    body: StartRunDto,
    returns: PreviewDto,
    status: 200,
    summary: 'The same with other weights: checked, and whether first tiers then come first for certain',
  })
  async previewWith(@Caller() who: Principal, @Body() body: StartRunDto) {
    return PreviewDto.of(await this.previews.of(who, body.nodeId, body.weights ?? {}));
  }

  @Action({
    method: 'GET',
    path: 'compare',
    permission: 'matching.read',
    returns: ComparisonDto,
    summary: 'Two finished runs side by side',
  })
  async compare(@Caller() who: Principal, @Query() query: CompareQuery) {
    const both = await this.comparisons.of(who, query);
    return ComparisonDto.of(
      both,
      await this.names.ofSummary(
        both.counties.map(({ nodeId }) => nodeId),
        both.suppliers.map(({ supplierId }) => supplierId),
      ),
    );
  }

  @Action({
    method: 'GET',
    path: 'compare/needs',
    permission: 'matching.read',
    returns: ChangedNeedDto,
    list: true,
    summary: 'Needs to which two runs propose different people',
  })
  async compareNeeds(@Caller() who: Principal, @Query() query: CompareNeedsQuery) {
    const page = await this.comparisons.needs(who, query, query.cursor, query.limit ?? 20);
    const names = await this.names.ofNeeds(page.items.map((row) => row.needId));
    return { items: page.items.map((row) => ChangedNeedDto.of(row, names(row.needId))), next: page.next };
  }

  @Action({ method: 'GET', path: ':id', permission: 'matching.read', returns: MatchingRunDto, summary: 'One run' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(await this.matching.one(who, id));
  }

  @Action({
    method: 'GET',
    path: ':id/summary',
    permission: 'matching.read',
    returns: RunSummaryDto,
    summary: 'A run by county and by supplier, and how many enterprises get nobody',
  })
  async summary(@Caller() who: Principal, @Param('id') id: string) {
    const { summary } = await this.matching.one(who, id);
    const names = await this.names.ofSummary(
      (summary?.counties ?? []).map(({ nodeId }) => nodeId),
      (summary?.suppliers ?? []).map(({ supplierId }) => supplierId),
    );
    return RunSummaryDto.of(summary, names);
  }

  @Action({
    method: 'GET',
    path: ':id/empty-enterprises',
    permission: 'matching.read',
    returns: EmptyEnterpriseDto,
    list: true,
    summary: 'Enterprises that asked and get nobody',
  })
  async empty(@Caller() who: Principal, @Param('id') id: string, @Query() query: PageQuery) {
    const page = paged(
      await this.matching.empty(who, id, afterKey(query.cursor), (query.limit ?? 20) + 1),
      query.limit ?? 20,
      (row) => row.enterpriseId,
    );
    const names = await this.names.ofEnterprises(page.items.map((row) => row.enterpriseId));
    return { items: page.items.map((row) => EmptyEnterpriseDto.of(row, names.get(row.enterpriseId) ?? '')), next: page.next };
  }

  @Action({
    method: 'POST',
    path: ':id/cancel',
    permission: 'matching.run',
    returns: MatchingRunDto,
    status: 200,
    summary: 'Cancel a run that waits or runs',
  })
  async cancel(@Caller() who: Principal, @Param('id') id: string) {
    return this.answer(await this.matching.cancel(who, id));
  }

  @Action({
    method: 'GET',
    path: ':id/proposals',
    permission: 'matching.read',
    returns: ProposalDto,
    list: true,
    summary: 'What a run proposes',
  })
  async proposals(@Caller() who: Principal, @Param('id') id: string, @Query() query: ProposalQuery) {
    return this.pages.of(who, { runId: id, ...filterOf(query) }, query);
  }

  @Action({
    method: 'GET',
    path: ':id/proposals/export',
    permission: 'matching.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All of what a run proposes that the filter finds, as a workbook',
  })
  take(@Caller() who: Principal, @Param('id') id: string, @Query() query: ProposalQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, proposalsExport, query, (asked) => this.proposals(who, id, asked));
  }

  @Action({
    method: 'GET',
    path: ':id/unfilled',
    permission: 'matching.read',
    returns: UnfilledDto,
    list: true,
    summary: 'Needs that stay unfilled, why, and what would help',
  })
  async unfilled(@Caller() who: Principal, @Param('id') id: string, @Query() query: UnfilledQuery) {
    const page = await this.matching.unfilled(
      who,
      id,
      { reason: query.reason, enterpriseId: query.enterprise },
      query.cursor,
      query.limit ?? 20,
    );
    const names = await this.names.ofNeeds(page.items.map((row) => row.needId));
    return { items: page.items.map((row) => UnfilledDto.of(row, names(row.needId))), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/unfilled/export',
    permission: 'matching.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All needs that stay unfilled and that the filter finds, as a workbook',
  })
  takeUnfilled(
    @Caller() who: Principal,
    @Param('id') id: string,
    @Query() query: UnfilledQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.answer(reply, who, unfilledExport, query, (asked) => this.unfilled(who, id, asked));
  }

  @Action({
    method: 'POST',
    path: ':id/approve',
    permission: 'matching.run',
    body: ApproveDto,
    returns: ApprovedDto,
    status: 200,
    summary: 'Send proposals to their suppliers and enterprises',
  })
  async approve(@Caller() who: Principal, @Param('id') id: string, @Body() body: ApproveDto) {
    return this.matching.approve(who, id, body.proposalIds);
  }

  private async answer(run: MatchingRun): Promise<MatchingRunDto> {
    return MatchingRunDto.of(
      run,
      (await this.names.people([run.startedById])).get(run.startedById) ?? null,
      await this.matching.progress(run),
    );
  }
}
