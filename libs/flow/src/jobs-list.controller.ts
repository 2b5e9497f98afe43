import { Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Action, Caller, Resource, type Principal } from '#platform/http';
import { JobAdmin, jobDto, JobQuery } from '#platform/jobs';
import { XLSX } from '#platform/table';
import { jobsExport } from './jobs.export.js';

/** The list of jobs to take along: the platform knows neither the trail nor what the work of the libraries is called. */
@Resource('jobs')
export class JobListController {
  constructor(
    private readonly jobs: JobAdmin,
    private readonly exports: ListExports,
  ) {}

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'jobs.manage',
    file: XLSX,
    rate: 'upload',
    summary: 'All background jobs that the filter finds, as a workbook',
  })
  export(@Caller() who: Principal, @Query() query: JobQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, jobsExport, query, async (asked) => {
      const { items, next } = await this.jobs.list(asked);
      return { items: items.map(jobDto), next };
    });
  }
}
