import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { Directory, withinScope } from '#access';
import { FieldCipher } from '#platform/crypto';
import { dayOf, guarded, insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { dueAt, isMissing, type AbsenceOutcome, type AbsentAt } from '../domain/absence.js';
import { DispatchRules } from '../dispatch-rules.js';
import type { ManifestLine, Trip } from '../dispatch.entity.js';
import { peopleMissing, absenceOverdue } from '../dispatch.events.js';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import { sightOf } from '../domain/sight.js';
import { LineViews } from '../line.views.js';
import { TripRepository } from '../trip.repository.js';
import { TripAbsence } from './absence.entity.js';
import { absenceProblems } from './absence.problems.js';

export interface AbsenceFilter {
  tripId?: string | undefined;
  /** Those without an outcome; all when left out. */
  open?: boolean | undefined;
}

/** With who it is about, as far as one may know. */
export interface AbsenceView {
  absence: TripAbsence;
  name: string | null;
  phone: string | null;
  enterpriseName: string;
  ownerName: string | null;
  way: string;
}

/** Nobody is lost between two provinces: whoever is missing has somebody who asks after them, and a time by which. */
@Injectable()
export class Absences {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: DispatchRules,
    private readonly trips: TripRepository,
    private readonly lines: LineViews,
    private readonly directory: Directory,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Opens a follow-up for each of these people who is missing now, and ends those of whoever turned up; inside the caller’s unit of work.
   * @param absent says who is missing where their state does not, as at a change of trains
   */
  async follow(trip: Trip, people: readonly ManifestLine[], at: AbsentAt, absent?: ReadonlySet<string>): Promise<void> {
    const missing = people.filter(({ id, state }) => (absent ? absent.has(id) : isMissing(state) === true));
    const there = people.filter(({ id, state }) => !missing.some((one) => one.id === id) && isMissing(state) === false);
    const now = this.ports.clock.now();
    if (there.length > 0) await this.found(there, now);
    if (missing.length === 0) return;
    const { absenceHours } = await this.rules.on(dayOf(now));
    const kept = await this.uow.manager.findBy(TripAbsence, { at, lineId: In(missing.map(({ id }) => id)) });
    const blank = { closedAt: null, closedById: null, outcome: null, note: null, warnedAt: null };
    const clock = { openedAt: now, dueAt: dueAt(now, absenceHours) };
    const again = kept.filter(({ closedAt }) => closedAt !== null).map(({ id }) => id);
    if (again.length > 0) await this.uow.manager.update(TripAbsence, { id: In(again) }, { ...blank, ...clock });
    const fresh = missing.filter(({ id }) => !kept.some(({ lineId }) => lineId === id));
    const ownerId = await this.ownerOf(trip);
    await insertRows(
      this.uow.manager,
      TripAbsence,
      fresh.map(({ id, enterpriseId, nodePath }) => ({
        ...{ id: newId(), tripId: trip.id, lineId: id, supplierId: trip.supplierId, enterpriseId, nodePath, at, ownerId },
        ...{ ...blank, ...clock },
      })),
    );
    const n = fresh.length + again.length;
    if (n > 0)
      await this.ports.events.record(peopleMissing, {
        ...whereTo(trip),
        at,
        people: n,
        ownerId,
        openedAt: now.toISOString(),
        dueAt: clock.dueAt.toISOString(),
      });
  }

  async list(who: Principal, { tripId, open }: AbsenceFilter, cursor: string | undefined, limit: number): Promise<Paged<AbsenceView>> {
    const query = this.uow.manager.createQueryBuilder(TripAbsence, 'absence');
    withinScope(query, this.ports.access.scope(who, 'dispatch.absence'), {
      nodePath: 'absence.nodePath',
      supplierId: 'absence.supplierId',
    });
    if (tripId) query.andWhere('absence.tripId = :tripId', { tripId });
    if (open !== undefined) query.andWhere(open ? 'absence.closedAt IS NULL' : 'absence.closedAt IS NOT NULL');
    const order: [string, 'ASC' | 'DESC'][] = [
      ['absence.dueAt', 'ASC'],
      ['absence.id', 'ASC'],
    ];
    const page = await pageOf(query, { order, cursor, limit });
    return { ...page, items: await this.views(who, page.items) };
  }

  /** Says what became of somebody. The same said twice is said once. @throws Problem 409 when something else was said */
  async close(who: Principal, id: string, outcome: AbsenceOutcome, note: string | null): Promise<AbsenceView> {
    return this.uow.run(async () => {
      const absence = await this.owned(who, id);
      if (absence.closedAt && absence.outcome !== outcome) throw absenceProblems('absence.closed');
      if (!absence.closedAt) {
        const patch = {
          closedAt: this.ports.clock.now(),
          closedById: who.userId,
          outcome,
          note: this.cipher.seal('trip_absence', 'note', id, note),
        };
        guarded(await this.uow.manager.update(TripAbsence, { id, closedAt: IsNull() }, patch), 'the follow-up');
        Object.assign(absence, patch);
        const said = { lineId: absence.lineId, outcome };
        await this.ports.audit.record(who, 'absence.closed', { kind: 'absence', id, nodePath: absence.nodePath }, said);
      }
      return this.view(who, absence);
    });
  }

  /** From now on it is theirs who says so. */
  async take(who: Principal, id: string): Promise<AbsenceView> {
    return this.uow.run(async () => {
      const absence = await this.owned(who, id);
      if (absence.closedAt) throw absenceProblems('absence.closed');
      if (absence.ownerId !== who.userId) {
        await this.uow.manager.update(TripAbsence, { id }, { ownerId: who.userId });
        await this.ports.audit.record(
          who,
          'absence.taken',
          { kind: 'absence', id, nodePath: absence.nodePath },
          { lineId: absence.lineId },
        );
      }
      return this.view(who, { ...absence, ownerId: who.userId });
    });
  }

  /** Tells of follow-ups whose time is over, each once. @returns of how many */
  async warn(limit: number): Promise<number> {
    return this.uow.run(async () => {
      const now = this.ports.clock.now();
      const late = await this.uow.manager.find(TripAbsence, {
        where: { closedAt: IsNull(), warnedAt: IsNull(), dueAt: LessThanOrEqual(now) },
        order: { dueAt: 'ASC' },
        take: limit,
      });
      for (const [tripId, some] of groupedBy(late, ({ tripId: id }) => id)) {
        const trip = await this.trips.byId(tripId);
        if (!trip) continue;
        await this.uow.manager.update(TripAbsence, { id: In(some.map(({ id }) => id)), warnedAt: IsNull() }, { warnedAt: now });
        const nodePaths = [...new Set(some.map(({ nodePath }) => nodePath))];
        await this.ports.events.record(absenceOverdue, { ...whereTo(trip), people: some.length, nodePaths, at: now.toISOString() });
      }
      return late.length;
    });
  }

  private async found(there: readonly ManifestLine[], now: Date): Promise<void> {
    for (let i = 0; i < there.length; i += 500)
      await this.uow.manager.update(
        TripAbsence,
        { lineId: In(there.slice(i, i + 500).map(({ id }) => id)), closedAt: IsNull() },
        { closedAt: now, outcome: 'found' },
      );
  }

  /** Whoever planned the trip, while they are one of the station’s people. */
  private async ownerOf({ createdById, supplierId }: Trip): Promise<string | null> {
    const people = await this.directory.usersOfSupplier(supplierId);
    return people.some(({ userId }) => userId === createdById) ? createdById : null;
  }

  private async owned(who: Principal, id: string): Promise<TripAbsence> {
    const absence = await this.uow.forUpdate(TripAbsence, { id });
    if (!absence) throw notFound('absence', id);
    this.ports.access.require(who, 'dispatch.absence', { supplierId: absence.supplierId, nodePath: absence.nodePath });
    return absence;
  }

  private async view(who: Principal, absence: TripAbsence): Promise<AbsenceView> {
    const [view] = await this.views(who, [absence]);
    return view as AbsenceView;
  }

  /** One entry in the trail for each look at names. */
  private async views(who: Principal, absences: readonly TripAbsence[]): Promise<AbsenceView[]> {
    const lines = new Map((await this.trips.linesByIds(absences.map(({ lineId }) => lineId))).map((line) => [line.id, line]));
    const trips = new Map((await this.trips.many(absences.map(({ tripId }) => tripId))).map((trip) => [trip.id, trip]));
    const enterprises = await this.neighbours.enterpriseNames(absences.map(({ enterpriseId }) => enterpriseId));
    const owners = await this.directory.names(absences.flatMap(({ ownerId }) => ownerId ?? []));
    let named = 0;
    const views = absences.map((absence): AbsenceView => {
      const line = lines.get(absence.lineId);
      const sight = sightOf(who, absence, absence);
      const seen = line && this.lines.view(line, sight);
      if (seen && sight !== 'masked') named += 1;
      const trip = trips.get(absence.tripId);
      return {
        absence: { ...absence, note: this.cipher.open('trip_absence', 'note', absence.id, absence.note) },
        ...{ name: seen?.name ?? null, phone: seen?.phone ?? null },
        enterpriseName: enterprises.get(absence.enterpriseId) ?? '',
        ownerName: owners.get(absence.ownerId ?? '') ?? null,
        way: trip ? `${trip.fromPlace} → ${trip.toPlace}` : '',
      };
    });
    if (named > 0) await this.ports.audit.record(who, 'absence.shown', { kind: 'absence', id: absences[0]?.id ?? '' }, { people: named });
    return views;
  }
}

const whereTo = ({ id, supplierId, nodePath, fromPlace, toPlace }: Trip) => ({
  tripId: id,
  supplierId,
  nodePath,
  from: fromPlace,
  to: toPlace,
});

const groupedBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};
