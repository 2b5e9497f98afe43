import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, PageQuery, Resource, type Principal } from '#platform/http';
import { MatchingNames } from '../matching.names.js';
import { RuleService } from './rule.service.js';
import { NewRuleDto, RuleDto } from '../run/run.dto.js';

@Resource('matching-rules')
export class MatchingRuleController {
  constructor(
    private readonly rules: RuleService,
    private readonly names: MatchingNames,
  ) {}

  @Action({
    method: 'GET',
    permission: 'matching.read',
    returns: RuleDto,
    list: true,
    summary: 'Pairs that are locked or excluded, newest first',
  })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const page = await this.rules.list(who, query.cursor, query.limit ?? 20);
    const names = await this.names.ofRules(page.items);
    return { items: page.items.map((rule) => RuleDto.of(rule, names(rule))), next: page.next };
  }

  @Action({
    method: 'POST',
    permission: 'matching.run',
    body: NewRuleDto,
    returns: RuleDto,
    status: 201,
    summary: 'Lock or exclude a pair for the next runs; takes the place of what was held about it',
  })
  async set(@Caller() who: Principal, @Body() { needId, batchId, kind, note = null }: NewRuleDto) {
    const rule = await this.rules.set(who, { needId, batchId, kind, note });
    return RuleDto.of(rule, (await this.names.ofRules([rule]))(rule));
  }

  @Action({ method: 'DELETE', path: ':id', permission: 'matching.run', summary: 'Lift a lock or an exclusion' })
  async lift(@Caller() who: Principal, @Param('id') id: string): Promise<void> {
    await this.rules.lift(who, id);
  }
}
