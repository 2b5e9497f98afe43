import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import { BoothArrival } from '../arrival/arrival.entity.js';
import { BoothRepository } from '../booth/booth.repository.js';
import type { Fair } from '../fair.entity.js';
import { GateRepository } from '../gate/gate.repository.js';
import { OutcomeRepository } from '../outcome/outcome.repository.js';
import { TurnRepository } from '../turn/turn.repository.js';
import { VenueRepository } from '../venue.repository.js';

export interface WallRoom {
  name: string | null;
  inside: number;
  limit: number | null;
}

/** What a wall of the fair shows: counts, and nobody. */
export interface WallCounts {
  /** Through a gate, or talked with online. */
  entered: number;
  inside: number;
  /** Waiting in a queue online, and talking there. */
  waitingOnline: number;
  talkingOnline: number;
  enterprises: number;
  arrived: number;
  talks: number;
  /** Interviews and offers. */
  intents: number;
  hired: number;
  rooms: WallRoom[];
}

/** Counts of a fair as phones have told of it. Checks no permission. */
@Injectable()
export class WallReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly gates: GateRepository,
    private readonly booths: BoothRepository,
    private readonly outcomes: OutcomeRepository,
    private readonly turns: TurnRepository,
    private readonly venues: VenueRepository,
  ) {}

  async of(fair: Pick<Fair, 'id'>): Promise<WallCounts> {
    const gates = await this.gates.gatesOf(fair.id);
    const enterprises = new Set((await this.booths.taken(fair.id)).flatMap(({ enterpriseId }) => enterpriseId ?? [])).size;
    const arrived = await this.uow.manager.countBy(BoothArrival, { fairId: fair.id });
    const { talks, interview, offer, hired } = await this.outcomes.counts(fair.id);
    const rooms = new Map<string, WallRoom>();
    for (const { roomId, inside } of gates) {
      const key = roomId ?? '';
      const room = rooms.get(key) ?? (await this.roomOf(roomId));
      rooms.set(key, { ...room, inside: room.inside + inside });
    }
    const total = (of: 'inside' | 'entered'): number => gates.reduce((sum, gate) => sum + gate[of], 0);
    const online = await this.turns.people(fair.id);
    const entered = total('entered') + ((await this.turns.onlineOnly([fair.id])).get(fair.id) ?? 0);
    return {
      ...{ waitingOnline: online.waiting, talkingOnline: online.talking },
      ...{ entered, inside: Math.max(0, total('inside')), enterprises, arrived: Math.min(arrived, enterprises) },
      ...{ talks, intents: interview + offer, hired, rooms: [...rooms.values()] },
    };
  }

  private async roomOf(roomId: string | null): Promise<WallRoom> {
    const found = roomId ? await this.venues.room(roomId) : null;
    return { name: found?.room.name ?? null, inside: 0, limit: found?.room.capacity ?? null };
  }
}
