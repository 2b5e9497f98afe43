import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, MaybeCaller, PageQuery, Resource, type Principal } from '#platform/http';
import { FairMoves } from '../booth/fair-moves.js';
import { FairViews } from '../fair.views.js';
import { FairSearch } from './for-enterprises.js';
import { Invitations } from './invitations.js';
import { FairChangeDto, FairPostDto, FittingFairDto, InvitationsDto } from './year.dto.js';

@Resource('fairs')
export class FairSearchController {
  constructor(
    private readonly search: FairSearch,
    private readonly moves: FairMoves,
    private readonly views: FairViews,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/posts',
    permission: 'public',
    returns: FairPostDto,
    list: true,
    summary: 'Published needs that enterprises show at a fair',
  })
  async posts(@MaybeCaller() who: Principal | null, @Param('id') id: string, @Query() query: PageQuery) {
    const page = await this.search.posts(who, id, query.cursor, query.limit ?? 50);
    return { items: page.items.map((row) => FairPostDto.of(row)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: ':id/changes',
    permission: 'public',
    returns: FairChangeDto,
    array: true,
    summary: 'What an announced fair was before it was moved, the last one first',
  })
  async changes(@MaybeCaller() who: Principal | null, @Param('id') id: string) {
    await this.views.one(who, id);
    return (await this.moves.changes(id)).map((row) => FairChangeDto.of(row));
  }
}

@Resource('fitting-fairs')
export class FittingFairsController {
  constructor(
    private readonly search: FairSearch,
    private readonly invitations: Invitations,
  ) {}

  @Action({
    method: 'GET',
    permission: 'fair.book',
    returns: FittingFairDto,
    array: true,
    summary: 'Open fairs that fit my enterprise, the best reason first; 100 at most',
  })
  async list(@Caller() who: Principal) {
    return (await this.search.fitting(who)).map((row) => FittingFairDto.from(row));
  }

  @Action({
    method: 'GET',
    path: 'invitations',
    permission: 'fair.book',
    returns: InvitationsDto,
    summary: 'Whether we hear of fairs that fit',
  })
  async wanted(@Caller() who: Principal) {
    return { wanted: await this.invitations.wants(who) };
  }

  @Action({
    method: 'PUT',
    path: 'invitations',
    permission: 'fair.book',
    body: InvitationsDto,
    summary: 'Say whether we want to hear of them',
  })
  async setWanted(@Caller() who: Principal, @Body() { wanted }: InvitationsDto) {
    await this.invitations.setWants(who, wanted);
  }
}
