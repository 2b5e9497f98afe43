import { Injectable } from '@nestjs/common';
import { AccessService, changesOf, OrgTree } from '#access';
import { guarded, newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type FieldFault, type Principal } from '#platform/http';
import type { Hours } from './domain/hours.js';
import { FairPorts } from './fair.ports.js';
import { problems } from './fair.problems.js';
import { StandingFairs } from './standing-fairs.js';
import { Room, Venue, type BoothPlace } from './venue.entity.js';
import { upwards, VenueRepository } from './venue.repository.js';

export interface VenueView {
  venue: Venue;
  rooms: { room: Room; places: BoothPlace[] }[];
}
export interface VenueBrief {
  venue: Venue;
  rooms: { room: Room; booths: number }[];
}
export type NewVenue = Pick<Venue, 'nodeId' | 'name' | 'address' | 'capacity' | 'exits' | 'equipment' | 'wayThere'> & {
  opening: (Hours | null)[];
};
export interface NewRoom {
  name: string;
  capacity: number;
  places: Omit<BoothPlace, 'id' | 'roomId'>[];
}

/** Houses for fairs. An office keeps its own, and may use those of the offices above it. */
@Injectable()
export class VenueService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly venues: VenueRepository,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly standing: StandingFairs,
    private readonly ports: FairPorts,
  ) {}

  async list(
    who: Principal,
    { node, search }: { node?: string | undefined; search?: string | undefined },
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<VenueBrief>> {
    const near = node === undefined ? undefined : ((await this.org.byId(node))?.path ?? '/none/');
    const page = await this.venues.page({ paths: this.access.scope(who, 'fair.manage').paths, near, search }, cursor, limit);
    const rooms = await this.venues.rooms(page.items.map(({ id }) => id));
    const counts = await this.venues.placeCounts(rooms.map(({ id }) => id));
    return {
      items: page.items.map((venue) => ({
        venue,
        rooms: rooms.filter(({ venueId }) => venueId === venue.id).map((room) => ({ room, booths: counts.get(room.id) ?? 0 })),
      })),
      next: page.next,
    };
  }

  async one(who: Principal, id: string): Promise<VenueView> {
    const venue = await this.venues.byId(id);
    if (!venue || !this.mayUse(who, venue)) throw notFound('venue', id);
    return this.view(venue);
  }

  async create(who: Principal, given: NewVenue): Promise<VenueView> {
    const node = await this.org.byId(given.nodeId);
    if (!node || node.kind === 'outside') throw problems('fair.node');
    this.access.require(who, 'fair.manage', { nodePath: node.path });
    refuseHours(given.opening);
    const venue: Venue = { ...given, id: newId(), nodePath: node.path, createdAt: this.ports.clock.now(), version: 1 };
    await this.uow.run(async () => {
      await this.uow.manager.insert(Venue, { ...venue });
      await this.trace(who, 'venue.created', venue, { name: venue.name });
    });
    return { venue, rooms: [] };
  }

  /** @throws GuardError when somebody else changed it since `version`; Problem 409 when it would be closed during a fair */
  async edit(who: Principal, id: string, version: number, patch: Partial<Omit<NewVenue, 'nodeId'>>): Promise<VenueView> {
    return this.uow.run(async () => {
      const venue = await this.owned(who, id);
      if (patch.opening) {
        refuseHours(patch.opening);
        await this.standing.keepTo(id, patch.opening);
      }
      guarded(await this.uow.manager.update(Venue, { id, version }, { ...patch, version: version + 1 }), 'venue');
      await this.trace(who, 'venue.edited', venue, changesOf(venue, patch));
      return this.view({ ...venue, ...patch, version: version + 1 });
    });
  }

  async addRoom(who: Principal, venueId: string, given: NewRoom): Promise<VenueView> {
    refusePlaces(given.places);
    return this.uow.run(async () => {
      const venue = await this.owned(who, venueId);
      await this.refuseName(venueId, given.name);
      const room: Room = { id: newId(), venueId, name: given.name, capacity: given.capacity, version: 1 };
      await this.uow.manager.insert(Room, { ...room });
      await this.venues.setPlaces(room.id, given.places);
      await this.trace(who, 'venue.room_added', venue, { room: room.name, places: given.places.length });
      return this.view(venue);
    });
  }

  /** Takes the place of what the room was. Fairs that are planned in it keep the booths that they have. */
  async editRoom(who: Principal, id: string, version: number, given: NewRoom): Promise<VenueView> {
    refusePlaces(given.places);
    return this.uow.run(async () => {
      const room = await this.uow.forUpdate(Room, { id });
      if (!room) throw notFound('room', id);
      const venue = await this.owned(who, room.venueId);
      if (given.name !== room.name) await this.refuseName(venue.id, given.name);
      const { name, capacity } = given;
      guarded(await this.uow.manager.update(Room, { id, version }, { name, capacity, version: version + 1 }), 'room');
      await this.venues.setPlaces(id, given.places);
      await this.trace(who, 'venue.room_edited', venue, { room: name, places: given.places.length });
      return this.view(venue);
    });
  }

  private async view(venue: Venue): Promise<VenueView> {
    const rooms = await this.venues.rooms([venue.id]);
    const places = await this.venues.places(rooms.map(({ id }) => id));
    return { venue, rooms: rooms.map((room) => ({ room, places: places.filter(({ roomId }) => roomId === room.id) })) };
  }

  private async owned(who: Principal, id: string): Promise<Venue> {
    const venue = await this.uow.forUpdate(Venue, { id });
    if (!venue) throw notFound('venue', id);
    this.access.require(who, 'fair.manage', { nodePath: venue.nodePath });
    return venue;
  }

  private mayUse(who: Principal, { nodePath }: Venue): boolean {
    const { paths } = this.access.scope(who, 'fair.manage');
    return paths.some((path) => nodePath.startsWith(path) || upwards(path).includes(nodePath));
  }

  private async refuseName(venueId: string, name: string): Promise<void> {
    if (await this.uow.manager.findOneBy(Room, { venueId, name })) throw problems('venue.room_name', { name });
  }

  private trace(who: Principal, action: string, { id, nodePath }: Venue, fields: object): Promise<void> {
    return this.ports.audit.record(who, action, { kind: 'venue', id, nodePath }, fields);
  }
}

const refuseHours = (opening: readonly (Hours | null)[]): void => {
  const wrong = opening.flatMap((hours, i): FieldFault[] =>
    hours && hours.from >= hours.to
      ? [{ path: `opening.${i}.to`, code: 'hours', message: { zh: '结束时间须晚于开始时间', en: 'has to be later than it opens' } }]
      : [],
  );
  if (wrong.length > 0) throw problems('venue.hours', {}, wrong);
};

/** Two places with one number, or on one square. */
const refusePlaces = (places: NewRoom['places']): void => {
  const seen = new Set<string>();
  const wrong = places.flatMap(({ number, gridRow, gridColumn }, i): FieldFault[] => {
    const keys = [`number ${number}`, `square ${gridRow} ${gridColumn}`];
    const twice = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return twice ? [{ path: `places.${i}.number`, code: 'twice', message: { zh: `${number} 重复`, en: `${number} is there twice` } }] : [];
  });
  if (wrong.length > 0) throw problems('venue.places', { number: wrong.length }, wrong);
};
