import { Global, Module, type Provider } from '@nestjs/common';
import { Events } from '#platform/jobs';
import { ports } from './flow.js';
import { Flow } from './flow.service.js';
import { JobListController } from './jobs-list.controller.js';
import { modulesOf } from './libraries.js';
import { Audiences } from './audiences.js';
import { FieldDuties } from './field-duties.js';
import { MassAddressees } from './mass-addressees.js';
import { NamedObjects } from './named-objects.js';

/** The map and the ports that are bound on it, for the whole house. */
@Global()
@Module({
  imports: modulesOf(),
  controllers: [JobListController],
  providers: [{ provide: Events, useClass: Flow }, NamedObjects, FieldDuties, Audiences, MassAddressees, ...(ports as Provider[])],
  exports: [Events, ...ports.map(({ provide }) => provide)],
})
export class FlowModule {}
