import { Injectable } from '@nestjs/common';
import { Directory } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedReads } from '#need';
import { FairRepository } from '../fair.repository.js';
import { TicketRepository } from '../ticket/ticket.repository.js';
import { TurnRepository } from '../turn/turn.repository.js';

/** Whom hires are about, and where. */
@Injectable()
export class ResultNeighbours {
  constructor(
    readonly fairs: FairRepository,
    readonly tickets: TicketRepository,
    readonly turns: TurnRepository,
    readonly enterprises: EnterpriseReads,
    readonly needs: NeedReads,
    readonly directory: Directory,
  ) {}
}
