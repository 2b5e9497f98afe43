import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { SupplyModule } from '#supply';
import { ChaseController } from './chase/chase.controller.js';
import { ChaseRepository } from './chase/chase.repository.js';
import { CheckLinkController, MyCheckController } from './chase/worker-says.controller.js';
import { WorkerSays } from './chase/worker-says.js';
import { ChaseService } from './chase/chase.service.js';
import { AbsenceController } from './absence/absence.controller.js';
import { AbsenceHandlers } from './absence/absence.handlers.js';
import { Absences } from './absence/absences.js';
import { ArrivalsController } from './arrivals/arrivals.controller.js';
import { ArrivalsRepository } from './arrivals/arrivals.repository.js';
import { Arrivals } from './arrivals/arrivals.js';
import { DispatchHandlers } from './dispatch.handlers.js';
import { DispatchRules } from './dispatch-rules.js';
import { DispatchRulesController } from './dispatch-rules.controller.js';
import { DispatchPorts, Neighbours } from './dispatch.ports.js';
import { InsuranceController } from './insurance/insurance.controller.js';
import { InsuranceRepository } from './insurance/insurance.repository.js';
import { InsuranceService } from './insurance/insurance.service.js';
import { TripPaperController } from './documents/trip-papers.controller.js';
import { PaperSources, TripPapers } from './documents/trip-papers.js';
import { GateController, HandOverController } from './hand-over/hand-over.controller.js';
import { HandOvers } from './hand-over/hand-overs.js';
import { ManifestFileService } from './manifest-file.service.js';
import { LineViews } from './line.views.js';
import { ManifestService } from './manifest.service.js';
import { PeopleLedger } from './people-ledger.js';
import { KeptWords } from './performance/kept-words.js';
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
import { SignedClaims } from './signed-claims.js';
import { CoachDuty } from './roll-call/coach-duty.js';
import { CoachKits } from './roll-call/coach-kit.js';
import { RollLines } from './roll-call/roll-lines.js';
import { RollMarkRepository } from './roll-call/roll-mark.repository.js';
import { RollCallService } from './roll-call.service.js';
import { SubsidyFacts } from './subsidy-facts.js';
import { SubstitutionController } from './substitution.controller.js';
import { SubstitutionService } from './substitution.service.js';
import { PeopleFileController } from './people-table/people-file.controller.js';
import { PeopleFileService } from './people-table/people-file.service.js';
import { WorkerController, WorkersOnTripController } from './people/worker.controller.js';
import { WorkerRepository } from './people/worker.repository.js';
import { WorkerService } from './people/worker.service.js';
import { WorkerViews } from './people/worker.views.js';
import { WorkersToManifest } from './people/workers-to-manifest.js';
import { MyTripController, TripLinkController } from './worker-link/my-trip.controller.js';
import { MyTrips } from './worker-link/my-trip.js';
import { WorkerLinkController } from './worker-link/worker-link.controller.js';
import { WorkerLinks } from './worker-link/worker-links.js';
import { TravelController } from './trip/travel.controller.js';
import { TravelRepository } from './trip/travel.repository.js';
import { TravelService } from './trip/travel.service.js';
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
  'dispatch.absence': ['city-admin', 'city-staff', 'county-staff', 'supplier'],
  'dispatch.people': ['city-admin', 'city-staff', 'supplier'],
  'dispatch.people_full': ['city-admin', 'city-staff', 'supplier', 'enterprise'],
  'dispatch.retention_read': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor', 'supplier', 'enterprise'],
  'dispatch.retention_link': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'supplier'],
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
    CheckLinkController,
    MyCheckController,
    InsuranceController,
    PerformanceController,
    TravelController,
    TripLinkController,
    WorkerLinkController,
    MyTripController,
    HandOverController,
    GateController,
    AbsenceController,
    ArrivalsController,
    TripPaperController,
  ],
  providers: [
    DispatchPorts,
    Neighbours,
    PromiseRepository,
    TripRepository,
    RetentionRepository,
    PeopleLedger,
    SignedClaims,
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
    WorkerLinks,
    TravelRepository,
    TravelService,
    MyTrips,
    Absences,
    AbsenceHandlers,
    RollMarkRepository,
    RollLines,
    HandOvers,
    CoachKits,
    CoachDuty,
    ArrivalsRepository,
    Arrivals,
    PaperSources,
    TripPapers,
    RollCallService,
    RetentionService,
    RetentionAnswers,
    RetentionViews,
    ChaseRepository,
    ChaseService,
    WorkerSays,
    InsuranceRepository,
    InsuranceService,
    TallyRepository,
    TallyService,
    PerformanceRepository,
    PerformanceService,
    KeptWords,
    SubsidyFacts,
    DispatchHandlers,
  ],
  exports: [
    PromiseService,
    PromiseWatch,
    WithdrawalService,
    TripService,
    ManifestService,
    RollCallService,
    CoachDuty,
    KeptWords,
    SubsidyFacts,
  ],
})
export class DispatchModule {}
