import { Global, Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { Proposals, SupplyModule } from '#supply';
import { FittingController } from './fitting.controller.js';
import { FittingService } from './fitting.service.js';
import { MatchingRunController, ProposalController } from './matching.controller.js';
import { MatchingHandlers } from './matching.jobs.js';
import { MatchingNames } from './matching.names.js';
import { MatchingRepository } from './matching.repository.js';
import { MatchingPorts, MatchingService } from './matching.service.js';
import { ProblemReader } from './problem-reader.js';
import { MatchedProposals } from './proposal.port.js';

definePermissions({
  'matching.run': ['city-admin', 'city-staff'],
  'matching.read': ['city-admin', 'city-staff', 'auditor'],
  'matching.fit': ['city-admin', 'city-staff', 'supplier'],
  'proposal.read': ['city-admin', 'city-staff', 'county-staff', 'auditor', 'enterprise', 'supplier'],
});

/** Global for the port by which dispatch, which may not know this library, takes proposals. */
@Global()
@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule, SupplyModule],
  controllers: [MatchingRunController, ProposalController, FittingController],
  providers: [
    MatchingRepository, MatchingPorts, MatchingService, MatchingNames, ProblemReader, FittingService, MatchingHandlers, { provide: Proposals, useClass: MatchedProposals },
  ],
  exports: [Proposals],
})
export class MatchingModule {}
