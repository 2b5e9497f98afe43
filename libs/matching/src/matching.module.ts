import { Global, Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { Proposals, SupplyModule } from '#supply';
import { NeedAdviceController } from './advice.controller.js';
import { AdviceService } from './advice.service.js';
import { CompareService } from './compare.service.js';
import { FittingController } from './fitting.controller.js';
import { FittingService } from './fitting.service.js';
import { MatchingRunController } from './matching.controller.js';
import { MatchingHandlers } from './matching.jobs.js';
import { RunKeeper } from './matching.keep.js';
import { MatchingNames } from './matching.names.js';
import { MatchingPorts } from './matching.ports.js';
import { MatchingReads } from './matching.reads.js';
import { MatchingRepository } from './matching.repository.js';
import { MatchingService } from './matching.service.js';
import { PreviewService } from './preview.service.js';
import { ProblemReader } from './problem-reader.js';
import { ProposalAnswers } from './proposal-answers.js';
import { ProposalController, ProposalPages } from './proposal.controller.js';
import { MatchedProposals } from './proposal.port.js';
import { MatchingRuleController } from './rules.controller.js';
import { RulesService } from './rules.service.js';
import './matching.traces.js';

definePermissions({
  'matching.run': ['city-admin', 'city-staff'],
  'matching.read': ['city-admin', 'city-staff', 'auditor'],
  'matching.fit': ['city-admin', 'city-staff', 'supplier'],
  'proposal.welcome': ['city-admin', 'city-staff', 'enterprise'],
  'proposal.decline': ['city-admin', 'city-staff', 'enterprise', 'supplier'],
  'proposal.read': ['city-admin', 'city-staff', 'county-staff', 'auditor', 'enterprise', 'supplier'],
});

/** Global for the port by which dispatch, which may not know this library, takes proposals. */
@Global()
@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule, SupplyModule],
  controllers: [MatchingRunController, MatchingRuleController, ProposalController, FittingController, NeedAdviceController],
  providers: [
    MatchingRepository,
    MatchingReads,
    MatchingPorts,
    MatchingService,
    MatchingNames,
    RulesService,
    PreviewService,
    CompareService,
    AdviceService,
    ProposalAnswers,
    ProposalPages,
    ProblemReader,
    FittingService,
    RunKeeper,
    MatchingHandlers,
    { provide: Proposals, useClass: MatchedProposals },
  ],
  exports: [Proposals],
})
export class MatchingModule {}
