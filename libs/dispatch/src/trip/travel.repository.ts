import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { insertRows, UnitOfWork } from '#platform/db';
import { ManifestLine } from '../dispatch.entity.js';
import { TripCoach, TripCost, TripLeg, TripPickup } from './travel.entity.js';

/** How a trip goes: its parts, places to get on, costs and coaches. */
export interface Travel {
  legs: TripLeg[];
  pickups: TripPickup[];
  costs: TripCost[];
  coaches: TripCoach[];
}

@Injectable()
export class TravelRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
  ) {}

  async of(tripId: string): Promise<Travel> {
    const order = { position: 'ASC' as const };
    const { manager } = this.uow;
    return {
      legs: await manager.find(TripLeg, { where: { tripId }, order }),
      pickups: await manager.find(TripPickup, { where: { tripId }, order }),
      costs: await manager.find(TripCost, { where: { tripId }, order }),
      coaches: await this.coaches(tripId),
    };
  }

  async coaches(tripId: string): Promise<TripCoach[]> {
    return (await this.uow.manager.find(TripCoach, { where: { tripId }, order: { number: 'ASC' } })).map((coach) => this.opened(coach));
  }

  async coachesOf(tripIds: readonly string[]): Promise<TripCoach[]> {
    if (tripIds.length === 0) return [];
    const coaches = await this.uow.manager.find(TripCoach, { where: { tripId: In([...tripIds]) }, order: { number: 'ASC' } });
    return coaches.map((coach) => this.opened(coach));
  }

  async coach(id: string): Promise<TripCoach | null> {
    const found = await this.uow.manager.findOneBy(TripCoach, { id });
    return found && this.opened(found);
  }

  legs(tripId: string): Promise<TripLeg[]> {
    return this.uow.manager.find(TripLeg, { where: { tripId }, order: { position: 'ASC' } });
  }

  /** Legs and costs are written anew; places to get on and coaches are kept by their ids, for people and phones refer to them. */
  async write(tripId: string, travel: Travel, gone: { pickups: string[]; coaches: string[] }): Promise<void> {
    const { manager } = this.uow;
    await manager.delete(TripLeg, { tripId });
    await manager.delete(TripCost, { tripId });
    await manager.delete(TripPickup, { tripId });
    await manager.delete(TripCoach, { tripId });
    if (gone.pickups.length > 0) await manager.update(ManifestLine, { tripId, pickupId: In(gone.pickups) }, { pickupId: null });
    await insertRows(manager, TripLeg, travel.legs);
    await insertRows(manager, TripCost, travel.costs);
    await insertRows(manager, TripPickup, travel.pickups);
    await insertRows(
      manager,
      TripCoach,
      travel.coaches.map((coach) => this.sealed(coach)),
    );
  }

  /** People of each coach. */
  async seatsTaken(tripId: string): Promise<Map<string, number>> {
    const rows = await this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .select('line.coachId', 'id')
      .addSelect('COUNT(*)', 'people')
      .where("line.tripId = :tripId AND line.coachId IS NOT NULL AND line.state NOT IN ('no_show', 'lost')", { tripId })
      .groupBy('line.coachId')
      .getRawMany<{ id: string; people: string | number }>();
    return new Map(rows.map(({ id, people }) => [id, Number(people)]));
  }

  async place(tripId: string, lineIds: readonly string[], to: { coachId?: string | null; pickupId?: string | null }): Promise<void> {
    for (let i = 0; i < lineIds.length; i += 500)
      await this.uow.manager.update(ManifestLine, { tripId, id: In(lineIds.slice(i, i + 500)) }, to);
  }

  private opened(coach: TripCoach): TripCoach {
    const { id, leaderName, leaderPhone } = coach;
    return {
      ...coach,
      leaderName: this.cipher.open('trip_coach', 'leaderName', id, leaderName),
      leaderPhone: this.cipher.open('trip_coach', 'leaderPhone', id, leaderPhone),
    };
  }

  private sealed(coach: TripCoach): TripCoach {
    const { id, leaderName, leaderPhone } = coach;
    return {
      ...coach,
      leaderName: this.cipher.seal('trip_coach', 'leaderName', id, leaderName),
      leaderPhone: this.cipher.seal('trip_coach', 'leaderPhone', id, leaderPhone),
    };
  }
}
