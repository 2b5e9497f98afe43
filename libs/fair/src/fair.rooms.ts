import { Injectable } from '@nestjs/common';
import { Directory } from '#access';
import { EnterpriseReads } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { invalid, notFound, type Problem } from '#platform/http';
import { BoothDays } from './booth/booth-days.js';
import { boothNumbers } from './domain/fair.js';
import { isWithin, openOn, type Hours } from './domain/hours.js';
import type { Fair } from './fair.entity.js';
import { FairClaims, type Clash } from './fair-claims.js';
import { problems } from './fair.problems.js';
import { FairRepository, type Spot } from './fair.repository.js';
import { SpecialDays } from './special-day.service.js';
import { Venue } from './venue.entity.js';
import { upwards, VenueRepository, type RoomIn } from './venue.repository.js';

/** Where a fair takes place. */
export interface Setting {
  place: string;
  /** One for each of its booths. */
  spots: Spot[];
}

type Placed = Pick<Fair, 'id' | 'nodePath' | 'mode' | 'roomId' | 'place' | 'day' | 'opensAt' | 'closesAt' | 'boothCount'>;

/** Whether a fair can be where and when it is planned: the room, its hours, its booths, and who is somewhere else at that time. */
@Injectable()
export class FairRooms {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly venues: VenueRepository,
    private readonly days: SpecialDays,
    private readonly claims: FairClaims,
    private readonly fairs: FairRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly directory: Directory,
    private readonly boothDays: BoothDays,
  ) {}

  /** @throws Problem when the venue is closed then or the room has fewer places for booths; the room stays as it is meanwhile */
  async settingOf(fair: Placed): Promise<Setting> {
    if (!fair.roomId) {
      const place = fair.place || (fair.mode === 'online' ? '线上' : '');
      if (!place)
        throw invalid([
          { path: 'place', code: 'required', message: { zh: '请选择场地或填写地点', en: 'choose a room or name the place' } },
        ]);
      return { place, spots: boothNumbers(fair.boothCount).map((number) => ({ number, gridRow: null, gridColumn: null, power: null })) };
    }
    if (fair.mode === 'online')
      throw invalid([
        { path: 'roomId', code: 'online', message: { zh: '线上招聘会没有场地', en: 'an online fair takes place in no room' } },
      ]);
    const { room, venue: seen } = await this.usable(fair.roomId, fair.nodePath);
    const venue = (await this.uow.forUpdate(Venue, { id: seen.id })) ?? seen;
    const hours = await this.openingOn(venue, fair.day);
    if (!isWithin(fair, hours)) throw closed(venue, hours);
    const places = await this.venues.places([room.id]);
    if (fair.boothCount > places.length)
      throw problems('fair.room_booths', { room: room.name, places: places.length, booths: fair.boothCount });
    const spots = places.slice(0, fair.boothCount).map(({ number, gridRow, gridColumn, power }) => ({
      ...{ number, gridRow, gridColumn, power: Number(power) },
    }));
    return { place: `${venue.name}${room.name}（${venue.address}）`.slice(0, 200), spots };
  }

  /** @param nodePath of the office that wants to use it: its own, or one of an office above or below it @throws Problem 404 for others */
  async usable(roomId: string, nodePath: string): Promise<RoomIn> {
    const found = await this.venues.room(roomId);
    const near = found && (found.venue.nodePath.startsWith(nodePath) || upwards(nodePath).includes(found.venue.nodePath));
    if (!near) throw notFound('room', roomId);
    return found;
  }

  /** Booths that a room has places for. */
  async placesOf(roomId: string): Promise<number> {
    return (await this.venues.placeCounts([roomId])).get(roomId) ?? 0;
  }

  async openingOn(venue: Venue, day: string): Promise<Hours | null> {
    return openOn(venue.opening, day, await this.days.kindOf(day));
  }

  /** Takes the hours for the fair's room, everybody who has a booth and who is on duty; what it had before it gives back.
   * @throws Problem naming who is elsewhere */
  async claim(fair: Placed): Promise<void> {
    await this.claims.drop(fair.id);
    if (fair.roomId) await this.claimFor('room', [fair.roomId], fair);
    if (fair.mode !== 'online') await this.claimEnterprises(fair);
    await this.claimFor('staff', await this.fairs.onDuty(fair.id), fair);
  }

  /** Each is there once, whatever number of booths it has. A move may give it more on one day than the rule: it is asked if it comes. */
  private async claimEnterprises(fair: Placed): Promise<void> {
    const booked = await this.fairs.bookedBy(fair.id);
    await this.claimFor('enterprise', [...new Set(booked)], fair);
    for (const enterpriseId of booked) await this.boothDays.take(enterpriseId, fair.day, fair.id, null);
  }

  async claimFor(kind: Clash['kind'], subjectIds: readonly string[], fair: Placed): Promise<void> {
    const clashes = await this.claims.add(kind, subjectIds, fair);
    const [first] = clashes;
    if (!first) return;
    const other = await this.fairs.byId(first.fairId);
    const named = { fair: other?.name ?? '', day: other?.day ?? '', from: other?.opensAt ?? '', to: other?.closesAt ?? '' };
    if (kind === 'room')
      throw problems('fair.room_taken', named, [
        { path: 'roomId', code: 'taken', message: { zh: '该时段已被占用', en: 'is taken at that time' } },
      ]);
    if (kind === 'staff')
      throw problems('fair.staff_busy', { ...named, name: (await this.directory.names([first.subjectId])).get(first.subjectId) ?? '' });
    const name = (await this.enterprises.byId(first.subjectId))?.name ?? '';
    throw problems('fair.enterprise_busy', { ...named, name, more: new Set(clashes.map(({ subjectId }) => subjectId)).size - 1 });
  }
}

const closed = ({ name }: Venue, hours: Hours | null): Problem => {
  const message = hours
    ? { zh: `开放时间 ${hours.from}–${hours.to}`, en: `open from ${hours.from} to ${hours.to}` }
    : { zh: '当日不开放', en: 'closed on that day' };
  return problems('fair.venue_closed', { venue: name, zh: message.zh, en: message.en }, [{ path: 'opensAt', code: 'closed', message }]);
};
