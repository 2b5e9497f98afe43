import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Kit } from '#field';
import { FieldCipher } from '#platform/crypto';
import type { ManifestLine, Trip } from '../dispatch.entity.js';
import { Neighbours } from '../dispatch.ports.js';
import { HandOvers } from '../hand-over/hand-overs.js';
import type { TripCoach } from '../trip/travel.entity.js';
import { TravelRepository, type Travel } from '../trip/travel.repository.js';
import { TripRepository } from '../trip.repository.js';
import type { RollMark } from './roll-mark.entity.js';
import { RollMarkRepository } from './roll-mark.repository.js';

/** What phones in a coach hold: encrypted there, and gone after the duty. */
@Injectable()
export class CoachKits {
  constructor(
    private readonly trips: TripRepository,
    private readonly travels: TravelRepository,
    private readonly marks: RollMarkRepository,
    private readonly handOvers: HandOvers,
    private readonly neighbours: Neighbours,
    private readonly cipher: FieldCipher,
  ) {}

  /** Either all people of the coach, or none when nothing of them is new since then. */
  async of(trip: Trip, coach: TripCoach, isLeader: boolean, since: string | null): Promise<Kit> {
    const travel = await this.travels.of(trip.id);
    const lines = (await this.trips.lines(trip.id)).filter((line) => sits(line, coach, travel.coaches));
    const marks = await this.marks.ofLines(
      trip.id,
      lines.map(({ id }) => id),
    );
    const digest = digestOf(lines, marks);
    const conflicts = isLeader ? marks.filter(({ standing }) => standing === 'conflict') : [];
    return {
      facts: {
        ...{ tripId: trip.id, number: coach.number, vehicle: coach.vehicle ?? trip.vehicle, from: trip.fromPlace, to: trip.toPlace },
        ...{ departAt: trip.departAt.toISOString(), arriveAt: trip.arriveAt.toISOString(), state: trip.state, leader: isLeader },
        legs: travel.legs.map(({ fromPlace, toPlace, departAt }) => ({ from: fromPlace, to: toPlace, departAt: departAt.toISOString() })),
        people: lines.map(({ id }) => id),
        conflicts: conflicts.map((mark) => conflictOf(mark, marks)),
        gates: isLeader ? await this.handOvers.gatesOf(trip) : [],
      },
      rows: digest === since ? [] : await this.rowsOf(lines, marks, travel),
      since: digest,
      more: false,
    };
  }

  private async rowsOf(lines: readonly ManifestLine[], marks: readonly RollMark[], { pickups }: Travel): Promise<Kit['rows']> {
    const names = await this.neighbours.enterpriseNames([...new Set(lines.map(({ enterpriseId }) => enterpriseId))]);
    const said = new Map<string, string[]>();
    for (const { lineId, call, leg, says, id, standing } of marks)
      if (standing === 'counts') said.set(lineId, [...(said.get(lineId) ?? []), `${call}:${leg}=${says}=${id}`]);
    const open = (column: 'name' | 'phone', line: ManifestLine): string =>
      this.cipher.open('manifest_line', column, line.id, line[column]) ?? '';
    return lines.map((line) => ({
      id: line.id,
      values: [
        open('name', line),
        open('phone', line),
        names.get(line.enterpriseId) ?? '',
        pickups.find(({ id }) => id === line.pickupId)?.place ?? '',
        line.state,
        [line.minor ? 'minor' : '', line.returning ? 'returning' : '', line.selfArranged ? 'own' : ''].filter(Boolean).join(' '),
        (said.get(line.id) ?? []).join(' '),
        String(line.position),
      ],
    }));
  }
}

/** Whoever was put into no coach is called in the first one. */
const sits = ({ coachId }: ManifestLine, coach: TripCoach, coaches: readonly TripCoach[]): boolean =>
  coachId === coach.id || (coachId === null && coaches[0]?.id === coach.id);

const digestOf = (lines: readonly ManifestLine[], marks: readonly RollMark[]): string => {
  const hash = createHash('sha256');
  for (const { id, state, stateAt, pickupId, position } of lines)
    hash.update(`${id} ${state} ${stateAt.getTime()} ${pickupId} ${position}\n`);
  for (const line of marks.map(({ id, standing }) => `${id} ${standing}`).sort()) hash.update(`${line}\n`);
  return hash.digest('base64url');
};

/** A conflict with the word that counts, as the leader has to know it. */
const conflictOf = (mark: RollMark, marks: readonly RollMark[]) => {
  const counting = marks.find(
    ({ lineId, call, leg, standing }) => lineId === mark.lineId && call === mark.call && leg === mark.leg && standing === 'counts',
  );
  const toldBy = ({ says, at, deviceId }: RollMark) => ({ says, at: at.toISOString(), device: deviceId });
  return {
    ...{ entry: mark.id, line: mark.lineId, call: mark.call, leg: mark.leg },
    ...{ waits: toldBy(mark), counts: counting ? toldBy(counting) : null },
  };
};
