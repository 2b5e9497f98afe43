import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FieldCipher, mask } from '#platform/crypto';
import { newId, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { ManifestLine, Trip } from '../dispatch.entity.js';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import type { LineState } from '../domain/line.js';
import { RollCallService } from '../roll-call.service.js';
import { TripAccess } from '../trip.access.js';
import { TripRepository } from '../trip.repository.js';
import { idsOfCode, signedCode } from '../worker-link/signed-code.js';
import { HandOver } from './hand-over.entity.js';
import { handOverProblems } from './hand-over.problems.js';

const DAY_MS = 86_400_000;
/** A code opens until so many days after the trip was due. */
const AFTER_DAYS = 7;
const SIGNED_FOR = 'hand over';
/** Who may stand at the gate: of others it is known that they do not. */
const EXPECTED: readonly LineState[] = ['listed', 'boarded', 'arrived'];

export interface Received {
  receivedBy: string | null;
  /** People of the manifest who are not there. */
  missing: string[];
}

/** An enterprise of a trip, and whether it has taken its people over. */
export interface Gate {
  enterpriseId: string;
  name: string;
  /** Who are still expected at its gate. */
  people: number;
  /** What its QR says; null for who does not run the trip. */
  code: string | null;
  done: { at: string; present: number; missing: number; receivedBy: string | null } | null;
}

/** What somebody at the gate sees: of people the family name. */
export interface GateView {
  trip: Trip;
  stationName: string;
  gate: Gate;
  people: { lineId: string; name: string }[];
}

/** Hand-over of a group to each of its enterprises, confirmed by them: a scan at the factory gate is enough. */
@Injectable()
export class HandOvers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly trips: TripRepository,
    private readonly access: TripAccess,
    private readonly rollCalls: RollCallService,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
    private readonly cipher: FieldCipher,
  ) {}

  /** Those of a trip that concern somebody; codes for who runs it. */
  async list(who: Principal, tripId: string): Promise<Gate[]> {
    const { trip } = await this.access.see(who, tripId);
    const concerns = this.access.ofWhom(who, 'dispatch.read', trip);
    const runs = this.ports.access.can(who, 'dispatch.travel');
    const stops = (await this.trips.stops([tripId])).filter(concerns);
    const gates = await this.gatesOf(trip);
    return gates
      .filter(({ enterpriseId }) => stops.some((stop) => stop.enterpriseId === enterpriseId))
      .map((gate) => (runs ? gate : { ...gate, code: null }));
  }

  /** Every enterprise of a trip, with its code. Checks no permission. */
  async gatesOf(trip: Trip): Promise<Gate[]> {
    const ids = [...new Set((await this.trips.stops([trip.id])).map(({ enterpriseId }) => enterpriseId))];
    const names = await this.neighbours.enterpriseNames(ids);
    const tallies = (await this.trips.talliesOfTrips([trip.id])).get(trip.id);
    const done = new Map((await this.doneOf(trip.id)).map((one) => [one.enterpriseId, one]));
    return ids.map((enterpriseId) => {
      const tally = tallies?.get(enterpriseId);
      const one = done.get(enterpriseId);
      return {
        ...{ enterpriseId, name: names.get(enterpriseId) ?? '' },
        people: EXPECTED.reduce((all, state) => all + (tally?.[state] ?? 0), 0),
        code: signedCode(this.cipher, SIGNED_FOR, trip.id, enterpriseId),
        done: one ? this.told(one) : null,
      };
    });
  }

  /** What somebody at the gate sees before they confirm. @throws Problem for a code that is none or over */
  async look(code: string): Promise<GateView> {
    const { trip, enterpriseId } = await this.behind(code);
    return this.view(trip, enterpriseId);
  }

  /** Somebody at the gate says who is there. The same said twice is said once.
   * @throws Problem 409 before the group has left, or when something else was said before */
  confirm(code: string, received: Received): Promise<GateView> {
    return this.uow.run(async () => {
      const { trip, enterpriseId } = await this.behind(code, true);
      return this.receive(trip, enterpriseId, received, null);
    });
  }

  /** The enterprise says the same from its desk. */
  confirmAtDesk(who: Principal, tripId: string, received: Received): Promise<GateView> {
    return this.uow.run(async () => {
      const { trip, stops } = await this.access.seeForUpdate(who, tripId);
      const own = stops.find(({ enterpriseId }) => who.grants.some((grant) => grant.enterpriseId === enterpriseId));
      if (!own) throw notFound('trip', tripId);
      this.ports.access.require(who, 'dispatch.confirm', own);
      return this.receive(trip, own.enterpriseId, received, who);
    });
  }

  private async receive(trip: Trip, enterpriseId: string, { receivedBy, missing }: Received, who: Principal | null): Promise<GateView> {
    const digest = createHash('sha256')
      .update(JSON.stringify([receivedBy, [...missing].sort()]))
      .digest('base64url');
    const before = await this.uow.manager.findOneBy(HandOver, { tripId: trip.id, enterpriseId });
    if (before) {
      if (before.digest !== digest) throw handOverProblems('hand_over.done', { present: before.present, missing: before.missing });
      return this.view(trip, enterpriseId);
    }
    if (trip.state === 'planned' || trip.state === 'boarding' || trip.state === 'cancelled') throw handOverProblems('hand_over.early');
    const people = (await this.expected(trip.id, enterpriseId)).map(({ id }) => id);
    if (missing.some((id) => !people.includes(id))) throw handOverProblems('hand_over.people');
    const now = this.ports.clock.now();
    const answers = people.map((lineId) => ({
      ...{ lineId, at: now, reason: null },
      state: missing.includes(lineId) ? ('lost' as const) : ('arrived' as const),
    }));
    const stops = await this.trips.stops([trip.id]);
    const seen = await this.rollCalls.takeSeen({ trip, stops }, 'hand_over', answers, true);
    const id = newId();
    const present = people.length - missing.length;
    await this.uow.manager.insert(HandOver, {
      ...{ id, tripId: trip.id, enterpriseId, present, missing: missing.length, at: now, byId: who?.userId ?? null, digest },
      receivedBy: this.cipher.seal('hand_over', 'receivedBy', id, receivedBy),
    });
    const said = { arrived: present, lost: missing.length };
    await this.ports.audit.record(who, 'trip.received', { kind: 'trip', id: trip.id, nodePath: trip.nodePath }, said);
    return this.view(await this.finished(seen.trip, receivedBy), enterpriseId);
  }

  /** Once every enterprise of which somebody came has confirmed, the trip is done. */
  private async finished(trip: Trip, receivedBy: string | null): Promise<Trip> {
    const open = (await this.gatesOf(trip)).some(({ people, done }) => people > 0 && !done);
    return open ? trip : this.rollCalls.handedOver(trip, receivedBy);
  }

  private async behind(code: string, forUpdate = false): Promise<{ trip: Trip; enterpriseId: string }> {
    const [tripId, enterpriseId] = idsOfCode(this.cipher, SIGNED_FOR, code);
    if (!tripId || !enterpriseId) throw handOverProblems('hand_over.unknown');
    const trip = forUpdate ? await this.trips.forUpdate(tripId) : await this.trips.byId(tripId);
    if (!trip || trip.state === 'cancelled') throw handOverProblems('hand_over.unknown');
    if (trip.arriveAt.getTime() + AFTER_DAYS * DAY_MS <= this.ports.clock.now().getTime()) throw handOverProblems('hand_over.over');
    return { trip, enterpriseId };
  }

  private async view(trip: Trip, enterpriseId: string): Promise<GateView> {
    const gate = (await this.gatesOf(trip)).find((one) => one.enterpriseId === enterpriseId);
    if (!gate) throw handOverProblems('hand_over.unknown');
    const lines = gate.done ? [] : await this.expected(trip.id, enterpriseId);
    return {
      ...{ trip, gate, stationName: (await this.neighbours.suppliers([trip.supplierId])).get(trip.supplierId)?.name ?? '' },
      people: lines.map((line) => ({
        lineId: line.id,
        name: mask.name(this.cipher.open('manifest_line', 'name', line.id, line.name) ?? ''),
      })),
    };
  }

  private async expected(tripId: string, enterpriseId: string): Promise<ManifestLine[]> {
    return (await this.trips.lines(tripId)).filter((line) => line.enterpriseId === enterpriseId && EXPECTED.includes(line.state));
  }

  private doneOf(tripId: string): Promise<HandOver[]> {
    return this.uow.manager.findBy(HandOver, { tripId });
  }

  private told({ id, at, present, missing, receivedBy }: HandOver): Gate['done'] {
    return { at: at.toISOString(), present, missing, receivedBy: this.cipher.open('hand_over', 'receivedBy', id, receivedBy) };
  }
}
