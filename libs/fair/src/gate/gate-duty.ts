import { Injectable } from '@nestjs/common';
import type { Duty, DutyRef, Judgement, Kit, Mark, Verdict } from '#field';
import { mask } from '#platform/crypto';
import { clearedOf, judgePass, WAYS, type Pass, type Way } from '../domain/passes.js';
import type { Fair } from '../fair.entity.js';
import { FairRepository } from '../fair.repository.js';
import { VenueRepository } from '../venue.repository.js';
import { TicketKeys } from '../ticket/ticket-keys.js';
import { TicketRepository, type TicketOf } from '../ticket/ticket.repository.js';
import type { FairPass, Gate } from './gate.entity.js';
import { fairHours } from './fair-hours.js';
import { figuresOf } from './gate-figures.js';
import { GateRepository } from './gate.repository.js';

export const GATE_DUTY = 'fair_gate';

/** So many tickets go into one answer. */
const KIT_ROWS = 5_000;
/** Tickets that were changed at the same moment may become visible one after the other: so much is asked for again. */
const OVERLAP_MS = 15_000;

const isWay = (kind: string): kind is Way => (WAYS as readonly string[]).includes(kind);

/** What phones at a gate need, and what becomes of what they see. */
@Injectable()
export class GateDuty {
  constructor(
    private readonly gates: GateRepository,
    private readonly tickets: TicketRepository,
    private readonly keys: TicketKeys,
    private readonly fairs: FairRepository,
    private readonly venues: VenueRepository,
  ) {}

  async of({ id }: DutyRef): Promise<Duty | null> {
    const found = await this.found(id);
    if (!found || found.fair.state === 'draft' || found.fair.state === 'cancelled') return null;
    const { gate, fair } = found;
    return {
      ...{ kind: GATE_DUTY, id, name: `${gate.name} · ${fair.name}`, groupId: fair.id, nodePath: fair.nodePath },
      ...{ enterpriseId: null, supplierId: null, ...fairHours(fair) },
    };
  }

  /** Every ticket's number, state and the first sign of its holder's name: to compare faces with, and no more. */
  async kit({ id }: DutyRef, since: string | null): Promise<Kit> {
    const found = await this.found(id);
    if (!found) throw new Error(`a phone is enrolled for the gate ${id}, which is not there`);
    const { gate, fair } = found;
    const rows = await this.tickets.changedSince(fair.id, placeOf(since), KIT_ROWS);
    const room = gate.roomId ? await this.venues.room(gate.roomId) : null;
    return {
      facts: {
        ...{ fairId: fair.id, fairName: fair.name, day: fair.day, gateId: gate.id, gateName: gate.name },
        ...{ keys: await this.keys.verifying(), limit: room?.room.capacity ?? null },
        ...{ inside: await this.insideOf(gate) },
      },
      rows: rows.map(({ number, state, holder }) => ({ id: number, values: [state, holder?.name ? mask.name(holder.name) : ''] })),
      since: sinceOf(rows, since),
      more: rows.length === KIT_ROWS,
    };
  }

  async mark({ id }: DutyRef, marks: readonly Mark[]): Promise<Judgement> {
    const gate = await this.gates.gate(id);
    if (!gate) return { verdicts: marks.map(() => ({ verdict: 'refused', code: 'no_gate' })), cleared: [] };
    const numbers = [...new Set(marks.filter(({ kind }) => isWay(kind)).map(({ subject }) => subject))];
    const tickets = new Map((await this.tickets.lockNumbers(gate.fairId, numbers)).map((ticket) => [ticket.number, ticket]));
    const known = await this.gates.passesOf([...tickets.values()].map(({ id: ticketId }) => ticketId));
    const book = new PassBook(gate, known);
    const verdicts = new Map<string, Verdict>();
    for (const mark of [...marks].sort((a, b) => a.seenAt.getTime() - b.seenAt.getTime()))
      verdicts.set(mark.entryId, judged(book, mark, tickets.get(mark.subject)));
    const cleared = book.clear();
    await this.gates.addPasses(book.added);
    await this.gates.setStanding(cleared, 'counts');
    await this.gates.addFigures(book.deltas());
    const isCleared = new Set(cleared);
    return {
      verdicts: marks.map(({ entryId }) =>
        isCleared.has(entryId) ? { verdict: 'taken' } : (verdicts.get(entryId) ?? { verdict: 'refused', code: 'not_judged' }),
      ),
      cleared,
    };
  }

  /** Of two ways in one counts. */
  async settle(_duty: DutyRef, { entryId, subject }: Mark, withEntryId: string | null, stands: boolean): Promise<void> {
    const pass = await this.gates.pass(entryId);
    const gate = pass && (await this.gates.gate(pass.gateId));
    if (!pass || !gate) return;
    await this.tickets.lockNumbers(gate.fairId, [subject]);
    const book = new PassBook(gate, await this.gates.passesOf([pass.ticketId]));
    const changes: [string, FairPass['standing']][] = [[pass.id, stands ? 'counts' : 'void']];
    if (stands && withEntryId) changes.push([withEntryId, 'void']);
    for (const [id, standing] of changes) {
      book.set(pass.ticketId, id, standing);
      await this.gates.setStanding([id], standing);
    }
    await this.gates.addFigures(book.deltas());
  }

  private async found(gateId: string): Promise<{ gate: Gate; fair: Fair } | null> {
    const gate = await this.gates.gate(gateId);
    const fair = gate && (await this.fairs.byId(gate.fairId));
    return gate && fair ? { gate, fair } : null;
  }

  /** People in the room that the gate leads to. */
  private async insideOf({ fairId, roomId }: Gate): Promise<number> {
    return (await this.gates.gatesOf(fairId)).filter((gate) => gate.roomId === roomId).reduce((sum, { inside }) => sum + inside, 0);
  }
}

/** The passes of some tickets while more are added to them, and what that does to the figures of the gates. */
class PassBook {
  readonly added: FairPass[] = [];
  private readonly before: ReadonlyMap<string, readonly Pass[]>;
  private readonly now = new Map<string, FairPass[]>();

  constructor(
    private readonly gate: Gate,
    known: ReadonlyMap<string, FairPass[]>,
  ) {
    this.before = new Map([...known].map(([ticketId, passes]) => [ticketId, passes.map(timed)]));
    for (const [ticketId, passes] of known) this.now.set(ticketId, [...passes]);
  }

  take(ticketId: string, { entryId, seenAt }: Mark, way: Way): Verdict {
    const passes = this.now.get(ticketId) ?? [];
    const seen = { id: entryId, gateId: this.gate.id, way, at: seenAt.getTime() };
    const verdict = judgePass(passes.map(timed), seen);
    if (verdict.kind === 'repeat') return { verdict: 'refused', code: 'same_scan' };
    const pass: FairPass = {
      id: entryId,
      fairId: this.gate.fairId,
      ticketId,
      gateId: this.gate.id,
      way,
      at: seenAt,
      standing: verdict.kind,
    };
    this.added.push(pass);
    this.now.set(ticketId, [...passes, pass]);
    return verdict.kind === 'counts' ? { verdict: 'taken' } : { verdict: 'conflict', code: verdict.code, withEntryId: verdict.withId };
  }

  /** Lets those count that clash with nothing any more. */
  clear(): string[] {
    return [...this.now].flatMap(([ticketId, passes]) => {
      const cleared = clearedOf(passes.map(timed));
      for (const id of cleared) this.set(ticketId, id, 'counts');
      return cleared;
    });
  }

  set(ticketId: string, id: string, standing: FairPass['standing']): void {
    const pass = this.now.get(ticketId)?.find((one) => one.id === id);
    if (pass) pass.standing = standing;
  }

  deltas() {
    return figuresOf([...this.now].map(([ticketId, passes]) => ({ before: this.before.get(ticketId) ?? [], after: passes.map(timed) })));
  }
}

const timed = ({ id, gateId, way, at, standing }: FairPass): Pass => ({ id, gateId, way, at: at.getTime(), standing });

const judged = (book: PassBook, mark: Mark, ticket: { id: string; state: string } | undefined): Verdict => {
  // What a phone turned away by itself is written down, and changes nothing.
  if (mark.kind === 'denied') return { verdict: 'taken' };
  if (!isWay(mark.kind)) return { verdict: 'refused', code: 'no_such_mark' };
  if (!ticket) return { verdict: 'refused', code: 'unknown_ticket' };
  if (ticket.state === 'cancelled' && mark.kind === 'in') return { verdict: 'refused', code: 'cancelled_ticket' };
  return book.take(ticket.id, mark, mark.kind);
};

const placeOf = (since: string | null): { at: Date; id: string } => {
  const [at, id = ''] = (since ?? '0 ').split(' ');
  return { at: new Date(Number(at) || 0), id };
};

const sinceOf = (rows: readonly TicketOf[], since: string | null): string => {
  const last = rows.at(-1);
  if (!last) return since ?? '0 ';
  if (rows.length === KIT_ROWS) return `${last.changedAt.getTime()} ${last.id}`;
  return `${Math.max(last.changedAt.getTime() - OVERLAP_MS, 0)} `;
};
