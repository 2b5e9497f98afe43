import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { AccessService } from '#access';
import { guarded, insertRows, newId, UnitOfWork } from '#platform/db';
import { notFound, type FieldFault, type Principal } from '#platform/http';
import { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { BoothPlace, Room, Venue } from '../venue.entity.js';
import { VenueRepository } from '../venue.repository.js';
import { FloorPicture, FloorSpot } from './floor.entity.js';
import { pictureFacts } from './picture.js';

const MOST_MIB = 8;
const LEAST_PIXELS = 200;
const MOST_PIXELS = 12_000;
/** Squares of one row of the grid for booths that were only put on the picture. */
const ROW_LENGTH = 20;

/** A booth on the picture, with what is known of it. */
export interface PlacedBooth {
  number: string;
  x: number;
  y: number;
  widthCm: number;
  depthCm: number;
  power: boolean;
}
export interface FloorView {
  picture: Omit<FloorPicture, 'content'>;
  spots: FloorSpot[];
}

/** Floor plans: a picture of a room, and where each booth stands on it. The grid goes on beside it. */
@Injectable()
export class Floors {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly venues: VenueRepository,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** Before a large body is read. @throws Problem for a room of another office */
  async mayChange(who: Principal, roomId: string): Promise<void> {
    const found = await this.venues.room(roomId);
    if (!found) throw notFound('room', roomId);
    this.access.require(who, 'fair.manage', { nodePath: found.venue.nodePath });
  }

  /**
   * Whoever is signed in plans, books or keeps a fair somewhere, and may look at any room. A stranger may where an announced fair takes
   * place today or later: how a hall is built, with its exits, is nobody's business otherwise.
   */
  async mayLook(who: Principal | null, roomId: string): Promise<void> {
    if (who) return;
    const announced = { roomId, state: 'published', day: MoreThanOrEqual(this.ports.clock.today()) } as const;
    if (!(await this.uow.manager.existsBy(Fair, announced))) throw notFound('floor', roomId);
  }

  /** The floor plan of a room; null while nobody has handed one in. */
  async find(roomId: string): Promise<FloorView | null> {
    const picture = await this.uow.manager
      .createQueryBuilder(FloorPicture, 'picture')
      .select(['id', 'roomId', 'mime', 'width', 'height', 'sha256', 'setById', 'setAt', 'version'].map((column) => `picture.${column}`))
      .where('picture.roomId = :roomId', { roomId })
      .getOne();
    return picture && { picture, spots: await this.uow.manager.find(FloorSpot, { where: { roomId }, order: { number: 'ASC' } }) };
  }

  async of(roomId: string): Promise<FloorView> {
    const found = await this.find(roomId);
    if (!found) throw notFound('floor', roomId);
    return found;
  }

  async picture(roomId: string): Promise<FloorPicture> {
    const picture = await this.uow.manager.findOneBy(FloorPicture, { roomId });
    if (!picture) throw notFound('floor', roomId);
    return picture;
  }

  /** Takes the place of the picture before; booths stay where they were. @throws Problem when it is no picture, too large or too small */
  async set(who: Principal, roomId: string, content: Buffer): Promise<FloorView> {
    if (content.length > MOST_MIB * 1_048_576) throw problems('floor.large', { limit: MOST_MIB });
    const facts = pictureFacts(content);
    if (!facts) throw problems('floor.no_picture');
    const [small, large] = [Math.min(facts.width, facts.height), Math.max(facts.width, facts.height)];
    if (small < LEAST_PIXELS || large > MOST_PIXELS) throw problems('floor.pixels', { least: LEAST_PIXELS, most: MOST_PIXELS, ...facts });
    const sha256 = createHash('sha256').update(content).digest('hex');
    await this.uow.run(async () => {
      const venue = await this.owned(who, roomId);
      const before = await this.uow.manager.findOne(FloorPicture, { where: { roomId }, select: { id: true, version: true } });
      const row = { ...facts, sha256, content, setById: who.userId, setAt: this.ports.clock.now(), version: (before?.version ?? 0) + 1 };
      if (before) guarded(await this.uow.manager.update(FloorPicture, { id: before.id, version: before.version }, row), 'floor');
      else await this.uow.manager.insert(FloorPicture, { id: newId(), roomId, ...row });
      await this.trace(who, 'venue.floor_set', venue, {});
    });
    return this.of(roomId);
  }

  /** Says where booths stand. Those that the room does not have yet are added to it; their size and power are taken over.
   * @throws GuardError when somebody else placed them since `version` */
  async place(who: Principal, roomId: string, version: number, booths: readonly PlacedBooth[]): Promise<FloorView> {
    refuseTwice(booths);
    await this.uow.run(async () => {
      const venue = await this.owned(who, roomId);
      guarded(await this.uow.manager.update(FloorPicture, { roomId, version }, { version: version + 1 }), 'floor');
      await this.furnish(roomId, booths);
      await this.uow.manager.delete(FloorSpot, { roomId });
      await insertRows(
        this.uow.manager,
        FloorSpot,
        booths.map(({ number, x, y }) => ({ id: newId(), roomId, number, x, y })),
      );
      await this.trace(who, 'venue.floor_placed', venue, { places: booths.length });
    });
    return this.of(roomId);
  }

  async remove(who: Principal, roomId: string): Promise<void> {
    await this.uow.run(async () => {
      const venue = await this.owned(who, roomId);
      if ((await this.uow.manager.delete(FloorPicture, { roomId })).affected !== 1) throw notFound('floor', roomId);
      await this.uow.manager.delete(FloorSpot, { roomId });
      await this.trace(who, 'venue.floor_removed', venue, {});
    });
  }

  private async furnish(roomId: string, booths: readonly PlacedBooth[]): Promise<void> {
    const places = await this.venues.places([roomId]);
    const known = new Map(places.map((place) => [place.number, place]));
    const fresh: BoothPlace[] = [];
    let row = places.reduce((most, { gridRow }) => Math.max(most, gridRow), 0);
    for (const { number, widthCm, depthCm, power } of booths) {
      const place = known.get(number);
      if (!place) {
        const gridColumn = (fresh.length % ROW_LENGTH) + 1;
        if (gridColumn === 1) row += 1;
        fresh.push({ id: newId(), roomId, number, gridRow: row, gridColumn, widthCm, depthCm, power });
      } else if (place.widthCm !== widthCm || place.depthCm !== depthCm || Boolean(place.power) !== power)
        await this.uow.manager.update(BoothPlace, { id: place.id }, { widthCm, depthCm, power });
    }
    await insertRows(this.uow.manager, BoothPlace, fresh);
    if (fresh.length > 0) await this.uow.manager.increment(Room, { id: roomId }, 'version', 1);
  }

  private async owned(who: Principal, roomId: string): Promise<Venue> {
    const room = await this.uow.forUpdate(Room, { id: roomId });
    const venue = room && (await this.venues.byId(room.venueId));
    if (!venue) throw notFound('room', roomId);
    this.access.require(who, 'fair.manage', { nodePath: venue.nodePath });
    return venue;
  }

  private trace(who: Principal, action: string, { id, nodePath }: Venue, fields: object): Promise<void> {
    return this.ports.audit.record(who, action, { kind: 'venue', id, nodePath }, fields);
  }
}

const refuseTwice = (booths: readonly PlacedBooth[]): void => {
  const seen = new Set<string>();
  const wrong = booths.flatMap(({ number }, at): FieldFault[] => {
    const twice = seen.has(number);
    seen.add(number);
    return twice ? [{ path: `spots.${at}.number`, code: 'twice', message: { zh: `${number} 重复`, en: `${number} is there twice` } }] : [];
  });
  if (wrong.length > 0) throw problems('venue.places', { number: wrong.length }, wrong);
};
