import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { CatalogueController, CatalogueVersionController } from './catalogue.controller.js';
import { CatalogueDocuments } from './catalogue.documents.js';
import { CatalogueHandlers } from './catalogue.handlers.js';
import { CataloguePublisher } from './catalogue.publisher.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { CatalogueService } from './catalogue.service.js';
import { CatalogueShelf } from './catalogue.shelf.js';
import { CataloguePreviewController } from './preview.controller.js';
import { SeekersController } from './seekers.controller.js';
import { SeekersService } from './seekers.service.js';
import { TraceService } from './trace.service.js';
import './catalogue.retention.js';
import './catalogue.traces.js';

export const cataloguePermissions = definePermissions({
  'catalogue.preview': ['city-admin', 'city-staff'],
  'catalogue.trace': ['city-admin', 'city-staff', 'county-staff', 'auditor'],
  'seekers.read': ['city-admin', 'city-staff', 'county-staff', 'auditor'],
  'seekers.replace': ['city-admin', 'city-staff'],
});

@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule],
  controllers: [CatalogueController, CatalogueVersionController, CataloguePreviewController, SeekersController],
  providers: [
    CatalogueRepository,
    CatalogueShelf,
    CatalogueDocuments,
    CataloguePublisher,
    CatalogueService,
    CatalogueHandlers,
    TraceService,
    SeekersService,
  ],
})
export class CatalogueModule {}
