import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { BoardCache } from './board.cache.js';
import { BoardController } from './board.controller.js';
import { BoardProjection } from './board.projection.js';
import { Regions } from './board.regions.js';
import { BoardService } from './board.service.js';
import { CatalogueController, CatalogueVersionController } from './catalogue.controller.js';
import { CatalogueDocuments } from './catalogue.documents.js';
import { CatalogueHandlers } from './catalogue.jobs.js';
import { CataloguePublisher } from './catalogue.publisher.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { CatalogueService } from './catalogue.service.js';
import { CatalogueShelf } from './catalogue.shelf.js';
import { SeekersController } from './seekers.controller.js';
import { SeekersService } from './seekers.service.js';
import { TraceService } from './trace.service.js';
import './shortage.retention.js';
import './shortage.traces.js';

definePermissions({
  'catalogue.trace': ['city-admin', 'city-staff', 'county-staff', 'auditor'],
  'seekers.read': ['city-admin', 'city-staff', 'county-staff', 'auditor'],
  'seekers.replace': ['city-admin', 'city-staff'],
});

@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule],
  controllers: [BoardController, CatalogueController, CatalogueVersionController, SeekersController],
  providers: [
    BoardProjection,
    Regions,
    BoardService,
    BoardCache,
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
export class ShortageModule {}
