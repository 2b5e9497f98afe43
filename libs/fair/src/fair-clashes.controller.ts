import { Query } from '@nestjs/common';
import { Action, bool, Caller, day, id, int, oneOf, Resource, text, type Principal } from '#platform/http';
import { CLASH_KINDS, FairClashes, type FairClash } from './fair-clashes.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

class FairClashQuery {
  @day() day: string;
  @text({ pattern: TIME }) opensAt: string;
  @text({ pattern: TIME }) closesAt: string;
  @id({ optional: true }) room?: string;
  @int({ optional: true, max: 10_000 }) boothCount?: number;
  @id({ optional: true, about: 'the fair that is being changed' }) except?: string;
}

class FairClashDto implements FairClash {
  @oneOf(CLASH_KINDS, 'FairClashKind') kind: FairClash['kind'];
  @text({ nullable: true, about: 'the other fair, the enterprise or the holiday' }) name: string | null;
  @text({ nullable: true }) from: string | null;
  @text({ nullable: true }) to: string | null;
  @int({ nullable: true }) count: number | null;
  @bool({ about: 'saving it would be refused' }) refused: boolean;
}

@Resource('fair-clashes')
export class FairClashesController {
  constructor(private readonly clashes: FairClashes) {}

  @Action({
    method: 'GET',
    permission: 'fair.manage',
    returns: FairClashDto,
    array: true,
    summary: 'What would stand against a fair then and there',
  })
  list(@Caller() who: Principal, @Query() { room, except, boothCount, ...when }: FairClashQuery): Promise<FairClash[]> {
    return this.clashes.of(who, { ...when, boothCount, roomId: room, fairId: except });
  }
}
