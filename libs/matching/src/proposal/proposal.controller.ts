import { Body, Injectable, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import { occupations } from '#reference';
import {
  DeclineProposalDto,
  filterOf,
  ProposalChoicesDto,
  ProposalChoicesQuery,
  ProposalDto,
  ProposalQuery,
  type ProposalChoiceDto,
} from '../matching.dto.js';
import { proposalsExport } from '../matching.export.js';
import type { Proposal } from '../matching.entity.js';
import { MatchingNames } from '../matching.names.js';
import type { ProposalFilter } from '../matching.repository.js';
import { RunService } from '../run/run.service.js';
import { ProposalAnswers } from './proposal-answers.js';
import { pairKey, RuleService } from '../rule/rule.service.js';

/** Pages of proposals as people see them: with names, and for staff with what they hold about the pair. */
@Injectable()
export class ProposalPages {
  constructor(
    private readonly matching: RunService,
    private readonly rules: RuleService,
    private readonly names: MatchingNames,
  ) {}

  async of(
    who: Principal,
    filter: ProposalFilter,
    { cursor, limit = 20 }: { cursor?: string; limit?: number },
  ): Promise<{ items: ProposalDto[]; next: string | null }> {
    const page = await this.matching.proposals(who, filter, cursor, limit);
    const names = await this.names.of(page.items);
    const rules = filter.runId ? await this.rules.about(page.items.map(({ needId }) => needId)) : new Map<string, never>();
    return { items: page.items.map((row) => ProposalDto.of(row, names(row), rules.get(pairKey(row)))), next: page.next };
  }

  /** What there is to narrow a list of proposals by, in the order of its names. */
  async choices(who: Principal, runId: string | undefined): Promise<ProposalChoicesDto> {
    const { occupationCodes, enterpriseIds } = await this.matching.proposalChoices(who, { runId });
    const enterprises = await this.names.ofEnterprises(enterpriseIds);
    return {
      occupations: named(occupationCodes, (code) => occupations.byCode(code)?.name ?? code),
      enterprises: named(enterpriseIds, (id) => enterprises.get(id) ?? id),
    };
  }

  async one(row: Proposal): Promise<ProposalDto> {
    return ProposalDto.of(row, (await this.names.of([row]))(row));
  }
}

const named = (values: readonly string[], nameOf: (value: string) => string): ProposalChoiceDto[] =>
  values.map((value) => ({ value, name: nameOf(value) })).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));

@Resource('proposals')
export class ProposalController {
  constructor(
    private readonly pages: ProposalPages,
    private readonly answers: ProposalAnswers,
    private readonly exports: ListExports,
  ) {}

  @Action({ method: 'GET', permission: 'proposal.read', returns: ProposalDto, list: true, summary: 'Proposals that concern me' })
  async list(@Caller() who: Principal, @Query() query: ProposalQuery) {
    return this.pages.of(who, filterOf(query), query);
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'proposal.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All proposals that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: ProposalQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, proposalsExport, query, (asked) => this.list(who, asked));
  }

  @Action({
    method: 'GET',
    path: 'choices',
    permission: 'proposal.read',
    returns: ProposalChoicesDto,
    summary: 'Occupations and enterprises among the proposals that concern me, to choose from',
  })
  choices(@Caller() who: Principal, @Query() query: ProposalChoicesQuery): Promise<ProposalChoicesDto> {
    return this.pages.choices(who, query.run);
  }

  @Action({
    method: 'POST',
    path: ':id/welcome',
    permission: 'proposal.welcome',
    returns: ProposalDto,
    status: 200,
    summary: 'Say that these people would be taken; the supplier is told',
  })
  async welcome(@Caller() who: Principal, @Param('id') id: string) {
    return this.pages.one(await this.answers.welcome(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/decline',
    permission: 'proposal.decline',
    body: DeclineProposalDto,
    returns: ProposalDto,
    status: 200,
    summary: 'Do not want it; the other side is told why',
  })
  async decline(@Caller() who: Principal, @Param('id') id: string, @Body() body: DeclineProposalDto) {
    return this.pages.one(await this.answers.decline(who, id, body.reason));
  }
}
