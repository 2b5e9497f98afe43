import { Injectable } from '@nestjs/common';
import type { EnterpriseView } from '#enterprise';
import { notFound, type Problem } from '#platform/http';
import { boothsADay, type BookingRefusal, type BoothRules } from '../domain/booking.js';
import type { Booth, Fair } from '../fair.entity.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { FairRooms } from '../fair.rooms.js';
import { BoothDays } from './booth-days.js';
import { BoothDoor } from './booth-door.js';
import { BoothRepository, NOBODYS, type Share } from './booth.repository.js';
import { BoothRuleBook } from './booth-rules.js';

/** Gives a booth to an enterprise, if the rules let it in and it is nowhere else. Inside the unit of work that keeps the fair. */
@Injectable()
export class BoothClaims {
  constructor(
    private readonly fairs: FairRepository,
    private readonly booths: BoothRepository,
    private readonly door: BoothDoor,
    private readonly days: BoothDays,
    private readonly rooms: FairRooms,
    private readonly rules: BoothRuleBook,
  ) {}

  rulesOn(day: string): Promise<BoothRules> {
    return this.rules.on(day);
  }

  /** Which rule stands against it; null for none. */
  refusal(one: EnterpriseView, fair: Fair, rules: BoothRules, byOffice: boolean): Promise<BookingRefusal | null> {
    return this.door.refusal(one, fair, rules, byOffice);
  }

  problem(refusal: BookingRefusal, one: EnterpriseView, fair: Fair, rules: BoothRules): Promise<Problem> {
    return this.door.problem(refusal, one, fair, rules);
  }

  /** The booth of a number, if anybody could have it. @throws Problem 404, `booth.blocked`, `fair.booth_taken` */
  async wanted(fairId: string, number: string): Promise<Booth> {
    const booth = await this.booths.byNumber(fairId, number);
    if (!booth) throw notFound('booth', number);
    if (booth.blocked !== null) throw problems('booth.blocked', { number, reason: booth.blocked });
    if (booth.enterpriseId !== null) throw problems('fair.booth_taken', { number });
    return booth;
  }

  /** @param before its other booths at the fair @throws Problem when the booth was faster taken, or it is elsewhere then */
  async give(
    booth: Booth,
    one: EnterpriseView,
    fair: Fair,
    rules: BoothRules,
    before: readonly Booth[],
    how: Partial<Share>,
  ): Promise<Booth> {
    if (fair.mode !== 'online') {
      if (before.length === 0) await this.rooms.claimFor('enterprise', [one.id], fair);
      await this.takeDay(one, fair, rules);
    }
    const share: Share = { ...NOBODYS, ...how, enterpriseId: one.id, ordinal: this.booths.nextOrdinal(before) };
    if (!(await this.booths.take(booth.id, share))) throw problems('fair.booth_taken', { number: booth.number });
    return { ...booth, ...share };
  }

  private async takeDay(one: EnterpriseView, fair: Fair, rules: BoothRules): Promise<void> {
    const most = boothsADay(rules, one.isKey);
    if (await this.days.take(one.id, fair.day, fair.id, most)) return;
    const [other] = await this.days.on(one.id, fair.day);
    const name = other ? (await this.fairs.byId(other.fairId))?.name : undefined;
    throw problems('booth.day_full', { name: one.name, fair: name ?? '', most });
  }
}
