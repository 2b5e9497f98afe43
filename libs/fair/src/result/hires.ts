import { Injectable } from '@nestjs/common';
import type { EnterpriseView } from '#enterprise';
import { addDays } from '#platform/dates';
import { FieldCipher } from '#platform/crypto';
import { insertRows, newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { attributionOf, HIRE_DAYS } from '../domain/hires.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairPass } from '../gate/gate.entity.js';
import { HireLedger } from './hire-ledger.js';
import { ResultDoor } from './result-door.js';
import { FairHire, HireCheck } from './result.entity.js';
import { ResultNeighbours } from './result-neighbours.js';
import { ResultRuleBook } from './result-rules.js';
import { TalkBook } from './talk-book.js';
import { resultProblems } from './result.problems.js';

/** That somebody was hired, as the employer says it. */
export interface NewHire {
  enterpriseId?: string | undefined;
  /** Of the ticket. */
  number: string;
  needId?: string | null | undefined;
  /** Today without it. */
  hiredOn?: string | undefined;
  /** The employer met them at this fair first. */
  metFirst: boolean;
  /** Where the ticket says none, and the employer has it. */
  phone?: string | null | undefined;
}

/** People whom enterprises hired at a fair. */
@Injectable()
export class Hires {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly door: ResultDoor,
    private readonly around: ResultNeighbours,
    private readonly talks: TalkBook,
    private readonly ledger: HireLedger,
    private readonly rules: ResultRuleBook,
    private readonly ports: FairPorts,
  ) {}

  /** A second click finds it done.
   * @throws Problem `hire.not_entered`, `hire.met_before`; those of the post’s ledger; `hire.counted_by_station` */
  async say(who: Principal, fairId: string, hire: NewHire): Promise<FairHire> {
    return this.uow.run(async () => {
      const { fair, one } = await this.door.open(who, fairId, hire.enterpriseId);
      return this.sayIn(who, fair, one, hire);
    });
  }

  /** Inside the unit of work of who has the fair locked. */
  async sayIn(who: Principal, fair: Fair, one: EnterpriseView, hire: NewHire): Promise<FairHire> {
    const { number, needId = null, metFirst } = hire;
    const today = this.ports.clock.today();
    const hiredOn = hire.hiredOn ?? today;
    if (hiredOn < fair.day || hiredOn > today) throw resultProblems('hire.day', { from: fair.day, until: today });
    // A hire is the last word of a talk.
    await this.talks.say(who, fair, one.id, { number, kind: 'hired', needId });
    const [ticket] = await this.around.tickets.byNumbers(fair.id, [number]);
    if (!ticket) throw problems('outcome.unknown_ticket');
    const attribution = attributionOf({ entered: await this.entered(ticket.id), metFirst });
    if (attribution !== 'counts') throw resultProblems(`hire.${attribution}`);
    const before = await this.uow.manager.findOneBy(FairHire, { fairId: fair.id, enterpriseId: one.id, ticketId: ticket.id });
    if (before?.state === 'standing') return before;
    if (before) throw resultProblems('hire.ended');
    const phone = ticket.holder?.phone ?? hire.phone ?? null;
    const row = this.rowOf(fair, one.id, ticket.id, needId, hiredOn, who.userId, phone);
    row.filled = await this.ledger.begin(row, phone);
    await this.uow.manager.insert(FairHire, { ...row });
    await this.askAfter(fair, row);
    await this.ports.trace(who, 'fair.hire_said', fair, { enterprise: one.name, hire: row.id });
    return row;
  }

  /** Whether the ticket went in by a gate, where what a supervisor said does not count is not counted, or was called online and talked. */
  private async entered(ticketId: string): Promise<boolean> {
    return (
      (await this.uow.manager.existsBy(FairPass, { ticketId, way: 'in', standing: 'counts' })) || this.around.turns.hasTalked(ticketId)
    );
  }

  private rowOf(
    fair: Fair,
    enterpriseId: string,
    ticketId: string,
    needId: string | null,
    hiredOn: string,
    saidById: string,
    phone: string | null,
  ): FairHire {
    const id = newId();
    return {
      ...{ id, fairId: fair.id, enterpriseId, ticketId, needId, hiredOn, state: 'standing', filled: false, saidById },
      ...{ phone: this.cipher.seal('fair_hire', 'phone', id, phone), saidAt: this.ports.clock.now(), ownerId: null, version: 1 },
    };
  }

  /** Whom it is about is asked at once, and after 30 and 90 days. */
  private async askAfter(fair: Fair, { id: hireId, enterpriseId, hiredOn }: FairHire): Promise<void> {
    const { answerDays } = await this.rules.on(fair.day);
    const today = this.ports.clock.today();
    const checks = HIRE_DAYS.map((days): HireCheck => {
      const dueOn = days === 0 ? today : addDays(hiredOn, days);
      return {
        ...{ id: newId(), hireId, fairId: fair.id, enterpriseId, nodePath: fair.nodePath, days, dueOn, lateOn: addDays(dueOn, answerDays) },
        ...{ says: null, saidBy: null, saidAt: null, linkHash: null, linkUntil: null, linkTries: 0, askedAt: null },
      };
    });
    await insertRows(this.uow.manager, HireCheck, checks);
  }
}
