import { Query, Req } from '@nestjs/common';
import { Settings } from '#platform/config';
import { Action, Caller, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { BatchesOfferedDto, BatchFileQuery, BatchPreviewDto } from './batch-file.dto.js';
import { BatchFileService } from './batch-file.service.js';

@Resource('batches')
export class BatchFileController {
  constructor(
    private readonly files: BatchFileService,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'POST',
    path: 'preview',
    permission: 'supply.offer',
    upload: true,
    returns: BatchPreviewDto,
    summary: 'What is understood of a list of batches, as CSV or a workbook, and what is wrong with it; nothing is kept',
  })
  async preview(@Caller() who: Principal, @Query() { supplier }: BatchFileQuery, @Req() request: UploadRequest) {
    return BatchPreviewDto.of(
      await withUpload(request, this.settings, (file, _, signal) => this.files.preview(who, file, supplier ?? null, signal)),
    );
  }

  @Action({
    method: 'POST',
    path: 'file',
    permission: 'supply.offer',
    upload: true,
    returns: BatchesOfferedDto,
    status: 201,
    summary: 'Offer the batches of a list, as CSV or a workbook: all of them or none; those offered already stay as they are',
  })
  async save(@Caller() who: Principal, @Query() { supplier }: BatchFileQuery, @Req() request: UploadRequest) {
    return { offered: await withUpload(request, this.settings, (file, _, signal) => this.files.save(who, file, supplier ?? null, signal)) };
  }
}
