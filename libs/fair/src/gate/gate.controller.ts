import { Body, Param } from '@nestjs/common';
import { Action, bool, Caller, id, int, listOf, Resource, text, type Principal } from '#platform/http';
import { GateService, type GateView, type RoomNow } from './gate.service.js';

/** Of the limit, from which on people at the gates are warned. */
const NEARLY_FULL = 0.9;

class NewGateDto {
  @text({ max: 40, about: '2 号门' }) name: string;
  @id({ optional: true, nullable: true, about: 'the room it leads to; that of the fair when left out' }) roomId?: string | null;
}

class GateDto {
  @id() id: string;
  @text() name: string;
  @text({ nullable: true }) roomName: string | null;
  @int({ min: -1_000_000, about: 'people inside now who came in by it' }) inside: number;
  @int({ about: 'people who came in here first' }) entered: number;

  static of({ gate: { id, name, inside, entered }, roomName }: GateView): GateDto {
    return { id, name, roomName, inside, entered };
  }
}

class RoomNowDto {
  @id({ nullable: true }) roomId: string | null;
  @text({ nullable: true }) name: string | null;
  @int({ min: -1_000_000 }) inside: number;
  @int({ nullable: true, about: 'people who may be inside at once' }) limit: number | null;
  @bool({ about: 'nine tenths of the limit are inside' }) nearlyFull: boolean;

  static of(room: RoomNow): RoomNowDto {
    return { ...room, nearlyFull: room.limit !== null && room.inside >= room.limit * NEARLY_FULL };
  }
}

class GatesDto {
  @listOf(() => GateDto) gates: GateDto[];
  @listOf(() => RoomNowDto) rooms: RoomNowDto[];

  static of({ gates, rooms }: { gates: GateView[]; rooms: RoomNow[] }): GatesDto {
    return { gates: gates.map((gate) => GateDto.of(gate)), rooms: rooms.map((room) => RoomNowDto.of(room)) };
  }
}

@Resource('fairs')
export class GateController {
  constructor(private readonly gates: GateService) {}

  @Action({
    method: 'GET',
    path: ':id/gates',
    permission: 'fair.manage',
    returns: GatesDto,
    summary: 'Gates of a fair and people inside, as far as phones have told',
  })
  async list(@Caller() who: Principal, @Param('id') fairId: string) {
    return GatesDto.of(await this.gates.list(who, fairId));
  }

  @Action({
    method: 'POST',
    path: ':id/gates',
    permission: 'fair.manage',
    body: NewGateDto,
    returns: GatesDto,
    status: 201,
    summary: 'Add a gate',
  })
  async add(@Caller() who: Principal, @Param('id') fairId: string, @Body() { name, roomId = null }: NewGateDto) {
    return GatesDto.of(await this.gates.add(who, fairId, name, roomId));
  }
}
