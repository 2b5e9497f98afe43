import { Body, Param, Req } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Clock } from '#platform/db';
import { Action, Caller, MaybeCaller, requestContext, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { FairViews } from '../fair.views.js';
import { Bookings } from './booking.service.js';
import { AskBoothDto, BookBoothDto, BookingDto, BoothDto, FairRepliesDto, FairReplyDto, PlaceListDto, PlacementDto } from './booth.dto.js';
import { FairMoves } from './fair-moves.js';
import { Placements } from './placements.js';

/** Booths of one fair. */
@Resource('fairs')
export class FairBoothsController {
  constructor(
    private readonly bookings: Bookings,
    private readonly moves: FairMoves,
    private readonly placements: Placements,
    private readonly views: FairViews,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/booths',
    permission: 'public',
    returns: BoothDto,
    array: true,
    summary: 'Booths by number and who stands there',
  })
  async boothsOf(@MaybeCaller() who: Principal | null, @Param('id') id: string) {
    await this.views.one(who, id);
    return (await this.views.booths(id)).map((view) => BoothDto.of(view));
  }

  @Action({
    method: 'POST',
    path: ':id/booths',
    permission: 'fair.book',
    body: BookBoothDto,
    returns: BoothDto,
    status: 201,
    summary: 'Book a booth at once',
  })
  async book(@Caller() who: Principal, @Param('id') id: string, @Body() body: BookBoothDto) {
    const { booth } = await this.bookings.ask(who, id, body);
    return booth && BoothDto.of({ booth, enterpriseName: null });
  }

  @Action({
    method: 'POST',
    path: ':id/bookings',
    permission: 'fair.book',
    body: AskBoothDto,
    returns: BookingDto,
    status: 201,
    summary: 'Ask for a booth: it is held until it is confirmed, or the enterprise waits for one',
  })
  async ask(@Caller() who: Principal, @Param('id') id: string, @Body() body: AskBoothDto) {
    return BookingDto.of(await this.bookings.ask(who, id, { hold: true, wait: true, ...body }, this.heardAt()));
  }

  @Action({
    method: 'POST',
    path: ':id/placements/preview',
    permission: 'fair.manage',
    upload: true,
    returns: PlacementDto,
    array: true,
    summary: 'Which booths the enterprises of a list would get; nothing is saved',
  })
  async preview(@Caller() who: Principal, @Param('id') id: string, @Req() request: UploadRequest) {
    const rows = await withUpload(request, this.settings, (file, _, signal) => this.placements.preview(who, id, file, signal));
    return rows.map((row) => PlacementDto.of(row));
  }

  @Action({
    method: 'POST',
    path: ':id/placements',
    permission: 'fair.manage',
    body: PlaceListDto,
    returns: BoothDto,
    array: true,
    status: 201,
    summary: 'Give the enterprises of a list their booths, all or none',
  })
  async place(@Caller() who: Principal, @Param('id') id: string, @Body() { rows }: PlaceListDto) {
    return (await this.placements.place(who, id, rows)).map((booth) => BoothDto.of({ booth, enterpriseName: null }));
  }

  @Action({
    method: 'GET',
    path: ':id/replies',
    permission: 'fair.manage',
    returns: FairRepliesDto,
    array: true,
    summary: 'Who was asked again after the fair was moved, those who have not answered first',
  })
  async replies(@Caller() who: Principal, @Param('id') id: string) {
    return (await this.moves.replies(who, id)).map((row) => FairRepliesDto.of(row));
  }

  @Action({
    method: 'POST',
    path: ':id/replies',
    permission: 'fair.book',
    body: FairReplyDto,
    summary: 'Say whether one still comes to a fair that was moved; no gives the booths back',
  })
  async reply(@Caller() who: Principal, @Param('id') id: string, @Body() { answer, enterpriseId }: FairReplyDto) {
    await this.moves.reply(who, id, answer, enterpriseId);
  }

  /** Three hundred who ask at once wait for one another: their order is that in which they arrived, not that in which they were served. */
  private heardAt(): Date {
    const { heardMs = performance.now() } = requestContext() ?? {};
    return new Date(this.clock.now().getTime() - Math.round(performance.now() - heardMs));
  }
}
