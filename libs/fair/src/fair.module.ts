import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { BoothArrivalController, FairArrivalController } from './arrival/arrival.controller.js';
import { Arrivals } from './arrival/arrivals.js';
import { Absences } from './booth/absences.js';
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
import { HireAnswers } from './result/hire-answers.js';
import { HireController, HireLinkController } from './result/hire.controller.js';
import { HireChase } from './result/hire-chase.js';
import { HireLedger } from './result/hire-ledger.js';
import { HireLinks } from './result/hire-links.js';
import { HireViews } from './result/hire-views.js';
import { Hires } from './result/hires.js';
import { OwedResults } from './result/owed-results.js';
import { ReportReader } from './result/report-reader.js';
import { FairReportController, SpanReportController } from './result/report.controller.js';
import { Reports } from './result/reports.js';
import { OwedResultController, ResultController, ResultRulesController } from './result/result.controller.js';
import { ResultNeighbours } from './result/result-neighbours.js';
import { TalkBook } from './result/talk-book.js';
import { ResultDoor } from './result/result-door.js';
import { ResultHandlers } from './result/result.handlers.js';
import { ResultLists } from './result/result-lists.js';
import { ResultRuleBook } from './result/result-rules.js';
import { SeriesController } from './series/series.controller.js';
import { SeriesPlans } from './series/series.service.js';
import { SpecialDayController } from './special-day.controller.js';
import { SpecialDayReads } from './special-day.reads.js';
import { SpecialDays } from './special-day.service.js';
import { StandingFairs } from './standing-fairs.js';
import { RoomController, VenueController } from './venue.controller.js';
import { MyTurnController, TalkRoomController, FairTalkRoomController } from './turn/turn.controller.js';
import { MyTurns } from './turn/my-turns.js';
import { TalkRooms } from './turn/talk-rooms.js';
import { TurnCalls } from './turn/turn-calls.js';
import { TurnNeighbours } from './turn/turn-neighbours.js';
import { TurnRepository } from './turn/turn.repository.js';
import { VenueRepository } from './venue.repository.js';
import { VenueService } from './venue.service.js';
import { GateController } from './gate/gate.controller.js';
import { GateDuty } from './gate/gate-duty.js';
import { GateRepository } from './gate/gate.repository.js';
import { GateService } from './gate/gate.service.js';
import { BoothDuty } from './outcome/booth-duty.js';
import { BoothSide } from './outcome/booth-side.js';
import { OutcomeController } from './outcome/outcome.controller.js';
import { OutcomeRepository } from './outcome/outcome.repository.js';
import { Outcomes } from './outcome/outcome.service.js';
import { OutcomeTaker } from './outcome/outcome-taker.js';
import { GroupController } from './group/group.controller.js';
import { Groups } from './group/groups.js';
import { PublicCountReader } from './wall/public-counts.js';
import { WallReader } from './wall/wall-counts.js';
import { FairWallController, WallController } from './wall/wall.controller.js';
import { WallHub } from './wall/wall-hub.js';
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
import './result/result.traces.js';

export const fairPermissions = definePermissions({
  'fair.manage': ['city-admin', 'city-staff', 'county-staff'],
  'fair.booths': ['city-admin', 'city-staff', 'county-staff', 'liaison', 'auditor', 'enterprise'],
  'fair.rule': ['city-admin', 'city-staff'],
  'fair.outcomes': ['enterprise', 'city-admin', 'city-staff', 'county-staff'],
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
    FairArrivalController,
    BoothArrivalController,
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
    GroupController,
    FairWallController,
    WallController,
    TicketController,
    MyTicketController,
    MyTurnController,
    TalkRoomController,
    FairTalkRoomController,
    OutcomeController,
    PlanController,
    PlanFairController,
    PlanningRulesController,
    InvitationController,
    TableController,
    TemplateController,
    FloorController,
    DocumentController,
    ResultController,
    OwedResultController,
    ResultRulesController,
    HireController,
    HireLinkController,
    FairReportController,
    SpanReportController,
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
    Absences,
    Arrivals,
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
    Groups,
    WallReader,
    PublicCountReader,
    WallHub,
    TicketCodes,
    Tickets,
    TurnRepository,
    TurnNeighbours,
    TurnCalls,
    TalkRooms,
    MyTurns,
    OutcomeRepository,
    OutcomeTaker,
    BoothSide,
    Outcomes,
    BoothDuty,
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
    HireAnswers,
    HireChase,
    HireLedger,
    HireLinks,
    HireViews,
    Hires,
    OwedResults,
    ReportReader,
    Reports,
    ResultDoor,
    ResultHandlers,
    ResultLists,
    ResultNeighbours,
    ResultRuleBook,
    TalkBook,
  ],
  exports: [FairReads, BoothDuty, GateDuty, Invitations, Reminders, SpecialDayReads],
})
export class FairModule {}
