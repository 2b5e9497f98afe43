import { Injectable } from '@nestjs/common';
import { FieldCipher, normalise } from '#platform/crypto';
import { dayOf, newId, UnitOfWork } from '#platform/db';
import { invalid, Problem, type FieldFault, type Principal, type Wording } from '#platform/http';
import { outstanding } from './domain/promise.js';
import type { ReliefState } from './domain/person.js';
import type { WorkerKind } from './domain/travel.js';
import type { ManifestLine, Trip } from './dispatch.entity.js';
import { DispatchPorts, Neighbours } from './dispatch.ports.js';
import { lineFaults, problems, type LineFault } from './dispatch.problems.js';
import { checkPerson, type PersonFault } from './domain/check-person.js';
import type { ColumnPlace, ManifestColumn, PersonPlace } from './domain/manifest-table.js';
import { sightOf } from './domain/sight.js';
import { LineViews, type LineView } from './line.views.js';
import { PromiseRepository } from './promise.repository.js';
import { TripAccess, type TripWithStops } from './trip.access.js';
import { TripRepository } from './trip.repository.js';

/** One person as the station writes them down. */
export interface NewLine {
  promiseId: string | null;
  name: string;
  phone: string | null;
  idNumber: string;
  returning: boolean;
  relief: ReliefState;
  insured: boolean;
  selfArranged: boolean;
  emergencyContact: string | null;
  kind?: WorkerKind | null;
  medical?: boolean;
  fareFen?: number | null;
  pickupId?: string | null;
  coachId?: string | null;
  /** What of it names nothing that the trip has. */
  unknown?: ('pickup' | 'coach')[];
  /** Where it stands in the file that it came in. */
  place?: PersonPlace;
}

export interface CheckedLine {
  given: NewLine;
  faults: LineFault[];
  promiseId: string | null;
  idHash: string;
  minor: boolean;
}

/** What the check of new people has to know about the trip. */
interface Surroundings {
  trip: Trip;
  promiseIds: string[];
  present: Set<string>;
  elsewhere: Set<string>;
  left: Map<string, number>;
  minorsAllowed: Map<string, boolean>;
}

@Injectable()
export class ManifestService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly trips: TripRepository,
    private readonly promises: PromiseRepository,
    private readonly access: TripAccess,
    private readonly ports: DispatchPorts,
    private readonly neighbours: Neighbours,
    private readonly cipher: FieldCipher,
    private readonly lineViews: LineViews,
  ) {}

  /** The people that one may see. Their station and the enterprise that they come to see who they are and can call; others see
   * masks, and ID numbers are masked for all. `full` shows everything to whoever has that duty. Each look at names is written down.
   * @throws Problem 403 for `full` without the right to it. */
  async list(who: Principal, tripId: string, full: boolean): Promise<LineView[]> {
    const { trip } = await this.access.see(who, tripId);
    const permission = full ? 'dispatch.people_full' : 'dispatch.read';
    this.ports.access.require(who, permission);
    const lines = (await this.trips.lines(tripId)).filter(this.access.ofWhom(who, permission, trip));
    const views = lines.map((line) => this.lineViews.view(line, full ? 'full' : sightOf(who, trip, line)));
    await this.logShown(who, trip, full ? 'manifest.shown_in_full' : 'manifest.shown', views);
    return views;
  }

  /** One entry for each look, not for each person. */
  private async logShown(who: Principal, trip: Trip, action: string, views: LineView[]): Promise<void> {
    const people = views.filter(({ sight }) => sight !== 'masked').length;
    if (people > 0) await this.ports.audit.record(who, action, { kind: 'trip', id: trip.id, nodePath: trip.nodePath }, { people });
  }

  /** What is wrong with each of these people, nothing saved. */
  async preview(who: Principal, tripId: string, given: NewLine[]): Promise<CheckedLine[]> {
    return this.check(await this.access.run(who, tripId), given);
  }

  /** Puts people on the manifest: all of them or, when something is wrong with one, none.
   * @throws Problem 422 with every fault and its place. */
  async add(who: Principal, tripId: string, given: NewLine[]): Promise<LineView[]> {
    return this.uow.run(async () => {
      const seen = await this.access.runForUpdate(who, tripId);
      const { trip } = seen;
      if (trip.state !== 'planned' && trip.state !== 'boarding') throw problems('trip.state', { state: trip.state });
      const lines = await this.put(seen, given);
      await this.ports.audit.record(who, 'manifest.added', { kind: 'trip', id: tripId, nodePath: trip.nodePath }, { people: lines.length });
      return lines.map((line) => this.lineViews.view(line, sightOf(who, trip, line)));
    });
  }

  /** Writes people down, inside the caller's unit of work and on a trip that it holds. @param substituteFor whose place the one takes
   * @throws Problem 422 with every fault and its place. */
  async put(seen: TripWithStops, given: NewLine[], substituteFor: string | null = null): Promise<ManifestLine[]> {
    for (const stop of seen.stops) await this.promises.lockAccepted(stop.promiseId);
    const checked = await this.check(seen, given);
    refuse(checked);
    const start = (await this.trips.lines(seen.trip.id)).length;
    const lines = checked.map((one, i) => ({ ...this.seal(one, seen, start + i), substituteFor }));
    await this.trips.insertLines(lines);
    return lines;
  }

  /** Takes somebody off who has not been called yet. Taking off twice is taking off once. */
  async remove(who: Principal, tripId: string, lineId: string): Promise<void> {
    await this.uow.run(async () => {
      const { trip } = await this.access.run(who, tripId);
      if ((await this.trips.removeListed({ tripId, id: lineId })) === 0) {
        if (await this.trips.line(tripId, lineId)) throw problems('manifest.travelled');
        return;
      }
      await this.ports.audit.record(who, 'manifest.removed', { kind: 'trip', id: tripId, nodePath: trip.nodePath }, { lineId });
    });
  }

  private async check({ trip, stops }: TripWithStops, given: NewLine[]): Promise<CheckedLine[]> {
    const hashes = given.map((line) => this.cipher.blindIndex('id_number', normalise.idNumber(line.idNumber)));
    const promises = (await this.promises.many(stops.map((stop) => stop.promiseId))).filter((one) => one.state === 'accepted');
    const tallies = await this.trips.talliesOfPromises(promises.map((one) => one.id));
    const needs = new Map((await this.neighbours.needs.many(promises.map((one) => one.needId))).map((need) => [need.id, need]));
    const around: Surroundings = {
      trip,
      promiseIds: promises.map((one) => one.id),
      present: new Set((await this.trips.lines(trip.id)).map((line) => line.idHash)),
      elsewhere: await this.trips.elsewhere(hashes, trip.id),
      left: new Map(
        promises.map((one) => {
          const { listed = 0, boarded = 0, arrived = 0 } = tallies.get(one.id) ?? {};
          return [one.id, outstanding(one) - listed - boarded - arrived];
        }),
      ),
      minorsAllowed: new Map(promises.map((one) => [one.id, needs.get(one.needId)?.minorsAllowed ?? false])),
    };
    return given.map((line, i) => checkLine(line, hashes[i] ?? '', around));
  }

  private seal(
    { given, promiseId, idHash, minor }: CheckedLine,
    { trip, stops }: TripWithStops,
    position: number,
  ): Omit<ManifestLine, 'substituteFor'> {
    const id = newId();
    const stop = stops.find((one) => one.promiseId === promiseId);
    if (!stop) throw new Error(`a checked line names promise ${promiseId}, which trip ${trip.id} does not serve`);
    const seal = (column: string, value: string | null): string | null => this.cipher.seal('manifest_line', column, id, value);
    const now = this.ports.clock.now();
    return {
      id,
      tripId: trip.id,
      promiseId: stop.promiseId,
      needId: stop.needId,
      enterpriseId: stop.enterpriseId,
      nodePath: stop.nodePath,
      position,
      name: seal('name', given.name),
      phone: seal('phone', given.phone && normalise.phone(given.phone)),
      idNumber: seal('idNumber', normalise.idNumber(given.idNumber)),
      emergencyContact: seal('emergencyContact', given.emergencyContact),
      idHash,
      travellerKey: idHash,
      returning: given.returning,
      minor,
      relief: given.relief,
      insured: given.insured,
      selfArranged: given.selfArranged,
      ...{ kind: given.kind ?? null, medical: given.medical ?? false, fareFen: given.fareFen ?? null },
      ...{ pickupId: given.pickupId ?? null, coachId: given.coachId ?? null },
      state: 'listed',
      stateAt: EPOCH,
      reason: null,
      signedAt: null,
      leftAt: null,
      reopened: false,
      createdAt: now,
    };
  }
}

/** Nothing has been seen of somebody who is only listed, so any sighting is later. */
const EPOCH = new Date(0);

const checkLine = (given: NewLine, idHash: string, around: Surroundings): CheckedLine => {
  const { trip, promiseIds, present, elsewhere, left, minorsAllowed } = around;
  const promiseId = given.promiseId ?? (promiseIds.length === 1 ? promiseIds[0] : undefined) ?? null;
  const known = promiseId !== null && promiseIds.includes(promiseId);
  const person = checkPerson(given, dayOf(trip.departAt), known && (minorsAllowed.get(promiseId) ?? false));
  const faults = [...personFaults(given, person.faults), ...(given.unknown ?? [])];
  // Two numbers that are missing or wrong are not the same person.
  const identified = !faults.includes('id_number') && !faults.includes('id_digits');
  if (identified && present.has(idHash)) faults.push('twice');
  if (identified && elsewhere.has(idHash)) faults.push('elsewhere');
  if (!known) faults.push('promise');
  else if (!given.returning) {
    const room = left.get(promiseId) ?? 0;
    if (room < 1) faults.push('full');
    left.set(promiseId, room - 1);
  }
  if (identified) present.add(idHash);
  return { given, faults, promiseId: known ? promiseId : null, idHash, minor: person.minor };
};

/** What is wrong with the person as written. An ID number that lost its digits may still pass the check sign by luck. */
const personFaults = ({ place }: NewLine, faults: PersonFault[]): LineFault[] => {
  const broken: LineFault[] = place?.broken ? ['cell'] : [];
  if (!place?.lostDigits) return [...broken, ...faults];
  return [...broken, 'id_digits', ...faults.filter((fault) => PATHS[fault] !== 'idNumber')];
};

const PATHS: Record<LineFault, ManifestColumn | 'promiseId'> = {
  name: 'name',
  id_number: 'idNumber',
  id_digits: 'idNumber',
  cell: 'name',
  pickup: 'pickup',
  coach: 'coach',
  child: 'idNumber',
  minor: 'idNumber',
  phone: 'phone',
  twice: 'idNumber',
  elsewhere: 'idNumber',
  promise: 'promiseId',
  full: 'promiseId',
};

/** Every fault of every line, at most a hundred of them, as the field errors of one answer. */
const refuse = (checked: CheckedLine[]): void => {
  if (checked.length === 0)
    throw invalid([{ path: 'lines', code: 'required', message: { zh: '花名册是空的', en: 'the manifest is empty' } }]);
  const faults = checked.flatMap(({ given, faults: own }, i) =>
    own.map((code): FieldFault => ({ path: `lines.${i}.${PATHS[code]}`, code, message: told(given, i, code) })),
  );
  if (faults.length === 0) return;
  const { detail, status } = problems('manifest.invalid');
  throw new Problem('manifest.invalid', status, { detail, params: { count: faults.length }, errors: faults.slice(0, 100) });
};

/** The file's column that a fault stands in; null for what has no column of its own. */
export const columnOf = (place: PersonPlace | undefined, code: LineFault): ColumnPlace | null => {
  const column = code === 'cell' ? (place?.broken ?? 'name') : PATHS[code];
  return place?.headings[column === 'promiseId' ? 'enterprise' : column] ?? null;
};

/** A fault with line, person and column: whoever wrote the list looks for them there. */
const told = ({ name, place }: NewLine, at: number, code: LineFault): Wording => {
  const column = columnOf(place, code);
  const { zh, en } = lineFaults[code];
  const sheet = place?.sheet ?? '';
  const where = place
    ? { zh: `${sheet}第 ${place.line} 行`, en: `line ${place.line}${sheet && ` of ${sheet}`}` }
    : { zh: `第 ${at + 1} 人`, en: `person ${at + 1}` };
  return {
    zh: `${where.zh}${name && ` ${name}`}${column ? `（${column.letter} 列“${column.heading}”）` : ''}：${zh}`,
    en: `${where.en}${name && `, ${name}`}${column ? ` (column ${column.letter} “${column.heading}”)` : ''}: ${en}`,
  };
};
