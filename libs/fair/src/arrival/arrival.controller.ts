import { Body, Param } from '@nestjs/common';
import { Action, bool, Caller, id, instant, int, listOf, Resource, text, type Principal } from '#platform/http';
import { Arrivals, type ArrivalLine, type ArrivalsView } from './arrivals.js';

class ArrivalLineDto {
  @id() boothId: string;
  @text() number: string;
  @text({ min: 0 }) enterpriseName: string;
  @instant({ nullable: true, about: 'when it came to its booth' }) arrivedAt: string | null;
  @instant({ about: 'until when it is kept for who has not come, once somebody waits' }) claimUntil: string;
  @instant({ nullable: true, about: 'offered to who waited, to be confirmed until then' }) heldUntil: string | null;

  static of({ booth, enterpriseName, arrivedAt, claimUntil }: ArrivalLine): ArrivalLineDto {
    return {
      ...{ boothId: booth.id, number: booth.number, enterpriseName, claimUntil: claimUntil.toISOString() },
      ...{ arrivedAt: arrivedAt?.toISOString() ?? null, heldUntil: booth.heldUntil?.toISOString() ?? null },
    };
  }
}

class ArrivalsDto {
  @int({ about: 'booths that others wait for' }) waiting: number;
  @listOf(() => ArrivalLineDto, { max: 5_000 }) lines: ArrivalLineDto[];

  static of({ waiting, lines }: ArrivalsView): ArrivalsDto {
    return { waiting, lines: lines.map((line) => ArrivalLineDto.of(line)) };
  }
}

class ArrivalDto {
  @bool() arrived: boolean;
}

@Resource('fairs')
export class FairArrivalController {
  constructor(private readonly arrivals: Arrivals) {}

  @Action({
    method: 'GET',
    path: ':id/arrivals',
    permission: 'fair.manage',
    returns: ArrivalsDto,
    summary: 'Which enterprises have come to their booths',
  })
  async list(@Caller() who: Principal, @Param('id') fairId: string): Promise<ArrivalsDto> {
    return ArrivalsDto.of(await this.arrivals.list(who, fairId));
  }
}

@Resource('booths')
export class BoothArrivalController {
  constructor(private readonly arrivals: Arrivals) {}

  @Action({
    method: 'POST',
    path: ':id/arrival',
    permission: 'fair.manage',
    body: ArrivalDto,
    summary: 'Say that its enterprise came, or take that back',
  })
  async mark(@Caller() who: Principal, @Param('id') id: string, @Body() { arrived }: ArrivalDto): Promise<void> {
    await this.arrivals.mark(who, id, arrived);
  }
}
