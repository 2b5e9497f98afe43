import { Injectable } from '@nestjs/common';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { localTime, startOfDay } from '#platform/dates';
import { boothsADay, type BoothRules } from '../domain/booking.js';
import { dayOfferUntil } from '../domain/arrival.js';
import { allows, stateOf } from '../domain/states.js';
import { Fair, type Booth } from '../fair.entity.js';
import { FairClaims } from '../fair-claims.js';
import { FairPorts } from '../fair.ports.js';
import { instantOf } from '../gate/fair-hours.js';
import type { BoothWait } from './booth.entity.js';
import { boothCancelled, boothEvent, boothOffered, boothOfferLapsed } from './booth.events.js';
import { BoothClaims } from './booth-claims.js';
import { BoothDays } from './booth-days.js';
import { BoothRepository, NOBODYS } from './booth.repository.js';
import { WaitingRepository } from './waiting.repository.js';

/** Short transactions, so that nobody waits for a long one. */
export const HOLDS_AT_ONCE = 100;

/** Who waits for a fair's booths is offered what becomes free, in their order. Inside the unit of work that keeps the fair. */
@Injectable()
export class WaitingList {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly booths: BoothRepository,
    private readonly waits: WaitingRepository,
    private readonly days: BoothDays,
    private readonly hours: FairClaims,
    private readonly claims: BoothClaims,
    private readonly enterprises: EnterpriseReads,
    private readonly ports: FairPorts,
  ) {}

  /** Offers what is free to those who wait, as long as there are both. */
  async serve(fair: Fair): Promise<void> {
    if (!allows(stateOf(fair), 'giveBack') || fair.day <= this.ports.clock.today()) return;
    await this.offerFree(fair, (rules) => {
      const hours = this.ports.clock.now().getTime() + rules.offerHours * 3_600_000;
      return new Date(Math.min(hours, startOfDay(fair.day).getTime()));
    });
  }

  /** The same on the day itself, with minutes to say yes in: somebody has to come at once. */
  async serveToday(fair: Fair): Promise<void> {
    const closesAt = new Date(instantOf(fair.day, fair.closesAt));
    if (!allows(stateOf(fair), 'arrive') || fair.day !== this.ports.clock.today() || closesAt <= this.ports.clock.now()) return;
    await this.offerFree(fair, (rules) => dayOfferUntil(this.ports.clock.now(), closesAt, rules));
  }

  rulesOn(day: string): Promise<BoothRules> {
    return this.claims.rulesOn(day);
  }

  /** Booths that those who wait still want. */
  async wanted(fairId: string): Promise<number> {
    const waiting = await this.waits.active(fairId);
    const offered =
      waiting.length === 0 ? 0 : (await this.booths.taken(fairId)).filter(({ offerOf, heldUntil }) => offerOf && heldUntil).length;
    return Math.max(0, waiting.reduce((sum, { quantity, given }) => sum + quantity - given, 0) - offered);
  }

  private async offerFree(fair: Fair, until: (rules: BoothRules) => Date): Promise<void> {
    const [first] = await this.booths.free(fair.id, 1);
    const waiting = first ? await this.waits.active(fair.id) : [];
    if (waiting.length === 0) return;
    const rules = await this.claims.rulesOn(fair.day);
    const free = await this.booths.free(fair.id, waiting.length * 2);
    for (const entry of waiting) {
      if (free.length === 0) return;
      await this.serveOne(fair, entry, free, rules, until(rules));
    }
  }

  /** Booths that were held too long are anybody's again, or the next one's who waits. @returns how many */
  async freeOverdue(fair: Fair): Promise<number> {
    const overdue = await this.booths.overdue(this.ports.clock.now(), HOLDS_AT_ONCE, fair.id);
    for (const booth of overdue) await this.lapse(fair, booth);
    if (overdue.length > 0) await this.serve(fair);
    if (overdue.length > 0 && stateOf(fair) === 'running') await this.serveToday(fair);
    return overdue.length;
  }

  /** The same for all fairs, a fair at a time. @returns how many at most {@link HOLDS_AT_ONCE} */
  async freeAllOverdue(): Promise<number> {
    const overdue = await this.booths.overdue(this.ports.clock.now(), HOLDS_AT_ONCE);
    for (const fairId of [...new Set(overdue.map((booth) => booth.fairId))].sort())
      await this.uow.run(async () => {
        const fair = await this.uow.forUpdate(Fair, { id: fairId });
        if (fair) await this.freeOverdue(fair);
      });
    return overdue.length;
  }

  /** Takes a booth from its enterprise, with all that hung on it. @returns whether it still had it */
  async vacate(fair: Fair, booth: Booth): Promise<boolean> {
    const { enterpriseId } = booth;
    if (enterpriseId === null || !(await this.booths.setFree(booth.id, enterpriseId))) return false;
    await this.days.giveBack(enterpriseId, fair.id);
    if ((await this.booths.shares(fair.id, enterpriseId)).length === 0) {
      await this.hours.drop(fair.id, 'enterprise', enterpriseId);
      await this.booths.forget(fair.id, enterpriseId);
    }
    return true;
  }

  /** An enterprise that waited has one more booth. */
  async given(fairId: string, enterpriseId: string): Promise<void> {
    const entry = await this.waits.of(fairId, enterpriseId);
    if (entry?.state !== 'waiting') return;
    const given = Math.min(entry.quantity, entry.given + 1);
    await this.waits.update(entry.id, { given, state: given === entry.quantity ? 'served' : 'waiting' });
  }

  private async serveOne(fair: Fair, entry: BoothWait, free: Booth[], rules: BoothRules, until: Date): Promise<void> {
    const one = await this.enterprises.byId(entry.enterpriseId);
    if (!one || (await this.claims.refusal(one, fair, rules, false)) !== null) return;
    const offered = (await this.booths.shares(fair.id, one.id)).filter(({ offerOf }) => offerOf === entry.id).length;
    for (let left = entry.quantity - entry.given - offered; left > 0; left -= 1) {
      const booth = free[0];
      if (!booth || !(await this.hold(fair, one, rules))) return;
      free.shift();
      await this.offer(fair, booth, entry, one, until);
    }
  }

  /** Its hours and its place of the day. @returns false when it is elsewhere then, or has its booths of that day */
  private async hold(fair: Fair, one: EnterpriseView, rules: BoothRules): Promise<boolean> {
    if (fair.mode === 'online') return true;
    const shares = await this.booths.shares(fair.id, one.id);
    if (shares.length === 0 && (await this.hours.clashes('enterprise', [one.id], fair)).length > 0) return false;
    if (!(await this.days.take(one.id, fair.day, fair.id, boothsADay(rules, one.isKey)))) return false;
    if (shares.length === 0) await this.hours.add('enterprise', [one.id], fair);
    return true;
  }

  private async offer(fair: Fair, booth: Booth, entry: BoothWait, one: EnterpriseView, heldUntil: Date): Promise<void> {
    const now = this.ports.clock.now();
    const ordinal = this.booths.nextOrdinal(await this.booths.shares(fair.id, one.id));
    await this.booths.take(booth.id, { ...NOBODYS, enterpriseId: one.id, ordinal, bookedAt: now, heldUntil, offerOf: entry.id });
    const until = localTime(heldUntil).slice(0, 16);
    await this.ports.events.record(boothOffered, { ...boothEvent(fair, booth, one, now), until });
  }

  private async lapse(fair: Fair, booth: Booth): Promise<void> {
    const one = booth.enterpriseId ? await this.enterprises.byId(booth.enterpriseId) : null;
    if (!one || !(await this.vacate(fair, booth)) || booth.offerOf === null) return;
    // Of a fair that was cancelled or is over everybody has been told what there is to tell.
    if (!allows(stateOf(fair), 'arrive')) return;
    await this.waits.update(booth.offerOf, { state: 'lapsed' });
    await this.ports.events.record(boothOfferLapsed, boothEvent(fair, booth, one, this.ports.clock.now()));
  }

  /** A booth that somebody gave back, or who an offer was made to: the county hears of the former. */
  async gaveBack(fair: Fair, booth: Booth, one: EnterpriseView): Promise<void> {
    if (booth.offerOf !== null) await this.waits.update(booth.offerOf, { state: 'left' });
    if (booth.heldUntil === null) await this.ports.events.record(boothCancelled, boothEvent(fair, booth, one, this.ports.clock.now()));
  }
}
