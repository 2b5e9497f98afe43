import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, conflict, IfMatch, Resource, type Principal } from '#platform/http';
import { XLSX } from '#platform/table';
import type { Hours } from './domain/hours.js';
import { NewRoomDto, NewVenueDto, VenueDto, VenueEditDto, VenueListDto, VenueQuery, type OpeningDto } from './venue.dto.js';
import { venuesExport } from './venue.export.js';
import { VenueService } from './venue.service.js';

const hoursOf = (days: readonly OpeningDto[]): (Hours | null)[] => days.map(({ open, from, to }) => (open ? { from, to } : null));
const known = (version: number | null): number => {
  if (version === null) throw conflict('request.if_match', { zh: '缺少 If-Match 版本号', en: 'If-Match with the version is missing' });
  return version;
};

@Resource('venues')
export class VenueController {
  constructor(
    private readonly venues: VenueService,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'fair.manage',
    returns: VenueListDto,
    list: true,
    summary: 'Venues of my office and those above, by name',
  })
  async list(@Caller() who: Principal, @Query() { node, q, cursor, limit = 20 }: VenueQuery) {
    const page = await this.venues.list(who, { node, search: q }, cursor, limit);
    const items = page.items.map(({ venue, rooms }): VenueListDto => {
      const { id, nodeId, name, address, capacity, exits } = venue;
      const brief = rooms.map(({ room, booths }) => ({ id: room.id, name: room.name, capacity: room.capacity, booths }));
      return { id, nodeId, name, address, capacity, exits, rooms: brief };
    });
    return { items, next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'fair.manage',
    file: XLSX,
    rate: 'upload',
    summary: 'All venues that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: VenueQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, venuesExport, query, (asked) => this.list(who, asked));
  }

  @Action({ method: 'POST', permission: 'fair.manage', body: NewVenueDto, returns: VenueDto, status: 201, summary: 'Add a venue' })
  async create(@Caller() who: Principal, @Body() { equipment = null, wayThere = null, opening, ...rest }: NewVenueDto) {
    return VenueDto.of(await this.venues.create(who, { ...rest, equipment, wayThere, opening: hoursOf(opening) }));
  }

  @Action({
    method: 'GET',
    path: ':id',
    permission: 'fair.manage',
    returns: VenueDto,
    summary: 'One venue with its rooms and their places',
  })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return VenueDto.of(await this.venues.one(who, id));
  }

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'fair.manage',
    body: VenueEditDto,
    returns: VenueDto,
    summary: 'Change a venue; If-Match names the version',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: VenueEditDto) {
    const { opening, ...rest } = body;
    return VenueDto.of(await this.venues.edit(who, id, known(version), { ...rest, ...(opening && { opening: hoursOf(opening) }) }));
  }

  @Action({
    method: 'POST',
    path: ':id/rooms',
    permission: 'fair.manage',
    body: NewRoomDto,
    returns: VenueDto,
    status: 201,
    summary: 'Add a room with the places of its booths',
  })
  async addRoom(@Caller() who: Principal, @Param('id') id: string, @Body() body: NewRoomDto) {
    return VenueDto.of(await this.venues.addRoom(who, id, body));
  }
}

@Resource('rooms')
export class RoomController {
  constructor(private readonly venues: VenueService) {}

  @Action({
    method: 'PATCH',
    path: ':id',
    permission: 'fair.manage',
    body: NewRoomDto,
    returns: VenueDto,
    summary: 'Change a room as a whole; If-Match names the version',
  })
  async edit(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: NewRoomDto) {
    return VenueDto.of(await this.venues.editRoom(who, id, known(version), body));
  }
}
