import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { BoothService } from './booth.service.js';
import { BoothController, FairController } from './fair.controller.js';
import { FairReads } from './fair.reads.js';
import { FairRepository } from './fair.repository.js';
import { BoothReads, FairService } from './fair.service.js';
import './fair.retention.js';
import './fair.traces.js';

export const fairPermissions = definePermissions({
  'fair.manage': ['city-admin', 'city-staff', 'county-staff'],
  'fair.booths': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor', 'enterprise'],
  'fair.book': ['enterprise', 'city-admin', 'city-staff', 'county-staff'],
});

@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule],
  controllers: [FairController, BoothController],
  providers: [FairRepository, FairReads, FairService, BoothReads, BoothService],
  exports: [FairReads],
})
export class FairModule {}
