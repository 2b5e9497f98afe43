import { Body } from '@nestjs/common';
import { Action, Caller, id, int, listOf, oneOf, Resource, text, type Principal } from '#platform/http';
import type { Says } from '../domain/retention.js';
import { OpenLinkDto } from '../worker-link/worker-link.dto.js';
import { WorkerSays, type MyCheck } from './worker-says.js';

const SAYS = ['stayed', 'left'] as const;

class CheckLinksDto {
  @listOf('string', { min: 1, max: 500, about: 'checks that are due' }) ids: string[];
}

class CheckLinkDto {
  @id() checkId: string;
  @text({ about: 'behind the # of /my' }) code: string;
}

class MyAnswerDto extends OpenLinkDto {
  @oneOf(SAYS, 'RetentionAnswer') says: Says;
}

class MyCheckDto {
  @text() enterpriseName: string;
  @int() days: number;
  @text() dueOn: string;
  @oneOf(SAYS, 'RetentionAnswer', { nullable: true, about: 'what they have said; null: nothing yet' }) says: Says | null;

  static of({ check, enterpriseName }: MyCheck): MyCheckDto {
    return { enterpriseName, days: check.days, dueOn: check.dueOn, says: check.workerSays };
  }
}

@Resource('retention-links')
export class CheckLinkController {
  constructor(private readonly says: WorkerSays) {}

  @Action({
    method: 'POST',
    permission: 'dispatch.retention_link',
    body: CheckLinksDto,
    returns: CheckLinkDto,
    array: true,
    summary: 'Links by which people say themselves whether they are still there; each opens for the last four signs of the ID number',
  })
  async make(@Caller() who: Principal, @Body() { ids }: CheckLinksDto): Promise<CheckLinkDto[]> {
    return [...(await this.says.codes(who, ids))].map(([checkId, code]) => ({ checkId, code }));
  }
}

/** For who was brought, and has no account. */
@Resource('my-check')
export class MyCheckController {
  constructor(private readonly says: WorkerSays) {}

  @Action({
    method: 'POST',
    permission: 'public',
    rate: 'login',
    body: OpenLinkDto,
    returns: MyCheckDto,
    summary: 'What is asked of whoever was given the link and types the last four signs of the ID number',
  })
  async open(@Body() { code, lastFour }: OpenLinkDto) {
    return MyCheckDto.of(await this.says.mine(code, lastFour));
  }

  @Action({
    method: 'POST',
    path: 'answer',
    permission: 'public',
    rate: 'login',
    body: MyAnswerDto,
    returns: MyCheckDto,
    summary: 'They say, once, whether they are still there; what the employer says stays beside it',
  })
  async answer(@Body() { code, lastFour, says }: MyAnswerDto) {
    return MyCheckDto.of(await this.says.say(code, lastFour, says));
  }
}
