import { Injectable } from '@nestjs/common';
import { Between, In, Like } from 'typeorm';
import { OrgTree, type OrgNode } from '#access';
import { addDays, UnitOfWork } from '#platform/db';
import { divisions, greatCircleKm } from '#reference';
import { isWithin, openOn, quartersOf } from '../domain/hours.js';
import { Fair } from '../fair.entity.js';
import { FairClaim, SpecialDay, Venue } from '../venue.entity.js';
import { VenueRepository } from '../venue.repository.js';
import type { FairPlan, FairPlanningRule } from './plan.entity.js';

export interface PlanRoom {
  id: string;
  nodeId: string;
  region: string;
  booths: number;
  /** Days on which it is open at the hours of planned fairs. */
  open: number;
  /** Days on which some fair has it already. */
  taken: number;
}

/** Where and when fairs may be. */
export interface PlanPlaces {
  regions: { id: string; name: string; near: string[] }[];
  rooms: PlanRoom[];
  days: string[];
  /** Free days by room. */
  free: { room: number; day: number }[];
  standing: { region: string; day: string }[];
}

type Span = Pick<FairPlan, 'nodeId' | 'nodePath'> & { days: readonly string[] };

/** Every day from the first to the last, those ahead of today. */
export const daysOf = ({ fromDay, toDay }: Pick<FairPlan, 'fromDay' | 'toDay'>, today: string): string[] => {
  const days: string[] = [];
  for (let day = fromDay > today ? fromDay : addDays(today, 1); day <= toDay; day = addDays(day, 1)) days.push(day);
  return days;
};

/** Reads rooms, their open and free days, counties and who is near them. */
@Injectable()
export class PlanPlacesReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgTree,
    private readonly venues: VenueRepository,
  ) {}

  async read(span: Span, rule: FairPlanningRule): Promise<PlanPlaces> {
    const regionOf = await this.regionOf(span.nodeId);
    const { rooms, venueOf } = await this.rooms(span, regionOf);
    const open = await this.openDays(span.days, rule);
    const taken = await this.claimed(
      rooms.map(({ id }) => id),
      span.days,
    );
    const quarters = new Set(quartersOf(rule.opensAt, rule.closesAt));
    const free: PlanPlaces['free'] = [];
    rooms.forEach((room, index) => {
      const venue = venueOf.get(room.id);
      span.days.forEach((day, at) => {
        if (!venue || !open(venue, day)) return;
        room.open += 1;
        const claims = taken.get(`${room.id} ${day}`);
        if (claims) room.taken += 1;
        if (!claims?.some((quarter) => quarters.has(quarter))) free.push({ room: index, day: at });
      });
    });
    return {
      regions: await this.regions(span, rule.nearKm),
      rooms,
      days: [...span.days],
      free,
      standing: await this.standing(span, regionOf),
    };
  }

  /** The county or zone of a path; what hangs on no county is the office's own. */
  async regionOf(nodeId: string): Promise<(nodePath: string) => string> {
    const regions = await this.org.regions();
    return (nodePath) => regions(nodePath) ?? nodeId;
  }

  private async rooms({ nodePath }: Span, regionOf: (path: string) => string): Promise<{ rooms: PlanRoom[]; venueOf: Map<string, Venue> }> {
    const venues = await this.uow.manager.find(Venue, { where: { nodePath: Like(`${nodePath}%`) }, order: { id: 'ASC' } });
    const byId = new Map(venues.map((venue) => [venue.id, venue]));
    const all = await this.venues.rooms([...byId.keys()]);
    const booths = await this.venues.placeCounts(all.map(({ id }) => id));
    const venueOf = new Map(all.flatMap(({ id, venueId }) => (byId.get(venueId) ? [[id, byId.get(venueId) as Venue] as const] : [])));
    const rooms = all.flatMap(({ id }): PlanRoom[] => {
      const [count, venue] = [booths.get(id) ?? 0, venueOf.get(id)];
      return count > 0 && venue ? [{ id, nodeId: venue.nodeId, region: regionOf(venue.nodePath), booths: count, open: 0, taken: 0 }] : [];
    });
    return { rooms, venueOf };
  }

  private async openDays(days: readonly string[], rule: FairPlanningRule): Promise<(venue: Venue, day: string) => boolean> {
    const [first = '', last = ''] = [days[0], days.at(-1)];
    const special = new Map((await this.uow.manager.findBy(SpecialDay, { day: Between(first, last) })).map(({ day, kind }) => [day, kind]));
    return (venue, day) => isWithin(rule, openOn(venue.opening, day, special.get(day) ?? null));
  }

  /** Quarters of an hour by room and day. */
  private async claimed(roomIds: readonly string[], days: readonly string[]): Promise<Map<string, number[]>> {
    const [first, last] = [days[0], days.at(-1)];
    const found = new Map<string, number[]>();
    if (!first || !last) return found;
    for (let i = 0; i < roomIds.length; i += 200) {
      const rows = await this.uow.manager.findBy(FairClaim, {
        kind: 'room',
        subjectId: In(roomIds.slice(i, i + 200)),
        day: Between(first, last),
      });
      for (const { subjectId, day, quarter } of rows) {
        const key = `${subjectId} ${day}`;
        found.set(key, [...(found.get(key) ?? []), quarter]);
      }
    }
    return found;
  }

  /** Fairs that are planned or announced already. */
  private async standing({ nodePath, days }: Span, regionOf: (path: string) => string): Promise<PlanPlaces['standing']> {
    const fairs = await this.uow.manager.find(Fair, {
      select: { nodePath: true, day: true },
      where: { state: In(['draft', 'published']), nodePath: Like(`${nodePath}%`), day: Between(days[0] ?? '', days.at(-1) ?? '') },
    });
    return fairs.map((fair) => ({ region: regionOf(fair.nodePath), day: fair.day }));
  }

  /** Counties and zones below the office and the office itself, each with those near enough. */
  private async regions({ nodeId, nodePath }: Span, nearKm: number): Promise<PlanPlaces['regions']> {
    const below = (await this.org.countiesAndZones()).filter(({ path }) => path.startsWith(nodePath));
    const places = new Map(below.map((node) => [node.id, placeOf(node)]));
    const regions = below.map(({ id, name }) => {
      const here = places.get(id);
      const near = [...places].flatMap(([other, there]) => {
        const close = other === id || (here && there && greatCircleKm(here, there) <= nearKm);
        return close ? [other] : [];
      });
      // What hangs on the city itself is near to all of it.
      return { id, name, near: [...new Set([...near, nodeId])] };
    });
    if (places.has(nodeId)) return regions;
    const own = (await this.org.byId(nodeId))?.name ?? '';
    return [...regions, { id: nodeId, name: own, near: [nodeId, ...places.keys()] }];
  }
}

const placeOf = ({ divisionCode, id }: OrgNode): { lng: number; lat: number } | null => {
  const division = divisions.byCode(divisionCode ?? id.slice(0, 6));
  return division?.lng != null && division.lat != null ? { lng: division.lng, lat: division.lat } : null;
};
