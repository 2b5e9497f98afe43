import { Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports } from '#access';
import { Settings } from '#platform/config';
import { Action, Caller, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { XLSX } from '#platform/table';
import { DispatchPorts } from '../dispatch.ports.js';
import { WorkerQuery, WorkerDto } from '../people/worker.dto.js';
import { WorkerRepository } from '../people/worker.repository.js';
import { WorkerService } from '../people/worker.service.js';
import { WorkerViews } from '../people/worker.views.js';
import { workersExport } from './people.export.js';
import { NamedCountDto, NamedQuery, PeopleEnteredDto, PeopleFileQuery, PeoplePreviewDto } from './people-file.dto.js';
import { PeopleFileService } from './people-file.service.js';

@Resource('workers')
export class PeopleFileController {
  constructor(
    private readonly files: PeopleFileService,
    private readonly workers: WorkerService,
    private readonly rows: WorkerRepository,
    private readonly views: WorkerViews,
    private readonly ports: DispatchPorts,
    private readonly exports: ListExports,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'GET',
    path: 'export',
    permission: 'dispatch.people',
    file: XLSX,
    rate: 'upload',
    summary: 'All people that the filter finds, as a workbook; ID numbers are masked in it too',
  })
  export(@Caller() who: Principal, @Query() query: WorkerQuery, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.answer(reply, who, workersExport, query, async (asked) => {
      const filter = { supplierId: asked.supplier, batchId: asked.batch, stage: asked.stage };
      const page = await this.workers.list(who, filter, asked.q, asked.cursor, asked.limit ?? 20);
      return { items: (await this.views.of(who, page.items)).map((view) => WorkerDto.of(view)), next: page.next };
    });
  }

  @Action({
    method: 'GET',
    path: 'named',
    permission: 'dispatch.people',
    returns: NamedCountDto,
    array: true,
    summary: 'How many people of batches, which are counted first, have been named since',
  })
  async named(@Caller() who: Principal, @Query() { batches }: NamedQuery): Promise<NamedCountDto[]> {
    return this.rows.namedIn(this.ports.access.scope(who, 'dispatch.people'), batches.split(','));
  }

  @Action({
    method: 'POST',
    path: 'preview',
    permission: 'dispatch.people',
    upload: true,
    returns: PeoplePreviewDto,
    summary: 'What is wrong with a list of people, as CSV or a workbook; nothing is kept',
  })
  async preview(@Caller() who: Principal, @Query() query: PeopleFileQuery, @Req() request: UploadRequest) {
    const given = PeopleFileQuery.given(query);
    return PeoplePreviewDto.of(await withUpload(request, this.settings, (file, _, signal) => this.files.preview(who, file, given, signal)));
  }

  @Action({
    method: 'POST',
    path: 'file',
    permission: 'dispatch.people',
    upload: true,
    returns: PeopleEnteredDto,
    status: 201,
    summary: 'Enter the people of a list, as CSV or a workbook: all of them or none',
  })
  async save(@Caller() who: Principal, @Query() query: PeopleFileQuery, @Req() request: UploadRequest): Promise<PeopleEnteredDto> {
    const given = PeopleFileQuery.given(query);
    return { entered: await withUpload(request, this.settings, (file, _, signal) => this.files.save(who, file, given, signal)) };
  }
}
