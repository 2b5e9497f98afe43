import { Global, Module } from '@nestjs/common';
import { AccessModule, ObjectNames } from '#access';
import { EnterpriseModule } from '#enterprise';
import { FairModule } from '#fair';
import { NeedModule } from '#need';
import { NotificationModule } from '#notification';
import { EventMap } from '#platform/jobs';
import { RoundSource } from '#catalogue';
import { SupplyModule } from '#supply';
import { SurveyModule } from '#survey';
import { Flow } from './flow.service.js';
import { NamedObjects } from './named-objects.js';
import { SurveyedRounds } from './surveyed-rounds.js';

/** Besides the map, what one domain asks of another that it may not know. */
@Global()
@Module({
  imports: [AccessModule, EnterpriseModule, FairModule, NeedModule, NotificationModule, SupplyModule, SurveyModule],
  providers: [
    { provide: EventMap, useClass: Flow },
    { provide: RoundSource, useClass: SurveyedRounds },
    { provide: ObjectNames, useClass: NamedObjects },
  ],
  exports: [EventMap, ObjectNames, RoundSource],
})
export class FlowModule {}
