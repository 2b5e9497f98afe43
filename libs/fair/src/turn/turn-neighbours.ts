import { Injectable } from '@nestjs/common';
import { EnterpriseReads } from '#enterprise';
import { BoothRepository } from '../booth/booth.repository.js';
import { FairRepository } from '../fair.repository.js';
import { TicketRepository } from '../ticket/ticket.repository.js';

/** Whom turns are about, and where. */
@Injectable()
export class TurnNeighbours {
  constructor(
    readonly fairs: FairRepository,
    readonly booths: BoothRepository,
    readonly tickets: TicketRepository,
    readonly enterprises: EnterpriseReads,
  ) {}
}
