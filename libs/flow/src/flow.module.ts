import { Global, Module } from '@nestjs/common';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { NotificationModule } from '#notification';
import { EventMap } from '#platform/jobs';
import { Flow } from './flow.service.js';

@Global()
@Module({
  imports: [EnterpriseModule, NeedModule, NotificationModule],
  providers: [{ provide: EventMap, useClass: Flow }],
  exports: [EventMap],
})
export class FlowModule {}
