import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Settings } from '#platform/config';
import { Action, Caller, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { XLSX } from '#platform/table';
import { tripLines, tripsExport } from './dispatch.export.js';
import type { RollCall } from './domain/trip.js';
import { ManifestFileQuery, ManifestPreviewDto } from './manifest-file.dto.js';
import { ManifestFileService } from './manifest-file.service.js';
import { ManifestService } from './manifest.service.js';
import { RollCallService } from './roll-call.service.js';
import {
  CancelTripDto,
  HandOverDto,
  LineDto,
  ManifestDto,
  ManifestQuery,
  NewTripDto,
  RollCallDto,
  RollCallResultDto,
  TripDto,
  TripQuery,
  type AnswerDto,
} from './trip.dto.js';
import { TripService } from './trip.service.js';

@Resource('trips')
export class TripController {
  constructor(
    private readonly trips: TripService,
    private readonly rollCalls: RollCallService,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.read',
    returns: TripDto,
    list: true,
    summary: 'Trips that concern one, latest departure first',
  })
  async list(@Caller() who: Principal, @Query() query: TripQuery) {
    const day = (at: string | undefined): Date | undefined => (at === undefined ? undefined : new Date(at));
    const filter = {
      state: query.state,
      supplierId: query.supplier,
      from: day(query.from),
      to: day(query.to),
      arriveBefore: day(query.arriveBefore),
    };
    const page = await this.trips.list(who, filter, query.cursor, query.limit ?? 20);
    return { items: page.items.map((view) => TripDto.of(view)), next: page.next };
  }

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'dispatch.read',
    file: XLSX,
    rate: 'upload',
    summary: 'All trips that the filter finds, as a workbook: a line for each enterprise of a trip',
  })
  export(@Caller() who: Principal, @Query() query: TripQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, tripsExport, query, async (asked) => {
      const { items, next } = await this.list(who, asked);
      return { items: items.flatMap(tripLines), next };
    });
  }

  @Action({
    method: 'POST',
    permission: 'dispatch.travel',
    body: NewTripDto,
    returns: TripDto,
    status: 201,
    summary: 'Plan a trip for accepted promises',
  })
  async plan(@Caller() who: Principal, @Body() body: NewTripDto) {
    const { vehicle = null, note = null, requestKey = null, departAt, arriveAt, ...rest } = body;
    return TripDto.of(
      await this.trips.plan(who, { ...rest, vehicle, note, requestKey, departAt: new Date(departAt), arriveAt: new Date(arriveAt) }),
    );
  }

  @Action({ method: 'GET', path: ':id', permission: 'dispatch.read', returns: TripDto, summary: 'One trip and where its people are' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return TripDto.of(await this.trips.one(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/cancel',
    permission: 'dispatch.travel',
    body: CancelTripDto,
    returns: TripDto,
    summary: 'It does not take place; its people stay committed',
  })
  async cancel(@Caller() who: Principal, @Param('id') id: string, @Body() body: CancelTripDto) {
    return TripDto.of(await this.trips.cancel(who, id, body.reason));
  }

  @Action({
    method: 'POST',
    path: ':id/depart',
    permission: 'dispatch.travel',
    body: RollCallDto,
    returns: RollCallResultDto,
    summary: 'Roll call at departure: boarded or no_show',
  })
  depart(@Caller() who: Principal, @Param('id') id: string, @Body() body: RollCallDto) {
    return this.take(who, id, 'depart', body);
  }

  @Action({
    method: 'POST',
    path: ':id/arrive',
    permission: 'dispatch.travel',
    body: RollCallDto,
    returns: RollCallResultDto,
    summary: 'Roll call on arrival: arrived or lost',
  })
  arrive(@Caller() who: Principal, @Param('id') id: string, @Body() body: RollCallDto) {
    return this.take(who, id, 'arrive', body);
  }

  @Action({
    method: 'POST',
    path: ':id/hand-over',
    permission: 'dispatch.travel',
    body: HandOverDto,
    returns: RollCallResultDto,
    summary: 'The group is handed over to the enterprise',
  })
  async handOver(@Caller() who: Principal, @Param('id') id: string, @Body() body: HandOverDto) {
    const request = { answers: answersOf(body.lines ?? []), done: true, receivedBy: body.receivedBy ?? null };
    return RollCallResultDto.of(await this.rollCalls.take(who, id, 'hand_over', request));
  }

  @Action({
    method: 'POST',
    path: ':id/confirm',
    permission: 'dispatch.confirm',
    body: RollCallDto,
    returns: RollCallResultDto,
    summary: 'The enterprise says who signed and who was refused',
  })
  confirm(@Caller() who: Principal, @Param('id') id: string, @Body() body: RollCallDto) {
    return this.take(who, id, 'confirm', body);
  }

  private async take(who: Principal, id: string, call: RollCall, body: RollCallDto): Promise<RollCallResultDto> {
    return RollCallResultDto.of(await this.rollCalls.take(who, id, call, { answers: answersOf(body.lines), done: body.done ?? null }));
  }
}

const answersOf = (lines: AnswerDto[]) =>
  lines.map((line) => ({ lineId: line.lineId, state: line.state, at: new Date(line.at), reason: line.reason ?? null }));

@Resource('trips')
export class ManifestController {
  constructor(
    private readonly manifest: ManifestService,
    private readonly files: ManifestFileService,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'GET',
    path: ':id/manifest',
    permission: 'dispatch.read',
    returns: LineDto,
    array: true,
    summary: 'People of a trip, as far as they concern one: named for their station and for the enterprise they come to, masked for others',
  })
  async list(@Caller() who: Principal, @Param('id') id: string, @Query() query: ManifestQuery) {
    return (await this.manifest.list(who, id, query.full ?? false)).map((view) => LineDto.of(view));
  }

  @Action({
    method: 'POST',
    path: ':id/manifest',
    permission: 'dispatch.travel',
    body: ManifestDto,
    returns: LineDto,
    array: true,
    status: 201,
    summary: 'Put people on the manifest',
  })
  async add(@Caller() who: Principal, @Param('id') id: string, @Body() body: ManifestDto) {
    const lines = body.lines.map((line) => ({
      promiseId: line.promiseId ?? null,
      name: line.name,
      phone: line.phone ?? null,
      idNumber: line.idNumber,
      returning: line.returning ?? false,
      relief: line.relief ?? 'none',
      insured: line.insured ?? false,
      selfArranged: line.selfArranged ?? false,
      emergencyContact: line.emergencyContact ?? null,
      ...{ kind: line.kind ?? null, medical: line.medical ?? false, fareFen: line.fareFen ?? null },
    }));
    return (await this.manifest.add(who, id, lines)).map((view) => LineDto.of(view));
  }

  @Action({
    method: 'POST',
    path: ':id/manifest/preview',
    permission: 'dispatch.travel',
    upload: true,
    returns: ManifestPreviewDto,
    summary: 'What is wrong with a manifest, as CSV or a workbook; nothing is kept',
  })
  async preview(@Caller() who: Principal, @Param('id') id: string, @Query() query: ManifestFileQuery, @Req() request: UploadRequest) {
    const choice = ManifestFileQuery.choice(query);
    return ManifestPreviewDto.of(
      await withUpload(request, this.settings, (file, _, signal) => this.files.preview(who, id, file, choice, signal)),
    );
  }

  @Action({
    method: 'POST',
    path: ':id/manifest/file',
    permission: 'dispatch.travel',
    upload: true,
    returns: LineDto,
    array: true,
    status: 201,
    summary: 'Put the people of a manifest, as CSV or a workbook, on the trip',
  })
  async upload(@Caller() who: Principal, @Param('id') id: string, @Query() query: ManifestFileQuery, @Req() request: UploadRequest) {
    const choice = ManifestFileQuery.choice(query);
    const saved = await withUpload(request, this.settings, (file, _, signal) => this.files.save(who, id, file, choice, signal));
    return saved.map((view) => LineDto.of(view));
  }

  @Action({
    method: 'DELETE',
    path: ':id/manifest/:lineId',
    permission: 'dispatch.travel',
    summary: 'Take somebody off who was not called yet',
  })
  async remove(@Caller() who: Principal, @Param('id') id: string, @Param('lineId') lineId: string) {
    await this.manifest.remove(who, id, lineId);
  }
}
