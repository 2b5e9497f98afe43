import { Entity, Index, Unique } from 'typeorm';
import { Instant, Int, Key, Ref, Str } from '#platform/db';
import type { PassStanding, Way } from '../domain/passes.js';

/** A door of a fair where tickets are looked at. */
@Entity('fair_gate')
@Unique('UQ_fair_gate_name', ['fairId', 'name'])
export class Gate {
  @Key() id: string;
  @Ref() fairId: string;
  @Str(40) name: string;
  /** The room it leads to; null where the place is words alone. */
  @Ref({ nullable: true }) roomId: string | null;
  /** People inside now who came in by it. */
  @Int({ default: 0 }) inside: number;
  /** People who came in here first. */
  @Int({ default: 0 }) entered: number;
  @Instant() createdAt: Date;
  @Int({ default: 1 }) version: number;
}

/** A ticket that went through a gate. */
@Entity('fair_pass')
@Index('IX_fair_pass_ticket', ['ticketId', 'at'])
@Index('IX_fair_pass_fair', ['fairId', 'way', 'standing'])
@Index('IX_fair_pass_at', ['at'])
export class FairPass {
  /** Of the entry in the phone's log. */
  @Key() id: string;
  @Ref() fairId: string;
  @Ref() ticketId: string;
  @Ref() gateId: string;
  @Str(4) way: Way;
  @Instant() at: Date;
  @Str(8) standing: PassStanding;
}
