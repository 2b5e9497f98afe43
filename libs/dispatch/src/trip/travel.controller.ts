import { Body, Param } from '@nestjs/common';
import { Action, Caller, IfMatch, Resource, type Principal } from '#platform/http';
import { NewTripTravelDto, SeatingDto, TripTravelDto } from './travel.dto.js';
import { TravelService } from './travel.service.js';

@Resource('trips')
export class TravelController {
  constructor(private readonly travels: TravelService) {}

  @Action({
    method: 'GET',
    path: ':id/travel',
    permission: 'dispatch.read',
    returns: TripTravelDto,
    summary: 'Parts of the way, places to get on, coaches with their leaders, costs',
  })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return TripTravelDto.of(await this.travels.one(who, id));
  }

  @Action({
    method: 'PUT',
    path: ':id/travel',
    permission: 'dispatch.travel',
    body: NewTripTravelDto,
    returns: TripTravelDto,
    summary: 'Say how the trip goes, as a whole; If-Match names the version that was seen',
  })
  async set(@Caller() who: Principal, @Param('id') id: string, @IfMatch() version: number | null, @Body() body: NewTripTravelDto) {
    return TripTravelDto.of(await this.travels.set(who, id, version ?? 0, NewTripTravelDto.given(body)));
  }

  @Action({
    method: 'POST',
    path: ':id/seats',
    permission: 'dispatch.travel',
    body: SeatingDto,
    returns: TripTravelDto,
    summary: 'Put people into a coach, or where they get on',
  })
  async place(@Caller() who: Principal, @Param('id') id: string, @Body() { lineIds, coachId, pickupId }: SeatingDto) {
    const to = { ...(coachId === undefined ? {} : { coachId }), ...(pickupId === undefined ? {} : { pickupId }) };
    return TripTravelDto.of(await this.travels.place(who, id, lineIds, to));
  }

  @Action({
    method: 'POST',
    path: ':id/seats/all',
    permission: 'dispatch.travel',
    returns: TripTravelDto,
    summary: 'Everybody who sits in no coach yet gets a seat, in the order of the manifest',
  })
  async seatAll(@Caller() who: Principal, @Param('id') id: string) {
    return TripTravelDto.of(await this.travels.seatAll(who, id));
  }
}
