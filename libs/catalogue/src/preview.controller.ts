import { Param } from '@nestjs/common';
import { Action, notFound, Resource } from '#platform/http';
import { CataloguePreviewDto } from './catalogue.dto.js';
import { CataloguePublisher } from './catalogue.publisher.js';
import { previewOf } from './catalogue.views.js';

/** What would be published of a closed round: for those who publish it. */
@Resource('catalogue-previews')
export class CataloguePreviewController {
  constructor(private readonly publisher: CataloguePublisher) {}

  @Action({
    method: 'GET',
    path: ':id',
    permission: 'catalogue.preview',
    returns: CataloguePreviewDto,
    summary: 'The catalogue of a closed survey round as it would be published now',
  })
  async preview(@Param('id') id: string): Promise<CataloguePreviewDto> {
    const made = await this.publisher.preview(id);
    if (!made) throw notFound('survey-round', id);
    return previewOf(made);
  }
}
