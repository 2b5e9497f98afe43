import { bool, id, int, listOf, PageQuery, text } from '#platform/http';
import { OPENING_DAYS, type Hours } from './domain/hours.js';
import type { VenueView } from './venue.service.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class OpeningDto {
  @bool() open: boolean;
  @text({ pattern: TIME, about: 'HH:MM, local time of the city' }) from: string;
  @text({ pattern: TIME, about: 'HH:MM, local time of the city' }) to: string;

  static of(hours: Hours | null): OpeningDto {
    return { open: hours !== null, ...(hours ?? { from: '09:00', to: '17:00' }) };
  }
}

const opening = { min: OPENING_DAYS, max: OPENING_DAYS, about: 'Monday first, and last the public holidays' };

export class NewVenueDto {
  @id({ about: 'organisation node that it belongs to' }) nodeId: string;
  @text({ min: 2, max: 120 }) name: string;
  @text({ min: 2, max: 200 }) address: string;
  @int({ min: 1, max: 1_000_000, about: 'people inside at once' }) capacity: number;
  @int({ min: 1, max: 1_000 }) exits: number;
  @text({ optional: true, nullable: true, max: 1_000 }) equipment?: string | null = null;
  @text({ optional: true, nullable: true, max: 1_000, about: 'buses, stops and entrances' }) wayThere?: string | null = null;
  @listOf(() => OpeningDto, opening) opening: OpeningDto[];
}

export class VenueEditDto {
  @text({ optional: true, min: 2, max: 120 }) name?: string;
  @text({ optional: true, min: 2, max: 200 }) address?: string;
  @int({ optional: true, min: 1, max: 1_000_000 }) capacity?: number;
  @int({ optional: true, min: 1, max: 1_000 }) exits?: number;
  @text({ optional: true, nullable: true, max: 1_000 }) equipment?: string | null;
  @text({ optional: true, nullable: true, max: 1_000 }) wayThere?: string | null;
  @listOf(() => OpeningDto, { ...opening, optional: true }) opening?: OpeningDto[];
}

export class BoothPlaceDto {
  @text({ min: 1, max: 8, about: 'number, as it stands on the floor: A01' }) number: string;
  @int({ min: 1, max: 100 }) gridRow: number;
  @int({ min: 1, max: 100 }) gridColumn: number;
  @int({ min: 50, max: 10_000 }) widthCm: number;
  @int({ min: 50, max: 10_000 }) depthCm: number;
  @bool() power: boolean;
}

export class NewRoomDto {
  @text({ max: 80 }) name: string;
  @int({ min: 1, max: 1_000_000, about: 'people inside at once' }) capacity: number;
  @listOf(() => BoothPlaceDto, { max: 2_000, about: 'where booths can stand, on a grid' }) places: BoothPlaceDto[];
}

export class RoomDto extends NewRoomDto {
  @id() id: string;
  @int() version: number;
}

export class VenueDto {
  @id() id: string;
  @id() nodeId: string;
  @text() name: string;
  @text() address: string;
  @int() capacity: number;
  @int() exits: number;
  @text({ nullable: true }) equipment: string | null;
  @text({ nullable: true }) wayThere: string | null;
  @listOf(() => OpeningDto) opening: OpeningDto[];
  @listOf(() => RoomDto) rooms: RoomDto[];
  @int() version: number;

  static of({ venue, rooms }: VenueView): VenueDto {
    const { id, nodeId, name, address, capacity, exits, equipment, wayThere, opening, version } = venue;
    return {
      ...{ id, nodeId, name, address, capacity, exits, equipment, wayThere, version },
      opening: opening.map((hours) => OpeningDto.of(hours)),
      rooms: rooms.map(({ room, places }) => ({
        ...{ id: room.id, name: room.name, capacity: room.capacity, version: room.version },
        places: places.map(({ number, gridRow, gridColumn, widthCm, depthCm, power }) => ({
          ...{ number, gridRow, gridColumn, widthCm, depthCm, power },
        })),
      })),
    };
  }
}

export class RoomBriefDto {
  @id() id: string;
  @text() name: string;
  @int() capacity: number;
  @int({ about: 'places for booths' }) booths: number;
}

export class VenueListDto {
  @id() id: string;
  @id() nodeId: string;
  @text() name: string;
  @text() address: string;
  @int() capacity: number;
  @int() exits: number;
  @listOf(() => RoomBriefDto) rooms: RoomBriefDto[];
}

export class VenueQuery extends PageQuery {
  @id({ optional: true, about: 'venues below a node, and those above it that it may use' }) node?: string;
  @text({ optional: true, max: 60 }) q?: string;
}
