import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { SupplyModule } from '#supply';
import { ChaseController } from './chase/chase.controller.js';
import { ChaseRepository } from './chase/chase.repository.js';
import { ChaseService } from './chase/chase.service.js';
import { DispatchHandlers } from './dispatch.handlers.js';
import { DispatchRules } from './dispatch-rules.js';
import { DispatchRulesController } from './dispatch-rules.controller.js';
import { DispatchPorts, Neighbours } from './dispatch.ports.js';
import { InsuranceController } from './insurance/insurance.controller.js';
import { InsuranceRepository } from './insurance/insurance.repository.js';
import { InsuranceService } from './insurance/insurance.service.js';
import { ManifestFileService } from './manifest-file.service.js';
import { LineViews } from './line.views.js';
import { ManifestService } from './manifest.service.js';
import { PeopleLedger } from './people-ledger.js';
import { PerformanceController } from './performance/performance.controller.js';
import { PerformanceRepository } from './performance/performance.repository.js';
import { PerformanceService } from './performance/performance.service.js';
import { TallyRepository } from './performance/tally.repository.js';
import { TallyService } from './performance/tally.service.js';
import { PromiseController, ProposalPromiseController } from './promise.controller.js';
import { PromiseRepository } from './promise.repository.js';
import { PromiseService } from './promise.service.js';
import { PromiseViews } from './promise.views.js';
import { PromiseWatch } from './promise-watch.service.js';
import { RetentionAnswers } from './retention-answers.service.js';
import { RetentionController } from './retention.controller.js';
import { RetentionViews } from './retention.views.js';
import { RetentionRepository, RetentionService } from './retention.service.js';
import { RollCallService } from './roll-call.service.js';
import { SubstitutionController } from './substitution.controller.js';
import { SubstitutionService } from './substitution.service.js';
import { PeopleFileController } from './people-table/people-file.controller.js';
import { PeopleFileService } from './people-table/people-file.service.js';
import { WorkerController, WorkersOnTripController } from './people/worker.controller.js';
import { WorkerRepository } from './people/worker.repository.js';
import { WorkerService } from './people/worker.service.js';
import { WorkerViews } from './people/worker.views.js';
import { WorkersToManifest } from './people/workers-to-manifest.js';
import { TripAccess } from './trip.access.js';
import { ManifestController, TripController } from './trip.controller.js';
import { TripRepository } from './trip.repository.js';
import { TripService } from './trip.service.js';
import { TripViews } from './trip.views.js';
import { WithdrawalService } from './withdrawal.service.js';
import './dispatch.traces.js';

export const dispatchPermissions = definePermissions({
  'dispatch.read': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor', 'supplier', 'enterprise'],
  'dispatch.promise': ['city-admin', 'city-staff', 'supplier'],
  'dispatch.decide': ['city-admin', 'city-staff', 'county-staff', 'enterprise'],
  'dispatch.withdraw': ['city-admin', 'city-staff', 'county-staff', 'supplier', 'enterprise'],
  'dispatch.rule': ['city-admin', 'city-staff'],
  'dispatch.travel': ['city-admin', 'city-staff', 'supplier'],
  'dispatch.confirm': ['city-admin', 'city-staff', 'county-staff', 'enterprise'],
  'dispatch.people': ['city-admin', 'city-staff', 'supplier'],
  'dispatch.people_full': ['city-admin', 'city-staff', 'supplier', 'enterprise'],
  'dispatch.retention_read': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor', 'supplier', 'enterprise'],
  'dispatch.insurance': ['city-admin', 'city-staff', 'county-staff'],
  'dispatch.performance': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor', 'supplier', 'enterprise'],
  'dispatch.retention': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'enterprise'],
});

@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule, SupplyModule],
  controllers: [
    PromiseController,
    ProposalPromiseController,
    DispatchRulesController,
    TripController,
    ManifestController,
    SubstitutionController,
    PeopleFileController,
    WorkerController,
    WorkersOnTripController,
    RetentionController,
    ChaseController,
    InsuranceController,
    PerformanceController,
  ],
  providers: [
    DispatchPorts,
    Neighbours,
    PromiseRepository,
    TripRepository,
    RetentionRepository,
    PeopleLedger,
    DispatchRules,
    PromiseService,
    PromiseViews,
    PromiseWatch,
    WithdrawalService,
    TripAccess,
    TripViews,
    TripService,
    LineViews,
    ManifestService,
    ManifestFileService,
    SubstitutionService,
    WorkerRepository,
    WorkerService,
    WorkerViews,
    PeopleFileService,
    WorkersToManifest,
    RollCallService,
    RetentionService,
    RetentionAnswers,
    RetentionViews,
    ChaseRepository,
    ChaseService,
    InsuranceRepository,
    InsuranceService,
    TallyRepository,
    TallyService,
    PerformanceRepository,
    PerformanceService,
    DispatchHandlers,
  ],
  exports: [PerformanceService, PromiseService, PromiseWatch, WithdrawalService, TripService, ManifestService, RollCallService],
})
export class DispatchModule {}
