import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import {
  isAnswerOf,
  isTravelling,
  judge,
  moveOf,
  notAfter,
  waitsFor,
  type LedgerMove,
  type LineState,
  type RollCallEntry,
  type Verdict,
} from './domain/line.js';
import { mayBecome, takes, type RollCall, type TripState } from './domain/trip.js';
import { Absences } from './absence/absences.js';
import type { ManifestLine, Trip, TripStop } from './dispatch.entity.js';
import { tripArrived, tripConfirmed, tripDeparted, tripHandedOver } from './dispatch.events.js';
import { DispatchPorts } from './dispatch.ports.js';
import { problems } from './dispatch.problems.js';
import { PeopleLedger, type Room } from './people-ledger.js';
import { RollLines } from './roll-call/roll-lines.js';
import { SignedClaims } from './signed-claims.js';
import { TripAccess, type TripWithStops } from './trip.access.js';
import { TripRepository } from './trip.repository.js';
import { TripViews, type TripView } from './trip.views.js';

export interface Answer extends RollCallEntry {
  reason: string | null;
}

export interface RollCallRequest {
  answers: Answer[];
  /** True: nobody is left to be answered for. Absent: the roll call ends by itself with the last answer. */
  done: boolean | null;
  /** Who of the enterprise took the group over. */
  receivedBy?: string | null;
}

export interface RollCallResult {
  /** What became of each answer, in the order given. `no_room`: a correction, but the place was given to somebody else; `elsewhere`: a
   * correction, but the person is on another trip by now. */
  verdicts: { lineId: string; verdict: Verdict | 'unknown' | 'no_room' | 'elsewhere'; state: LineState | null }[];
  trip: TripView;
}

export interface SeenResult {
  verdicts: RollCallResult['verdicts'];
  trip: Trip;
}

interface Change {
  line: ManifestLine;
  from: LineState;
  answer: Answer;
}

/** Where a trip stands once a roll call is complete. */
const leadsTo: Record<RollCall, TripState | null> = { depart: 'under_way', arrive: 'arrived', hand_over: 'handed_over', confirm: null };

/**
 * Roll calls, taken with a phone that may be without a network for hours: every answer carries when it was seen, the same
 * answers may come again, and the later one wins. Each step moves the need's figures in the same transaction.
 */
@Injectable()
export class RollCallService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly trips: TripRepository,
    private readonly rollLines: RollLines,
    private readonly access: TripAccess,
    private readonly people: PeopleLedger,
    private readonly signed: SignedClaims,
    private readonly views: TripViews,
    private readonly absences: Absences,
    private readonly ports: DispatchPorts,
  ) {}

  /** @throws Problem 409 `trip.state` before its time, `trip.lines_open` when it is said to be done and is not. */
  async take(who: Principal, id: string, call: RollCall, request: RollCallRequest): Promise<RollCallResult> {
    return this.uow.run(async () => {
      const { trip, stops } = await (call === 'confirm' ? this.access.seeForUpdate(who, id) : this.access.runForUpdate(who, id));
      if (!takes(call, trip.state)) throw problems('trip.state', { state: trip.state });
      const mine = call === 'confirm' ? this.access.ofWhom(who, 'dispatch.confirm', trip) : () => true;
      const lines = (await this.trips.lines(id)).filter(mine);
      const openBefore = openEnterprises(lines, call);
      const { changes, verdicts } = await this.weighOn(trip, stops, lines, call, request.answers);
      await this.write(changes);
      await this.moveLedgers(changes, stops, id);
      const after = await this.advance(trip, call, lines, request);
      await this.follow(after, call, changes);
      if (call === 'confirm') await this.tellConfirmed(after, lines, openBefore);
      if (changes.length > 0 || after.state !== trip.state) await this.note(who, after, call, changes);
      return { verdicts, trip: await this.views.one(who, after) };
    });
  }

  /** Judges every answer against what is known, one after another: an answer that applies changes the line at once. */
  private weigh(lines: ManifestLine[], call: RollCall, answers: Answer[], room: Room, elsewhere: ReadonlySet<string>) {
    const byId = new Map(lines.map((line) => [line.id, line]));
    const changes = new Map<string, Change>();
    const now = this.ports.clock.now();
    const verdicts = answers.map((given): RollCallResult['verdicts'][number] => {
      const line = byId.get(given.lineId);
      if (!line) return { lineId: given.lineId, verdict: 'unknown', state: null };
      // Who left after signing is asked after elsewhere.
      if (!isAnswerOf(call, given.state) || line.leftAt !== null) return { lineId: line.id, verdict: 'refused', state: line.state };
      const answer = { ...given, at: notAfter(given.at, now) };
      const verdict = judge(line, answer);
      const again = !line.returning && ['recommit', 'refill'].includes(moveOf(line.state, answer.state));
      if (verdict === 'applied' && isTravelling(answer.state) && elsewhere.has(line.idHash))
        return { lineId: line.id, verdict: 'elsewhere', state: line.state };
      if (verdict === 'applied' && again && !room(line.promiseId)) return { lineId: line.id, verdict: 'no_room', state: line.state };
      if (verdict === 'applied') {
        changes.set(line.id, { line, from: changes.get(line.id)?.from ?? line.state, answer });
        Object.assign(line, { state: answer.state, stateAt: answer.at, reason: answer.reason });
        line.signedAt = answer.state === 'signed' ? answer.at : null;
      }
      return { lineId: line.id, verdict, state: line.state };
    });
    return { changes: [...changes.values()], verdicts };
  }

  /**
   * What phones saw, or what a gate confirmed, inside the caller’s unit of work and on a trip that it holds. The trip goes on by itself
   * once nobody is left to be answered for.
   * @param decided by a leader: the clock does not decide against it
   */
  async takeSeen({ trip, stops }: TripWithStops, call: RollCall, answers: Answer[], decided = false): Promise<SeenResult> {
    if (!takes(call, trip.state) && trip.state !== 'planned') throw problems('trip.state', { state: trip.state });
    const concerned = [...new Set(answers.map(({ lineId }) => lineId))];
    const lines = await this.rollLines.of(trip.id, concerned);
    const known = new Map(lines.map((line) => [line.id, line.stateAt]));
    const later = (answer: Answer): Answer => {
      const stateAt = known.get(answer.lineId);
      return decided && stateAt && stateAt > answer.at ? { ...answer, at: stateAt } : answer;
    };
    const { changes, verdicts } = await this.weighOn(trip, stops, lines, call, answers.map(later));
    await this.write(changes);
    await this.moveLedgers(changes, stops, trip.id);
    const after = await this.goOn(trip, await this.rollLines.states(trip.id), latest(answers, this.ports.clock.now()));
    await this.follow(after, call, changes);
    if (changes.length > 0 || after.state !== trip.state) await this.note(null, after, call, changes);
    return { verdicts, trip: after };
  }

  /** Whoever is missing has somebody who asks after them. */
  private async follow(trip: Trip, call: RollCall, changes: Change[]): Promise<void> {
    const at = { depart: 'board', arrive: 'arrive', hand_over: 'hand_over', confirm: null } as const;
    const where = at[call];
    if (where)
      await this.absences.follow(
        trip,
        changes.map(({ line }) => line),
        where,
      );
  }

  private async weighOn(trip: Trip, stops: TripStop[], lines: ManifestLine[], call: RollCall, answers: Answer[]) {
    const room = await this.people.roomAgain(stops.map((stop) => stop.promiseId));
    const gone = lines.flatMap(({ travellerKey, idHash }) => (travellerKey === null ? [idHash] : []));
    return this.weigh(lines, call, answers, room, await this.trips.elsewhere(gone, trip.id));
  }

  /** Everybody who came is with their enterprise; inside the caller’s unit of work. */
  handedOver(trip: Trip, receivedBy: string | null): Promise<Trip> {
    return mayBecome(trip.state, 'handed_over')
      ? this.move(trip, 'handed_over', 'hand_over', this.ports.clock.now(), receivedBy)
      : Promise.resolve(trip);
  }

  /** From planned to arrived, as far as everybody is answered for. */
  private async goOn(trip: Trip, states: ReadonlySet<LineState>, at: Date): Promise<Trip> {
    let now = trip;
    for (const call of ['depart', 'arrive'] as const) {
      const to = leadsTo[call];
      const open = [...states].some((state) => waitsFor(call, state));
      if (to && !open && states.size > 0 && mayBecome(now.state, to)) now = await this.move(now, to, call, at, null);
    }
    if (now.state === 'planned' && [...states].some((state) => state !== 'listed')) {
      await this.trips.move(trip.id, 'planned', { state: 'boarding' });
      now = { ...now, state: 'boarding' };
    }
    return now;
  }

  private async write(changes: Change[]): Promise<void> {
    await this.trips.updateStates(changes.map(({ line }) => ({ ...line, travellerKey: isTravelling(line.state) ? line.idHash : null })));
  }

  /**
   * One ledger move per promise and kind of step, places that become free first: a correction may need one of them.
   * Returning people move nothing; who is counted by a job fair gives the place back.
   */
  private async moveLedgers(changes: Change[], stops: TripStop[], tripId: string): Promise<void> {
    const counted = await this.signed.settle(changes);
    const groups = new Map<string, { move: LedgerMove; promiseId: string; state: LineState; people: number }>();
    for (const { line, from } of changes) {
      const meant = moveOf(from, line.state);
      const move = counted.has(line.id) ? countedElsewhere(meant) : meant;
      if (line.returning || move === 'none') continue;
      const key = `${ORDER.indexOf(move)} ${line.promiseId} ${line.state}`;
      const group = groups.get(key) ?? { move, promiseId: line.promiseId, state: line.state, people: 0 };
      groups.set(key, { ...group, people: group.people + 1 });
    }
    for (const [, { move, promiseId, state, people }] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const stop = stops.find((one) => one.promiseId === promiseId);
      if (!stop) throw new Error(`trip ${tripId} has people of promise ${promiseId}, which it does not serve`);
      await this.people.apply(move, { id: promiseId, needId: stop.needId, batchId: stop.batchId }, people, state, tripId);
    }
  }

  private async advance(trip: Trip, call: RollCall, lines: ManifestLine[], { answers, done, receivedBy }: RollCallRequest): Promise<Trip> {
    const open = lines.filter((line) => waitsFor(call, line.state)).length;
    if (done === true && open > 0) throw problems('trip.lines_open', { open });
    const to = leadsTo[call];
    const finished = done ?? (open === 0 && lines.length > 0);
    if (to && finished && open === 0 && mayBecome(trip.state, to))
      return this.move(trip, to, call, latest(answers, this.ports.clock.now()), receivedBy ?? null);
    if (call === 'depart' && trip.state === 'planned' && answers.length > 0) {
      await this.trips.move(trip.id, 'planned', { state: 'boarding' });
      return { ...trip, state: 'boarding' };
    }
    return trip;
  }

  private async move(trip: Trip, to: TripState, call: RollCall, at: Date, receivedBy: string | null): Promise<Trip> {
    const stamp = call === 'depart' ? { departedAt: at } : call === 'arrive' ? { arrivedAt: at } : { handedOverAt: at, receivedBy };
    await this.trips.move(trip.id, trip.state, { state: to, ...stamp });
    const moved = { ...trip, state: to, ...stamp };
    const event = await this.views.event(moved);
    if (call === 'depart') await this.ports.events.record(tripDeparted, event);
    else if (call === 'arrive') await this.ports.events.record(tripArrived, event);
    else await this.ports.events.record(tripHandedOver, { ...event, receivedBy });
    return moved;
  }

  /** Once for each enterprise that has now answered for everybody who arrived for it. */
  private async tellConfirmed(trip: Trip, lines: ManifestLine[], openBefore: Set<string>): Promise<void> {
    const openNow = openEnterprises(lines, 'confirm');
    const done = [...openBefore].filter((enterpriseId) => !openNow.has(enterpriseId));
    if (done.length === 0) return;
    const event = await this.views.event(trip);
    for (const enterpriseId of done) {
      const stops = event.stops.filter((stop) => stop.enterpriseId === enterpriseId);
      await this.ports.events.record(tripConfirmed, { ...event, enterpriseId, stops });
    }
  }

  private async note(who: Principal | null, trip: Trip, call: RollCall, changes: Change[]): Promise<void> {
    const object = { kind: 'trip', id: trip.id, nodePath: trip.nodePath };
    const corrected = changes.filter(({ from }) => !waitsFor(call, from));
    for (const { line, from } of corrected) {
      const { id: lineId, state, reason } = line;
      await this.ports.audit.record(who, 'trip.corrected', object, { lineId, line: { from, to: state }, reason });
    }
    if (corrected.length > 0 && corrected.length === changes.length) return;
    const counts: Record<string, number> = {};
    for (const { line } of changes) counts[line.state] = (counts[line.state] ?? 0) + 1;
    await this.ports.audit.record(who, `trip.${call}`, object, counts);
  }
}

/** A place that would be filled is free again; one that was free stays so. */
const countedElsewhere = (move: LedgerMove): LedgerMove => (move === 'fill' ? 'release' : 'none');

const ORDER: LedgerMove[] = ['release', 'unfill', 'fill', 'recommit', 'refill'];

const openEnterprises = (lines: ManifestLine[], call: RollCall): Set<string> =>
  new Set(lines.filter((line) => waitsFor(call, line.state)).map((line) => line.enterpriseId));

const latest = (answers: Answer[], now: Date): Date =>
  answers.length > 0 ? notAfter(new Date(Math.max(...answers.map((answer) => answer.at.getTime()))), now) : now;
