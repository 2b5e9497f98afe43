import { Body, Param, Query } from '@nestjs/common';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { LineDto } from '../trip.dto.js';
import { EraseWorkerDto, NewWorkerDto, WorkerDto, WorkerQuery, WorkersOnTripDto, WorkerStageDto } from './worker.dto.js';
import { WorkerService } from './worker.service.js';
import { WorkerViews } from './worker.views.js';
import { WorkersToManifest } from './workers-to-manifest.js';

@Resource('workers')
export class WorkerController {
  constructor(
    private readonly workers: WorkerService,
    private readonly views: WorkerViews,
  ) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.people',
    returns: WorkerDto,
    list: true,
    summary: 'People whom stations look after, newest first; found by a whole ID number or telephone number',
  })
  async list(@Caller() who: Principal, @Query() query: WorkerQuery) {
    const filter = { supplierId: query.supplier, batchId: query.batch, stage: query.stage };
    const page = await this.workers.list(who, filter, query.q, query.cursor, query.limit ?? 20);
    return { items: (await this.views.of(who, page.items)).map((view) => WorkerDto.of(view)), next: page.next };
  }

  @Action({
    method: 'POST',
    permission: 'dispatch.people',
    body: NewWorkerDto,
    returns: WorkerDto,
    status: 201,
    summary: 'Enter somebody, once, with their consent',
  })
  async enter(@Caller() who: Principal, @Body() body: NewWorkerDto) {
    return WorkerDto.of(await this.views.one(who, await this.workers.enter(who, NewWorkerDto.given(body))));
  }

  @Action({ method: 'GET', path: ':id', permission: 'dispatch.people', returns: WorkerDto, summary: 'One person' })
  async one(@Caller() who: Principal, @Param('id') id: string) {
    return WorkerDto.of(await this.views.one(who, await this.workers.one(who, id)));
  }

  @Action({
    method: 'POST',
    path: ':id/stage',
    permission: 'dispatch.people',
    body: WorkerStageDto,
    returns: WorkerDto,
    summary: 'Interview, medical, accepted; or a no with its reason',
  })
  async move(@Caller() who: Principal, @Param('id') id: string, @Body() body: WorkerStageDto) {
    const { stage, reason = null, interviewAt = null, interviewLink = null, version } = body;
    const next = { stage, reason, interviewAt: interviewAt === null ? null : new Date(interviewAt), interviewLink, version };
    return WorkerDto.of(await this.views.one(who, await this.workers.move(who, id, next)));
  }

  @Action({
    method: 'POST',
    path: ':id/erase',
    permission: 'dispatch.people',
    body: EraseWorkerDto,
    summary: 'Delete what is kept of somebody here; manifests that they stand on stay their time',
  })
  async erase(@Caller() who: Principal, @Param('id') id: string, @Body() body: EraseWorkerDto) {
    await this.workers.erase(who, id, body.reason);
  }
}

@Resource('trips')
export class WorkersOnTripController {
  constructor(private readonly manifest: WorkersToManifest) {}

  @Action({
    method: 'POST',
    path: ':id/manifest/workers',
    permission: 'dispatch.travel',
    body: WorkersOnTripDto,
    returns: LineDto,
    array: true,
    status: 201,
    summary: 'Put accepted people on the manifest',
  })
  async add(@Caller() who: Principal, @Param('id') id: string, @Body() body: WorkersOnTripDto) {
    return (await this.manifest.add(who, id, body.workerIds, body.promiseId ?? null)).map((view) => LineDto.of(view));
  }
}
