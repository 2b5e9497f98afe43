import { Body, Param } from '@nestjs/common';
import { Action, Caller, id, instant, int, listOf, nested, oneOf, Resource, text, type Principal } from '#platform/http';
import { TRIP_STATES, type TripState } from '../domain/trip.js';
import { SIGNED_CODE, SIGNED_CODE_LENGTH } from '../worker-link/signed-code.js';
import { HandOvers, type Gate, type GateView, type Received } from './hand-overs.js';

class ReceiveDto {
  @text({ optional: true, nullable: true, max: 60, about: 'who takes the group over' }) receivedBy?: string | null = null;
  @listOf('string', { max: 2_000, about: 'people who are not there' }) missing: string[];

  static received({ receivedBy = null, missing }: ReceiveDto): Received {
    return { receivedBy, missing: [...new Set(missing)] };
  }
}

class HandOverCodeDto {
  @text({ max: SIGNED_CODE_LENGTH, pattern: SIGNED_CODE, about: 'what stands behind the # of the QR at the gate' }) code: string;
}

class ReceiveByCodeDto extends ReceiveDto {
  @text({ max: SIGNED_CODE_LENGTH, pattern: SIGNED_CODE }) code: string;
}

class TakenOverDto {
  @instant() at: string;
  @int() present: number;
  @int() missing: number;
  @text({ nullable: true }) receivedBy: string | null;
}

class HandOverGateDto implements Gate {
  @id() enterpriseId: string;
  @text() name: string;
  @int({ about: 'people who are still expected at its gate, or who are there' }) people: number;
  @text({ nullable: true, about: 'for the QR: /received#<code>; null for who does not run the trip' }) code: string | null;
  @nested(() => TakenOverDto, { nullable: true }) done: TakenOverDto | null;
}

class ExpectedPersonDto {
  @id() lineId: string;
  @text({ about: 'masked' }) name: string;
}

class AtGateDto {
  @text() stationName: string;
  @text() enterpriseName: string;
  @text() fromPlace: string;
  @text() toPlace: string;
  @instant() arriveAt: string;
  @oneOf(TRIP_STATES, 'TripState') state: TripState;
  @int() people: number;
  @nested(() => TakenOverDto, { nullable: true, about: 'when it was confirmed' }) done: TakenOverDto | null;
  @listOf(() => ExpectedPersonDto, { max: 2_000, about: 'none once it was confirmed' }) expected: ExpectedPersonDto[];

  static of({ trip, gate, stationName, people }: GateView): AtGateDto {
    const { fromPlace, toPlace, state } = trip;
    return {
      ...{ stationName, enterpriseName: gate.name, fromPlace, toPlace, state, people: gate.people, done: gate.done },
      ...{ arriveAt: trip.arriveAt.toISOString(), expected: people },
    };
  }
}

@Resource('trips')
export class HandOverController {
  constructor(private readonly handOvers: HandOvers) {}

  @Action({
    method: 'GET',
    path: ':id/hand-overs',
    permission: 'dispatch.read',
    returns: HandOverGateDto,
    array: true,
    summary: 'Enterprises of a trip, and which have taken their people over',
  })
  list(@Caller() who: Principal, @Param('id') tripId: string): Promise<HandOverGateDto[]> {
    return this.handOvers.list(who, tripId);
  }

  @Action({
    method: 'POST',
    path: ':id/receive',
    permission: 'dispatch.confirm',
    body: ReceiveDto,
    returns: AtGateDto,
    summary: 'The enterprise has taken its people over',
  })
  async receive(@Caller() who: Principal, @Param('id') tripId: string, @Body() body: ReceiveDto) {
    return AtGateDto.of(await this.handOvers.confirmAtDesk(who, tripId, ReceiveDto.received(body)));
  }
}

/** At the factory gate: whoever scans the code has no account. */
@Resource('hand-overs')
export class GateController {
  constructor(private readonly handOvers: HandOvers) {}

  @Action({
    method: 'POST',
    path: 'look',
    permission: 'public',
    rate: 'login',
    body: HandOverCodeDto,
    returns: AtGateDto,
    summary: 'Which group a code is of, and who is expected, by family name',
  })
  async look(@Body() { code }: HandOverCodeDto) {
    return AtGateDto.of(await this.handOvers.look(code));
  }

  @Action({
    method: 'POST',
    path: 'confirm',
    permission: 'public',
    rate: 'login',
    body: ReceiveByCodeDto,
    returns: AtGateDto,
    summary: 'The group was taken over at the gate, but for those who are not there; once',
  })
  async confirm(@Body() { code, ...body }: ReceiveByCodeDto) {
    return AtGateDto.of(await this.handOvers.confirm(code, ReceiveDto.received(body)));
  }
}
