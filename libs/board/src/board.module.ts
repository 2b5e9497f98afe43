import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { BoardCache } from './board.cache.js';
import { BoardController } from './board.controller.js';
import { BoardNames } from './board.names.js';
import { BoardProjection } from './board.projection.js';
import { Regions } from './board.regions.js';
import { BoardService } from './board.service.js';

@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule],
  controllers: [BoardController],
  providers: [BoardProjection, BoardNames, Regions, BoardService, BoardCache],
})
export class BoardModule {}
