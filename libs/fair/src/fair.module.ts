import { Module } from '@nestjs/common';
import { AccessModule, definePermissions } from '#access';
import { EnterpriseModule } from '#enterprise';
import { NeedModule } from '#need';
import { BoothService } from './booth.service.js';
import { BoothController, FairController } from './fair.controller.js';
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
import { SpecialDayController } from './special-day.controller.js';
import { SpecialDays } from './special-day.service.js';
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
import { TicketKeys } from './ticket/ticket-keys.js';
import { TicketRepository } from './ticket/ticket.repository.js';
import { Tickets } from './ticket/ticket.service.js';
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
    FairController,
    BoothController,
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
    BoothService,
    SpecialDays,
    VenueRepository,
    VenueService,
    GateRepository,
    GateService,
    GateDuty,
    TicketKeys,
    TicketRepository,
    TicketDesk,
    TicketCodes,
    Tickets,
  ],
  exports: [FairReads, GateDuty],
})
export class FairModule {}
