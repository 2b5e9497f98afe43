import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/db';
import { FairClaim } from '../venue.entity.js';

/**
 * How many booths an enterprise has on one day, over all fairs: each takes one of the places that the rule gives it, and a place is
 * taken once, by the unique key of the claims.
 */
@Injectable()
export class BoothDays {
  constructor(private readonly uow: UnitOfWork) {}

  /** Takes the first place that is left for one more booth. @param most null for as many as there are @returns whether there was one */
  async take(enterpriseId: string, day: string, fairId: string, most: number | null): Promise<boolean> {
    const taken = new Set((await this.on(enterpriseId, day)).map(({ quarter }) => quarter));
    let place = 0;
    while (taken.has(place)) place += 1;
    if (most !== null && place >= most) return false;
    await this.uow.manager.insert(FairClaim, { id: newId(), kind: 'booth_day', subjectId: enterpriseId, day, quarter: place, fairId });
    return true;
  }

  /** Gives one of the places back that it took for a fair. */
  async giveBack(enterpriseId: string, fairId: string): Promise<void> {
    const [last] = await this.uow.manager.find(FairClaim, {
      where: { fairId, kind: 'booth_day', subjectId: enterpriseId },
      order: { quarter: 'DESC' },
      take: 1,
    });
    if (last) await this.uow.manager.delete(FairClaim, { id: last.id });
  }

  /** Fairs of a day at which it has booths, one for each. */
  async on(enterpriseId: string, day: string): Promise<FairClaim[]> {
    return this.uow.manager.find(FairClaim, { where: { kind: 'booth_day', subjectId: enterpriseId, day }, order: { quarter: 'ASC' } });
  }
}
