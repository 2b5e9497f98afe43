import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { Bookings } from './booth/booking.service.js';
import { BoothClaims } from './booth/booth-claims.js';
import { FairBoothsController } from './booth/booth.controller.js';
import { BoothDays } from './booth/booth-days.js';
import { BoothDoor } from './booth/booth-door.js';
import { BoothOffice } from './booth/booth-office.js';
import { BoothRepository } from './booth/booth.repository.js';
import { BoothRuleBook } from './booth/booth-rules.js';
import { BoothRulesController } from './booth/booth-rules.controller.js';
import { BoothService } from './booth/booth.service.js';
import { FairMoves } from './booth/fair-moves.js';
import { MyBooths } from './booth/my-booths.js';
import { AgencyLicenceController, BoothController } from './booth/one-booth.controller.js';
import { PlacementPlans } from './booth/placement-plan.js';
import { Placements } from './booth/placements.js';
import { FairWaitingController, WaitingController } from './booth/waiting.controller.js';
import { WaitingActs } from './booth/waiting-acts.js';
import { WaitingList } from './booth/waiting.service.js';
import { WaitingRepository } from './booth/waiting.repository.js';
import { FairController } from './fair.controller.js';
import { FairClaims } from './fair-claims.js';
import { FairClashes } from './fair-clashes.js';
import { FairClashesController } from './fair-clashes.controller.js';
import { FairDutyController } from './fair-duty.controller.js';
import { FairDuties } from './fair-duty.js';
import { FairHandlers } from './fair.handlers.js';
import { FairPorts } from './fair.ports.js';
import { FairReads } from './fair.reads.js';
import { FairRepository } from './fair.repository.js';
import { FairRooms } from './fair.rooms.js';
import { FairRules } from './fair-rules.js';
import { FairRulesController } from './fair-rules.controller.js';
import { FairService } from './fair.service.js';
import { FairSteps } from './fair.steps.js';
import { FairViews } from './fair.views.js';
import { SeriesController } from './series/series.controller.js';
import { SeriesPlans } from './series/series.service.js';
import { SpecialDayController } from './special-day.controller.js';
import { SpecialDayReads } from './special-day.reads.js';
import { SpecialDays } from './special-day.service.js';
import { StandingFairs } from './standing-fairs.js';
import { RoomController, VenueController } from './venue.controller.js';
import { VenueRepository } from './venue.repository.js';
import { VenueService } from './venue.service.js';
import { GateController } from './gate/gate.controller.js';
import { GateDuty } from './gate/gate-duty.js';
import { GateRepository } from './gate/gate.repository.js';
import { GateService } from './gate/gate.service.js';
import { TicketDeskController } from './ticket/ticket-desk.controller.js';
import { TicketCodes } from './ticket/ticket-codes.service.js';
import { MyTicketController, TicketController } from './ticket/ticket.controller.js';
import { TicketDesk } from './ticket/ticket-desk.service.js';
import { TicketNews } from './ticket/ticket-news.handlers.js';
import { TicketKeys } from './ticket/ticket-keys.js';
import { TicketRepository } from './ticket/ticket.repository.js';
import { Tickets } from './ticket/ticket.service.js';
import { PlanAcceptance } from './planner/plan-acceptance.handlers.js';
import { InvitationController, PlanController, PlanFairController, PlanningRulesController } from './planner/plan.controller.js';
import { PlanHandlers } from './planner/plan.handlers.js';
import { PlanJobs } from './planner/plan-jobs.js';
import { PlanPlacesReader } from './planner/plan-places.js';
import { PlanReader } from './planner/plan-reader.js';
import { PlanRepository } from './planner/plan.repository.js';
import { PlanService } from './planner/plan.service.js';
import { PlanViews } from './planner/plan.views.js';
import { PlanningRules } from './planner/planning-rules.js';
import { TableCheck } from './plan-table/table-check.js';
import { TableController } from './plan-table/table.controller.js';
import { TableService } from './plan-table/table.service.js';
import { DocumentController, TemplateController } from './documents/documents.controller.js';
import { FairDocuments } from './documents/fair-documents.js';
import { Templates } from './documents/templates.js';
import { FloorController } from './floor/floor.controller.js';
import { Floors } from './floor/floors.js';
import { SharePictureController } from './share/share.controller.js';
import { SharePictures } from './share/share.service.js';
import { FairCalendarController, FeedController } from './year/feeds.controller.js';
import { Feeds } from './year/feeds.js';
import { FairSearch } from './year/for-enterprises.js';
import { Invitations } from './year/invitations.js';
import { MovePreviews } from './year/move-preview.js';
import { Reminders } from './year/reminders.js';
import { FairSearchController, FittingFairsController } from './year/search.controller.js';
import { MoveController, TargetController, YearController } from './year/year.controller.js';
import { YearViews } from './year/year.service.js';
import './fair.retention.js';
import './fair.traces.js';

export const fairPermissions = definePermissions({
  'fair.manage': ['city-admin', 'city-staff', 'county-staff'],
  'fair.booths': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor', 'enterprise'],
  'fair.rule': ['city-admin', 'city-staff'],
  'fair.book': ['enterprise', 'city-admin', 'city-staff', 'county-staff'],
});

@Module({
  imports: [AccessModule, EnterpriseModule, NeedModule],
  controllers: [
    FairCalendarController,
    SharePictureController,
    FairSearchController,
    MoveController,
    FairController,
    FairBoothsController,
    FairWaitingController,
    BoothController,
    WaitingController,
    AgencyLicenceController,
    BoothRulesController,
    SeriesController,
    YearController,
    TargetController,
    FeedController,
    FittingFairsController,
    FairRulesController,
    FairClashesController,
    FairDutyController,
    SpecialDayController,
    VenueController,
    RoomController,
    GateController,
    TicketDeskController,
    TicketController,
    MyTicketController,
    PlanController,
    PlanFairController,
    PlanningRulesController,
    InvitationController,
    TableController,
    TemplateController,
    FloorController,
    DocumentController,
  ],
  providers: [
    FairPorts,
    FairRepository,
    FairReads,
    FairRules,
    FairClaims,
    FairRooms,
    FairClashes,
    FairDuties,
    FairService,
    FairSteps,
    FairHandlers,
    FairViews,
    BoothDays,
    BoothRepository,
    BoothRuleBook,
    BoothDoor,
    BoothClaims,
    WaitingRepository,
    WaitingList,
    WaitingActs,
    Bookings,
    BoothService,
    BoothOffice,
    PlacementPlans,
    Placements,
    FairMoves,
    MyBooths,
    SeriesPlans,
    YearViews,
    MovePreviews,
    Feeds,
    Reminders,
    Invitations,
    FairSearch,
    SpecialDays,
    SpecialDayReads,
    StandingFairs,
    VenueRepository,
    VenueService,
    GateRepository,
    GateService,
    GateDuty,
    TicketKeys,
    TicketNews,
    TicketRepository,
    TicketDesk,
    TicketCodes,
    Tickets,
    PlanAcceptance,
    PlanJobs,
    PlanHandlers,
    PlanningRules,
    PlanPlacesReader,
    PlanReader,
    PlanRepository,
    PlanService,
    PlanViews,
    TableCheck,
    TableService,
    FairDocuments,
    SharePictures,
    Floors,
    Templates,
  ],
  exports: [FairReads, GateDuty, Invitations, Reminders, SpecialDayReads],
})
export class FairModule {}
