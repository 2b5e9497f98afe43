import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { isDuplicate, newId, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { VenueRepository } from '../venue.repository.js';
import type { Gate } from './gate.entity.js';
import { GateRepository } from './gate.repository.js';

export interface GateView {
  gate: Gate;
  roomName: string | null;
}

/** People in a room right now, as far as phones have told. */
export interface RoomNow {
  roomId: string | null;
  name: string | null;
  inside: number;
  /** People who may be inside at once; null where nobody said. */
  limit: number | null;
}

/** Gates of a fair, and how many people are inside. */
@Injectable()
export class GateService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly gates: GateRepository,
    private readonly fairs: FairRepository,
    private readonly venues: VenueRepository,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  async list(who: Principal, fairId: string): Promise<{ gates: GateView[]; rooms: RoomNow[] }> {
    await this.fairFor(who, fairId);
    return this.now(fairId);
  }

  /** @throws Problem when another gate of the fair has the name, or the room is of another house */
  async add(who: Principal, fairId: string, name: string, roomId: string | null): Promise<{ gates: GateView[]; rooms: RoomNow[] }> {
    await this.uow.run(async () => {
      const fair = await this.fairFor(who, fairId);
      if (fair.state === 'cancelled' || fair.state === 'held') throw problems('fair.state');
      const room = await this.roomOf(fair, roomId);
      const gate: Gate = {
        ...{ id: newId(), fairId, name, roomId: room, inside: 0, entered: 0 },
        ...{ createdAt: this.ports.clock.now(), version: 1 },
      };
      await this.gates.addGate(gate).catch((error: unknown) => {
        throw isDuplicate(error) ? problems('gate.name', { name }) : error;
      });
      await this.ports.trace(who, 'gate.added', fair, { gate: name });
    });
    return this.now(fairId);
  }

  private async fairFor(who: Principal, fairId: string): Promise<Fair> {
    const fair = await this.fairs.byId(fairId);
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return fair;
  }

  /** The room that was named, or that of the fair. */
  private async roomOf(fair: Fair, roomId: string | null): Promise<string | null> {
    if (roomId === null || roomId === fair.roomId) return fair.roomId;
    const [own, given] = [fair.roomId ? await this.venues.room(fair.roomId) : null, await this.venues.room(roomId)];
    if (!own || !given || own.room.venueId !== given.room.venueId) throw problems('gate.room');
    return roomId;
  }

  private async now(fairId: string): Promise<{ gates: GateView[]; rooms: RoomNow[] }> {
    const gates = await this.gates.gatesOf(fairId);
    const rooms = new Map<string | null, RoomNow>();
    for (const { roomId, inside } of gates) {
      const room = rooms.has(roomId) || !roomId ? null : await this.venues.room(roomId);
      const before = rooms.get(roomId) ?? { roomId, name: room?.room.name ?? null, inside: 0, limit: room?.room.capacity ?? null };
      rooms.set(roomId, { ...before, inside: before.inside + inside });
    }
    return { gates: gates.map((gate) => ({ gate, roomName: rooms.get(gate.roomId)?.name ?? null })), rooms: [...rooms.values()] };
  }
}
