import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import { dayOf, UnitOfWork } from '#platform/db';
import { isWithin, openOn, type OpeningTimes } from './domain/hours.js';
import { Fair } from './fair.entity.js';
import { FairPorts } from './fair.ports.js';
import { problems } from './fair.problems.js';
import { FairClaim, Room, SpecialDay } from './venue.entity.js';

/** What a venue promised to fairs that stand: its hours do not change under them. */
@Injectable()
export class StandingFairs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ports: FairPorts,
  ) {}

  /** Whoever plans a fair locks the venue as well, so none comes in between.
   * @throws Problem 409 that names the first fair which would stand before closed doors */
  async keepTo(venueId: string, opening: OpeningTimes): Promise<void> {
    const fairs = await this.at(venueId);
    const days = await this.uow.manager.findBy(SpecialDay, { day: In([...new Set(fairs.map(({ day }) => day))]) });
    const kinds = new Map(days.map(({ day, kind }) => [day, kind]));
    const shutOut = fairs.filter((fair) => !isWithin(fair, openOn(opening, fair.day, kinds.get(fair.day) ?? null)));
    const [first] = shutOut;
    if (!first) return;
    const { name, day, opensAt, closesAt } = first;
    throw problems('venue.fairs', { fair: name, day, from: opensAt, to: closesAt, n: shutOut.length });
  }

  private async at(venueId: string): Promise<Fair[]> {
    const rooms = await this.uow.manager.find(Room, { select: { id: true }, where: { venueId } });
    if (rooms.length === 0) return [];
    const today = dayOf(this.ports.clock.now());
    const claims = await this.uow.manager
      .createQueryBuilder(FairClaim, 'claim')
      .select('DISTINCT claim.fairId', 'fairId')
      .where({ kind: 'room', subjectId: In(rooms.map(({ id }) => id)), day: MoreThanOrEqual(today) })
      .getRawMany<{ fairId: string }>();
    const ids = claims.map(({ fairId }) => fairId);
    const stage = In(['planned', 'filed', 'open', 'closed']);
    return ids.length === 0 ? [] : this.uow.manager.find(Fair, { where: { id: In(ids), stage }, order: { day: 'ASC', id: 'ASC' } });
  }
}
