import { Global, Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { NotificationModule } from '#notification';
import { EventMap } from '#platform/jobs';
import { RoundSource } from '#catalogue';
import { SurveyModule } from '#survey';
import { Flow } from './flow.service.js';
import { SurveyedRounds } from './surveyed-rounds.js';

/** Besides the map, what one domain asks of another that it may not know. */
@Global()
@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule, NotificationModule, SurveyModule],
  providers: [
    { provide: EventMap, useClass: Flow },
    { provide: RoundSource, useClass: SurveyedRounds },
  ],
  exports: [EventMap, RoundSource],
})
export class FlowModule {}
