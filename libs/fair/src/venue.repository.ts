import { Injectable } from '@nestjs/common';
import { Brackets, In } from 'typeorm';
import { insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { BoothPlace, Room, Venue } from './venue.entity.js';

/** A room with the venue that it belongs to. */
export interface RoomIn {
  room: Room;
  venue: Venue;
}

/** The node itself and those above it: '/37/3707/' gives '/37/' and '/37/3707/'. */
export const upwards = (path: string): string[] => {
  const ids = path.split('/').filter(Boolean);
  return ids.map((_, i) => `/${ids.slice(0, i + 1).join('/')}/`);
};

@Injectable()
export class VenueRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Venues below or above one of the nodes, by name. */
  page(
    filter: { paths: readonly string[]; near?: string | undefined; search?: string | undefined },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<Venue>> {
    const query = this.uow.manager.createQueryBuilder(Venue, 'venue');
    for (const [name, paths] of [
      ['own', filter.paths],
      ['near', filter.near === undefined ? null : [filter.near]],
    ] as const) {
      if (!paths) continue;
      const above = paths.flatMap(upwards);
      query.andWhere(
        new Brackets((either) => {
          either.where('1 = 0');
          paths.forEach((path, i) => either.orWhere(`venue.nodePath LIKE :${name}${i}`, { [`${name}${i}`]: `${path}%` }));
          if (above.length > 0) either.orWhere(`venue.nodePath IN (:...${name}Above)`, { [`${name}Above`]: above });
        }),
      );
    }
    if (filter.search)
      query.andWhere('(venue.name LIKE :search OR venue.address LIKE :search)', { search: `%${filter.search.replace(/[%_\\]/g, '')}%` });
    return pageOf(query, {
      order: [
        ['venue.name', 'ASC'],
        ['venue.id', 'ASC'],
      ],
      cursor,
      limit,
    });
  }

  byId(id: string): Promise<Venue | null> {
    return this.uow.manager.findOneBy(Venue, { id });
  }

  async room(id: string): Promise<RoomIn | null> {
    const room = await this.uow.manager.findOneBy(Room, { id });
    const venue = room && (await this.byId(room.venueId));
    return venue ? { room, venue } : null;
  }

  rooms(venueIds: readonly string[]): Promise<Room[]> {
    return venueIds.length === 0
      ? Promise.resolve([])
      : this.uow.manager.find(Room, { where: { venueId: In([...venueIds]) }, order: { name: 'ASC' } });
  }

  async venueOf(roomIds: readonly string[]): Promise<Map<string, Venue>> {
    const rooms = roomIds.length === 0 ? [] : await this.uow.manager.findBy(Room, { id: In([...new Set(roomIds)]) });
    const ids = [...new Set(rooms.map(({ venueId }) => venueId))];
    const venues = ids.length === 0 ? [] : await this.uow.manager.findBy(Venue, { id: In(ids) });
    const byId = new Map(venues.map((venue) => [venue.id, venue]));
    return new Map(rooms.flatMap(({ id, venueId }) => (byId.has(venueId) ? [[id, byId.get(venueId) as Venue]] : [])));
  }

  /** Places of rooms, row by row. */
  places(roomIds: readonly string[]): Promise<BoothPlace[]> {
    return roomIds.length === 0
      ? Promise.resolve([])
      : this.uow.manager.find(BoothPlace, {
          where: { roomId: In([...roomIds]) },
          order: { gridRow: 'ASC', gridColumn: 'ASC' },
        });
  }

  async placeCounts(roomIds: readonly string[]): Promise<Map<string, number>> {
    if (roomIds.length === 0) return new Map();
    const rows = await this.uow.manager
      .createQueryBuilder(BoothPlace, 'place')
      .select('place.roomId', 'roomId')
      .addSelect('COUNT(*)', 'places')
      .where('place.roomId IN (:...roomIds)', { roomIds })
      .groupBy('place.roomId')
      .getRawMany<{ roomId: string; places: number | string }>();
    return new Map(rows.map((row) => [row.roomId, Number(row.places)]));
  }

  async setPlaces(roomId: string, places: readonly Omit<BoothPlace, 'id' | 'roomId'>[]): Promise<void> {
    await this.uow.manager.delete(BoothPlace, { roomId });
    await insertRows(
      this.uow.manager,
      BoothPlace,
      places.map(({ number, gridRow, gridColumn, widthCm, depthCm, power }) => ({
        ...{ id: newId(), roomId, number, gridRow, gridColumn, widthCm, depthCm, power },
      })),
    );
  }
}
