import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { SupplyModule } from '#supply';
import { NeedAdviceController } from './fitting/advice.controller.js';
import { AdviceService } from './fitting/advice.service.js';
import { CompareService } from './run/compare.service.js';
import { FittingController } from './fitting/fitting.controller.js';
import { FittingService } from './fitting/fitting.service.js';
import { MatchingRunController } from './run/run.controller.js';
import { ProposalHandlers } from './proposal/proposal.handlers.js';
import { RunHandlers } from './run/run.handlers.js';
import { RunKeeper } from './run/run.keeper.js';
import { MatchingNames } from './matching.names.js';
import { MatchingPorts } from './matching.ports.js';
import { MatchingReads } from './matching.reads.js';
import { MatchingRepository } from './matching.repository.js';
import { RunService } from './run/run.service.js';
import { PreviewService } from './run/preview.service.js';
import { ProblemReader } from './run/problem-reader.js';
import { FoundByMatching } from './proposal/found-by-matching.js';
import { MatchedTerms } from './proposal/matched-terms.js';
import { ProposalAnswers } from './proposal/proposal-answers.js';
import { ProposalController, ProposalPages } from './proposal/proposal.controller.js';
import { MatchedProposals } from './proposal/proposal.port.js';
import { MatchingRuleController } from './rule/rule.controller.js';
import { RuleService } from './rule/rule.service.js';
import './matching.traces.js';

export const matchingPermissions = definePermissions({
  'matching.run': ['city-admin', 'city-staff'],
  'matching.read': ['city-admin', 'city-staff', 'auditor'],
  'matching.fit': ['city-admin', 'city-staff', 'supplier'],
  'proposal.welcome': ['city-admin', 'city-staff', 'enterprise'],
  'proposal.decline': ['city-admin', 'city-staff', 'enterprise', 'supplier'],
  'proposal.read': ['city-admin', 'city-staff', 'county-staff', 'auditor', 'enterprise', 'supplier'],
});

@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule, SupplyModule],
  controllers: [MatchingRunController, MatchingRuleController, ProposalController, FittingController, NeedAdviceController],
  providers: [
    MatchingRepository,
    MatchingReads,
    FoundByMatching,
    MatchingPorts,
    RunService,
    MatchingNames,
    RuleService,
    PreviewService,
    CompareService,
    AdviceService,
    ProposalAnswers,
    MatchedTerms,
    ProposalPages,
    ProblemReader,
    FittingService,
    RunKeeper,
    RunHandlers,
    ProposalHandlers,
    MatchedProposals,
  ],
  exports: [MatchedProposals, FoundByMatching],
})
export class MatchingModule {}
