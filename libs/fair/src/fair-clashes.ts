import { Injectable } from '@nestjs/common';
import { AccessService, Directory } from '#access';
import { EnterpriseReads } from '#enterprise';
import { notFound, type Principal } from '#platform/http';
import { isWithin } from './domain/hours.js';
import { FairClaims } from './fair-claims.js';
import { FairRepository } from './fair.repository.js';
import { FairRooms } from './fair.rooms.js';
import { SpecialDays } from './special-day.service.js';
import { upwards, VenueRepository } from './venue.repository.js';

export const CLASH_KINDS = [
  'room_taken',
  'venue_closed',
  'room_small',
  'enterprise_busy',
  'staff_busy',
  'holiday',
  'workday',
  'past',
] as const;
export interface FairClash {
  kind: (typeof CLASH_KINDS)[number];
  /** What it clashes with: a fair, an enterprise, a holiday. */
  name: string | null;
  from: string | null;
  to: string | null;
  /** How many, where there are several: enterprises, places for booths. */
  count: number | null;
  /** Saving it would be refused; the others are worth knowing. */
  refused: boolean;
}

export interface Asked {
  day: string;
  opensAt: string;
  closesAt: string;
  roomId: string | undefined;
  boothCount: number | undefined;
  /** The fair that is being changed. */
  fairId: string | undefined;
}

/** What would stand against a fair, asked while somebody types. Saving asks again, and is what decides. */
@Injectable()
export class FairClashes {
  constructor(
    private readonly fairs: FairRepository,
    private readonly rooms: FairRooms,
    private readonly venues: VenueRepository,
    private readonly days: SpecialDays,
    private readonly claims: FairClaims,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
    private readonly directory: Directory,
  ) {}

  async of(who: Principal, asked: Asked): Promise<FairClash[]> {
    const special = await this.days.on(asked.day);
    return [
      ...(special ? [clash(special.kind, { name: special.name, refused: false })] : []),
      ...(asked.opensAt < asked.closesAt ? [...(await this.ofRoom(who, asked)), ...(await this.ofGuests(who, asked))] : []),
    ];
  }

  private async ofRoom(who: Principal, asked: Asked): Promise<FairClash[]> {
    if (asked.roomId === undefined) return [];
    const found = await this.venues.room(asked.roomId);
    const own = this.access.scope(who, 'fair.manage').paths;
    const { nodePath } = found?.venue ?? { nodePath: '' };
    if (!found || !own.some((path) => nodePath.startsWith(path) || upwards(path).includes(nodePath))) throw notFound('room', asked.roomId);
    const hours = await this.rooms.openingOn(found.venue, asked.day);
    const places = (await this.venues.placeCounts([found.room.id])).get(found.room.id) ?? 0;
    const [taken] = await this.claims.clashes('room', [found.room.id], asked, asked.fairId);
    const other = taken && (await this.fairs.byId(taken.fairId));
    return [
      ...(isWithin(asked, hours) ? [] : [clash('venue_closed', { from: hours?.from ?? null, to: hours?.to ?? null })]),
      ...((asked.boothCount ?? 0) > places ? [clash('room_small', { count: places })] : []),
      ...(other ? [clash('room_taken', { name: other.name, from: other.opensAt, to: other.closesAt })] : []),
    ];
  }

  /** Enterprises that have a booth, and people on duty, who would be somewhere else. */
  private async ofGuests(who: Principal, asked: Asked): Promise<FairClash[]> {
    if (asked.fairId === undefined) return [];
    const fair = await this.fairs.byId(asked.fairId);
    if (!fair) throw notFound('fair', asked.fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    const guests = fair.mode === 'online' ? [] : await this.fairs.bookedBy(fair.id);
    const [busy, staff] = [
      await this.claims.clashes('enterprise', guests, asked, fair.id),
      await this.claims.clashes('staff', await this.fairs.onDuty(fair.id), asked, fair.id),
    ];
    const count = (clashes: typeof busy): number => new Set(clashes.map(({ subjectId }) => subjectId)).size;
    const [guest, officer] = [busy[0]?.subjectId, staff[0]?.subjectId];
    return [
      ...(guest ? [clash('enterprise_busy', { name: (await this.enterprises.byId(guest))?.name ?? null, count: count(busy) })] : []),
      ...(officer
        ? [clash('staff_busy', { name: (await this.directory.names([officer])).get(officer) ?? null, count: count(staff) })]
        : []),
    ];
  }
}

const clash = (kind: FairClash['kind'], more: Partial<FairClash>): FairClash => ({
  ...{ kind, name: null, from: null, to: null, count: null, refused: true },
  ...more,
});
