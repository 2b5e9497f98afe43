import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, Not } from 'typeorm';
import type { Scope } from '#access';
import { FieldCipher, Sealing } from '#platform/crypto';
import { insertRows, pageOf, sqlInstant, UnitOfWork, type Paged } from '#platform/db';
import { ManifestLine, Trip, TripStop } from './dispatch.entity.js';
import { emptyTally, type LineState, type Tally } from './domain/line.js';
import type { TripState } from './domain/trip.js';
import { TripCoach } from './trip/travel.entity.js';

export interface TripFilter {
  scope: Scope;
  state?: TripState | undefined;
  supplierId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  arriveBefore?: Date | undefined;
}

const CHUNK = 500;
/** Each row is looked for among the times of all in its statement: more statements are fewer comparisons. */
const CASES = 150;

@Injectable()
export class TripRepository {
  private readonly sealing: Sealing<Trip>;

  constructor(
    private readonly uow: UnitOfWork,
    cipher: FieldCipher,
  ) {
    this.sealing = new Sealing(cipher, 'trip');
  }

  async byId(id: string): Promise<Trip | null> {
    return this.sealing.maybe(await this.uow.manager.findOneBy(Trip, { id }));
  }

  async many(ids: readonly string[]): Promise<Trip[]> {
    return ids.length === 0 ? [] : this.sealing.openAll(await this.uow.manager.findBy(Trip, { id: In([...new Set(ids)]) }));
  }

  async forUpdate(id: string): Promise<Trip | null> {
    return this.sealing.maybe(await this.uow.forUpdate(Trip, { id }));
  }

  async byRequest(supplierId: string, requestKey: string): Promise<Trip | null> {
    return this.sealing.maybe(await this.uow.manager.findOneBy(Trip, { supplierId, requestKey }));
  }

  async insert(trip: Trip, stops: TripStop[]): Promise<void> {
    await this.uow.manager.insert(Trip, this.sealing.seal(trip.id, trip));
    await this.insertStops(stops);
  }

  async insertStops(stops: TripStop[]): Promise<void> {
    if (stops.length > 0) await this.uow.manager.createQueryBuilder().insert().into(TripStop).values(stops).updateEntity(false).execute();
  }

  /** Trips that one may see: one's own supplier's, those to one's enterprise, and those from or to one's nodes. */
  async page(filter: TripFilter, cursor: string | undefined, limit: number): Promise<Paged<Trip>> {
    const query = this.uow.manager.createQueryBuilder(Trip, 'trip');
    const mine = whose(filter.scope);
    if (mine) query.andWhere(mine.sql, mine.parameters);
    if (filter.state) query.andWhere('trip.state = :state', { state: filter.state });
    if (filter.supplierId) query.andWhere('trip.supplierId = :supplierId', { supplierId: filter.supplierId });
    if (filter.from) query.andWhere('trip.departAt >= :from', { from: filter.from });
    if (filter.to) query.andWhere('trip.departAt < :to', { to: filter.to });
    if (filter.arriveBefore) query.andWhere('trip.arriveAt < :arriveBefore', { arriveBefore: filter.arriveBefore });
    const page = await pageOf(query, {
      order: [
        ['trip.departAt', 'DESC'],
        ['trip.id', 'DESC'],
      ],
      cursor,
      limit,
    });
    return { ...page, items: this.sealing.openAll(page.items) };
  }

  stops(tripIds: string[]): Promise<TripStop[]> {
    return tripIds.length === 0
      ? Promise.resolve([])
      : this.uow.manager.find(TripStop, { where: { tripId: In(tripIds) }, order: { id: 'ASC' } });
  }

  async move(id: string, from: TripState, patch: Partial<Trip>): Promise<number> {
    return (
      (await this.uow.manager.update(Trip, { id, state: from }, { ...this.sealing.seal(id, patch), version: () => 'version + 1' }))
        .affected ?? 0
    );
  }

  /** The supplier of each trip. */
  async suppliersOf(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const trips = await this.uow.manager.find(Trip, { select: { id: true, supplierId: true }, where: { id: In([...new Set(ids)]) } });
    return new Map(trips.map(({ id, supplierId }) => [id, supplierId]));
  }

  linesByIds(ids: readonly string[]): Promise<ManifestLine[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.uow.manager.findBy(ManifestLine, { id: In([...ids]) });
  }

  lines(tripId: string): Promise<ManifestLine[]> {
    return this.uow.manager.find(ManifestLine, { where: { tripId }, order: { position: 'ASC', id: 'ASC' } });
  }

  line(tripId: string, id: string): Promise<ManifestLine | null> {
    return this.uow.manager.findOneBy(ManifestLine, { tripId, id });
  }

  lineForUpdate(id: string): Promise<ManifestLine | null> {
    return this.uow.forUpdate(ManifestLine, { id });
  }

  /** Who takes the place of somebody who dropped out. */
  substituteOf(lineId: string): Promise<ManifestLine | null> {
    return this.uow.manager.findOneBy(ManifestLine, { substituteFor: lineId });
  }

  async insertLines(lines: ManifestLine[]): Promise<void> {
    await insertRows(this.uow.manager, ManifestLine, lines);
  }

  /** Where people are now: a statement for each state, not for each person. */
  async updateStates(lines: readonly ManifestLine[]): Promise<void> {
    const groups = new Map<string, ManifestLine[]>();
    for (const line of lines) {
      const key = JSON.stringify([line.state, line.reason, line.travellerKey === null]);
      groups.set(key, [...(groups.get(key) ?? []), line]);
    }
    for (const group of groups.values()) for (let i = 0; i < group.length; i += CASES) await this.updateState(group.slice(i, i + CASES));
  }

  /** Of people who are in one state for one reason, each since their own time. */
  private async updateState(lines: readonly ManifestLine[]): Promise<void> {
    const [first] = lines;
    if (!first) return;
    const since = `CASE id ${lines.map((_, i) => `WHEN :line${i} THEN :at${i}`).join(' ')} END`;
    await this.uow.manager
      .createQueryBuilder()
      .update(ManifestLine)
      .set({
        ...{ state: first.state, reason: first.reason, stateAt: () => since },
        signedAt: first.state === 'signed' ? () => since : null,
        travellerKey: first.travellerKey === null ? null : () => 'idHash',
      })
      .where({ id: In(lines.map(({ id }) => id)) })
      .setParameters(
        Object.fromEntries(
          lines.flatMap(({ id, stateAt }, i) => [
            [`line${i}`, id],
            [`at${i}`, sqlInstant(stateAt)],
          ]),
        ),
      )
      .execute();
  }

  async updateLine(id: string, patch: Partial<ManifestLine>): Promise<void> {
    await this.uow.manager.update(ManifestLine, { id }, patch);
  }

  /** @returns removed rows: only who was called at no roll call can be taken off. */
  async removeListed(where: { tripId?: string; promiseId?: string; id?: string }): Promise<number> {
    return (await this.uow.manager.delete(ManifestLine, { ...where, state: 'listed' })).affected ?? 0;
  }

  /** People of promises who are counted there, by state; returning ones count for no shortage and are left out. */
  async talliesOfPromises(promiseIds: string[]): Promise<Map<string, Tally>> {
    const found = new Map<string, Tally>(promiseIds.map((id) => [id, emptyTally()]));
    if (promiseIds.length === 0) return found;
    const rows = await this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .select('line.promiseId', 'id')
      .addSelect('line.state', 'state')
      .addSelect('COUNT(*)', 'people')
      .where('line.promiseId IN (:...promiseIds) AND line.returning = :no', { promiseIds, no: false })
      .groupBy('line.promiseId')
      .addGroupBy('line.state')
      .getRawMany<{ id: string; state: LineState; people: string | number }>();
    for (const row of rows) {
      const tally = found.get(row.id);
      if (tally) tally[row.state] = Number(row.people);
    }
    return found;
  }

  /** Where people of trips are: per trip and enterprise. */
  async talliesOfTrips(tripIds: string[]): Promise<Map<string, Map<string, Tally>>> {
    const found = new Map<string, Map<string, Tally>>(tripIds.map((id) => [id, new Map()]));
    if (tripIds.length === 0) return found;
    const rows = await this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .select('line.tripId', 'tripId')
      .addSelect('line.enterpriseId', 'enterpriseId')
      .addSelect('line.state', 'state')
      .addSelect('COUNT(*)', 'people')
      .where('line.tripId IN (:...tripIds)', { tripIds })
      .groupBy('line.tripId')
      .addGroupBy('line.enterpriseId')
      .addGroupBy('line.state')
      .getRawMany<{ tripId: string; enterpriseId: string; state: LineState; people: string | number }>();
    for (const row of rows) {
      const trip = found.get(row.tripId);
      const tally = trip?.get(row.enterpriseId) ?? emptyTally();
      tally[row.state] = Number(row.people);
      trip?.set(row.enterpriseId, tally);
    }
    return found;
  }

  /** Hashes of people who are still travelling on another trip. */
  async elsewhere(idHashes: string[], tripId: string): Promise<Set<string>> {
    const found = new Set<string>();
    for (let i = 0; i < idHashes.length; i += CHUNK) {
      const lines = await this.uow.manager.find(ManifestLine, {
        select: { id: true, idHash: true },
        where: { travellerKey: In(idHashes.slice(i, i + CHUNK)), tripId: Not(tripId) },
      });
      for (const line of lines) found.add(line.idHash);
    }
    return found;
  }

  /** People of a promise who have set off and not signed yet. */
  onTheWay(promiseId: string): Promise<ManifestLine[]> {
    return this.uow.manager.find(ManifestLine, { where: { promiseId, returning: false, state: In(['boarded', 'arrived']) } });
  }

  async moveLinesTo(lineIds: string[], to: Pick<ManifestLine, 'promiseId' | 'needId' | 'enterpriseId' | 'nodePath'>): Promise<void> {
    for (let i = 0; i < lineIds.length; i += CHUNK) {
      await this.uow.manager.update(ManifestLine, { id: In(lineIds.slice(i, i + CHUNK)) }, to);
    }
  }

  /** Forgets who people were whose records are older than `before`, and who led them; the keyed hash stays. @returns how many people. */
  async forget(before: Date, limit: number): Promise<number> {
    await this.uow.manager
      .createQueryBuilder()
      .update(TripCoach)
      .set({ leaderName: null, leaderPhone: null })
      .where('(leaderName IS NOT NULL OR leaderPhone IS NOT NULL) AND tripId IN (SELECT t.id FROM trip t WHERE t.departAt < :before)', {
        before: sqlInstant(before),
      })
      .execute();
    const lines = await this.uow.manager.find(ManifestLine, {
      select: { id: true },
      where: { createdAt: LessThan(before), idNumber: Not(IsNull()) },
      take: limit,
    });
    if (lines.length === 0) return 0;
    const nobody = { name: null, phone: null, idNumber: null, emergencyContact: null };
    return (await this.uow.manager.update(ManifestLine, { id: In(lines.map((line) => line.id)) }, nobody)).affected ?? 0;
  }
}

/** Trips of one's suppliers, to one's enterprises, from or to one's nodes; undefined: all. */
export const whose = ({
  all,
  paths,
  supplierIds,
  enterpriseIds,
}: Scope): { sql: string; parameters: Record<string, unknown> } | undefined => {
  if (all) return undefined;
  const ways = paths.flatMap((_, i) => [
    `trip.nodePath LIKE :path${i}`,
    // A value and not EXISTS, for which MariaDB first gathers every stop of the city.
    `(SELECT 1 FROM trip_stop s WHERE s.tripId = trip.id AND s.nodePath LIKE :path${i} LIMIT 1) = 1`,
  ]);
  if (supplierIds.length > 0) ways.push('trip.supplierId IN (:...supplierIds)');
  if (enterpriseIds.length > 0) ways.push('trip.id IN (SELECT s.tripId FROM trip_stop s WHERE s.enterpriseId IN (:...enterpriseIds))');
  const parameters = { supplierIds, enterpriseIds, ...Object.fromEntries(paths.map((path, i) => [`path${i}`, `${path}%`])) };
  // A single way stands by itself, so that its index can lead.
  return { sql: ways.length > 0 ? `(${ways.join(' OR ')})` : '1 = 0', parameters };
};
