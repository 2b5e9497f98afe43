import { Query, Req } from '@nestjs/common';
import { Directory } from '#access';
import { Settings } from '#platform/config';
import { Action, Caller, PageQuery, Resource, withUpload, type Principal, type UploadRequest } from '#platform/http';
import { InsuranceImportDto, InsurancePreviewDto } from './insurance.dto.js';
import { InsuranceService } from './insurance.service.js';
import type { InsuranceImport } from './insurance.entity.js';

@Resource('insurance-months')
export class InsuranceController {
  constructor(
    private readonly insurance: InsuranceService,
    private readonly directory: Directory,
    private readonly settings: Settings,
  ) {}

  @Action({
    method: 'GET',
    permission: 'dispatch.insurance',
    returns: InsuranceImportDto,
    list: true,
    summary: 'Lists of paid social-insurance months that were read, newest first',
  })
  async list(@Caller() who: Principal, @Query() query: PageQuery) {
    const page = await this.insurance.list(who, query.cursor, query.limit ?? 20);
    return { items: await this.named(page.items), next: page.next };
  }

  @Action({
    method: 'POST',
    path: 'preview',
    permission: 'dispatch.insurance',
    upload: true,
    returns: InsurancePreviewDto,
    summary: 'What a list of paid months, as CSV or a workbook, says of people who signed; nothing is kept',
  })
  async preview(@Caller() who: Principal, @Req() request: UploadRequest) {
    return InsurancePreviewDto.of(await withUpload(request, this.settings, (file, _, signal) => this.insurance.preview(who, file, signal)));
  }

  @Action({
    method: 'POST',
    permission: 'dispatch.insurance',
    upload: true,
    returns: InsuranceImportDto,
    status: 201,
    summary: 'Keep the months of people who signed; others’ lines are not kept, and the same file counts once',
  })
  async save(@Caller() who: Principal, @Req() request: UploadRequest) {
    const saved = await withUpload(request, this.settings, (file, _, signal) => this.insurance.save(who, file, signal));
    const [dto] = await this.named([saved]);
    return dto as InsuranceImportDto;
  }

  private async named(imports: InsuranceImport[]): Promise<InsuranceImportDto[]> {
    const names = await this.directory.names(imports.map(({ createdById }) => createdById));
    return imports.map((one) => InsuranceImportDto.of(one, names.get(one.createdById ?? '') ?? null));
  }
}
