import { Body, Param, Query } from '@nestjs/common';
import type { Paged } from '#platform/db';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { JobAdmin } from './job-admin.js';
import { JobDesk } from './job-desk.js';
import {
  JobDto,
  jobDto,
  JobKindDto,
  JobQuery,
  MoveJobDto,
  MovedJobsDto,
  QueueDto,
  queueDto,
  RunningJobDto,
  runningDto,
} from './jobs.dto.js';
import { queueNamed, QueueRoom } from './queue-room.js';

@Resource('jobs')
export class JobController {
  constructor(
    private readonly jobs: JobAdmin,
    private readonly desk: JobDesk,
  ) {}

  @Action({ method: 'GET', permission: 'jobs.manage', returns: JobDto, list: true, summary: 'Background jobs, newest first' })
  async list(@Query() query: JobQuery): Promise<Paged<JobDto>> {
    const page = await this.jobs.list(query);
    return { items: page.items.map(jobDto), next: page.next };
  }

  @Action({ method: 'GET', path: ':id', permission: 'jobs.manage', returns: JobDto, summary: 'One job' })
  async get(@Param('id') id: string): Promise<JobDto> {
    return jobDto(await this.jobs.get(id));
  }

  @Action({ method: 'POST', path: ':id/retry', permission: 'jobs.manage', returns: JobDto, summary: 'Run a failed or cancelled job again' })
  async retry(@Caller() who: Principal, @Param('id') id: string): Promise<JobDto> {
    return jobDto(await this.desk.retry(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/cancel',
    permission: 'jobs.manage',
    returns: JobDto,
    summary: 'Cancel a waiting job, or ask a running one to stop',
  })
  async cancel(@Caller() who: Principal, @Param('id') id: string): Promise<JobDto> {
    return jobDto(await this.desk.cancel(who, id));
  }

  @Action({
    method: 'POST',
    path: ':id/move',
    permission: 'jobs.manage',
    body: MoveJobDto,
    returns: JobDto,
    summary: 'Let a waiting job run at another time',
  })
  async move(@Caller() who: Principal, @Param('id') id: string, @Body() body: MoveJobDto): Promise<JobDto> {
    return jobDto(await this.desk.moveTo(who, id, new Date(body.runAt)));
  }
}

@Resource('queues')
export class QueueController {
  constructor(
    private readonly room: QueueRoom,
    private readonly desk: JobDesk,
  ) {}

  @Action({ method: 'GET', permission: 'jobs.manage', returns: QueueDto, array: true, summary: 'Queues with counts, ages and rates' })
  async list(): Promise<QueueDto[]> {
    return (await this.room.queues()).map(queueDto);
  }

  @Action({ method: 'GET', path: 'kinds', permission: 'jobs.manage', returns: JobKindDto, array: true, summary: 'The same by kind of job' })
  kinds(): Promise<JobKindDto[]> {
    return this.room.kinds();
  }

  @Action({
    method: 'GET',
    path: 'running',
    permission: 'jobs.manage',
    returns: RunningJobDto,
    array: true,
    summary: 'What runs where and since when, longest first',
  })
  async running(): Promise<RunningJobDto[]> {
    return (await this.room.running()).map(runningDto);
  }

  @Action({
    method: 'POST',
    path: ':name/drain',
    permission: 'jobs.manage',
    returns: MovedJobsDto,
    summary: 'Cancel all that waits in a queue, but for what runs by itself; 5,000 at once',
  })
  async drain(@Caller() who: Principal, @Param('name') name: string): Promise<MovedJobsDto> {
    return { jobs: await this.desk.drain(who, queueNamed(name)) };
  }

  @Action({
    method: 'POST',
    path: ':name/retry-failed',
    permission: 'jobs.manage',
    returns: MovedJobsDto,
    summary: 'Run all of a queue again that failed; 5,000 at once',
  })
  async retryFailed(@Caller() who: Principal, @Param('name') name: string): Promise<MovedJobsDto> {
    return { jobs: await this.desk.retryFailed(who, queueNamed(name)) };
  }

  @Action({ method: 'POST', path: ':name/pause', permission: 'jobs.manage', summary: 'Take up nothing more of a queue' })
  async pause(@Caller() who: Principal, @Param('name') name: string): Promise<void> {
    await this.desk.pause(who, queueNamed(name));
  }

  @Action({ method: 'POST', path: ':name/resume', permission: 'jobs.manage', summary: 'Go on with a paused queue' })
  async resume(@Caller() who: Principal, @Param('name') name: string): Promise<void> {
    await this.desk.resume(who, queueNamed(name));
  }
}
