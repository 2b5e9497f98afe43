import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import { NeedReads } from '#need';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { changeableUntil, type BoothRules } from '../domain/booking.js';
import { allows, stateOf } from '../domain/states.js';
import { Fair, type Booth } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { boothBooked, boothEvent, boothRenumbered, boothWithdrawn } from './booth.events.js';
import { BoothClaims } from './booth-claims.js';
import { BoothRepository, NOBODYS, type Guest } from './booth.repository.js';
import { WaitingList } from './waiting.service.js';

export interface Details {
  needIds?: readonly string[] | undefined;
  guests?: readonly Guest[] | undefined;
}

/** A booth, its fair and who has it, kept from others. */
export interface Held {
  fair: Fair;
  booth: Booth;
  one: EnterpriseView;
  rules: BoothRules;
  byOffice: boolean;
}

/** What an enterprise, or its office for it, does with a booth that it has. */
@Injectable()
export class BoothService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly booths: BoothRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly needs: NeedReads,
    private readonly access: AccessService,
    private readonly claims: BoothClaims,
    private readonly waiting: WaitingList,
    private readonly ports: FairPorts,
  ) {}

  /** What was held is the enterprise's. A second click changes nothing but what it says. @throws Problem when its time is over */
  async confirm(who: Principal, boothId: string, details: Details): Promise<Booth> {
    return this.uow.run(async () => {
      const held = await this.held(who, boothId);
      const { fair, booth, one } = held;
      const now = this.ports.clock.now();
      if (booth.heldUntil !== null) {
        if (booth.heldUntil <= now) throw problems('booth.hold_over');
        await this.booths.update(booth.id, { heldUntil: null, offerOf: null, bookedAt: now, bookedById: who.userId });
        await this.waiting.given(fair.id, one.id);
        await this.ports.events.record(boothBooked, boothEvent(fair, booth, one, now));
        await this.trace(who, 'booth.booked', held);
      }
      await this.describe(held, details);
      return { ...booth, heldUntil: null, offerOf: null, bookedAt: booth.heldUntil === null ? booth.bookedAt : now };
    });
  }

  /** Which needs it shows and who comes. Until the fair begins: people fall ill on its morning. */
  async change(who: Principal, boothId: string, details: Details): Promise<void> {
    await this.uow.run(async () => {
      const held = await this.held(who, boothId);
      if (!allows(stateOf(held.fair), 'describe')) throw problems('fair.state');
      await this.describe(held, details);
      await this.trace(who, 'booth.described', held, { posts: details.needIds?.length, guests: details.guests?.length });
    });
  }

  /** Gives the enterprise another free booth for the one that it has. */
  async exchange(who: Principal, boothId: string, number: string): Promise<Booth> {
    return this.uow.run(async () => {
      const held = await this.held(who, boothId);
      const { fair, booth, one, byOffice } = held;
      this.refuseLate(held);
      if (booth.number === number) return booth;
      const other = await this.claims.wanted(fair.id, number);
      const { enterpriseId, ordinal, bookedById, bookedAt, heldUntil, offerOf } = booth;
      await this.booths.update(booth.id, NOBODYS);
      const share = { enterpriseId, ordinal, bookedById, bookedAt, heldUntil, offerOf };
      if (!(await this.booths.take(other.id, share))) throw problems('fair.booth_taken', { number });
      if (byOffice)
        await this.ports.events.record(boothRenumbered, { ...boothEvent(fair, other, one, this.ports.clock.now()), before: booth.number });
      await this.trace(who, 'booth.exchanged', held, { boothBefore: booth.number, booth: number });
      return { ...other, ...share };
    });
  }

  /** Gives a booth or an offer of one back; who waits is offered it. An enterprise does so by itself until the day of the rule.
   * @param reason told to the enterprise when its office does it */
  async release(who: Principal, boothId: string, reason?: string): Promise<void> {
    await this.uow.run(async () => {
      const held = await this.held(who, boothId);
      const { fair, booth, one, byOffice } = held;
      if (booth.heldUntil === null) this.refuseLate(held);
      if (!allows(stateOf(fair), 'giveBack') || !(await this.waiting.vacate(fair, booth))) throw problems('fair.state');
      await this.waiting.gaveBack(fair, booth, one);
      if (byOffice)
        await this.ports.events.record(boothWithdrawn, { ...boothEvent(fair, booth, one, this.ports.clock.now()), reason: reason ?? '' });
      await this.trace(who, 'booth.released', held, reason === undefined ? {} : { reason });
      await this.waiting.serve(fair);
    });
  }

  /** A booth with what is shown there and who comes. */
  async one(who: Principal, boothId: string): Promise<{ fair: Fair; booth: Booth; needIds: string[]; guests: Guest[] }> {
    const booth = await this.booths.byId(boothId);
    const [fair, one] = booth ? await this.sides(booth) : [null, null];
    if (!booth || !fair || !one) throw notFound('booth', boothId);
    this.requireOwn(who, 'fair.booths', fair, one);
    const posts = await this.booths.posts(fair.id, one.id);
    return { fair, booth, needIds: posts.map(({ needId }) => needId), guests: await this.booths.guests(fair.id, one.id) };
  }

  /** Keeps the fair first and then the booth: so do all who change either. */
  async held(who: Principal, boothId: string): Promise<Held> {
    const known = await this.booths.byId(boothId);
    if (!known) throw notFound('booth', boothId);
    const fair = await this.uow.forUpdate(Fair, { id: known.fairId });
    const booth = await this.booths.byId(boothId);
    const one = booth?.enterpriseId ? await this.enterprises.byId(booth.enterpriseId) : null;
    if (!fair || !booth || !one) throw problems('fair.not_booked');
    const byOffice = this.requireOwn(who, 'fair.book', fair, one);
    return { fair, booth, one, rules: await this.claims.rulesOn(fair.day), byOffice };
  }

  /** The enterprise itself, or the office that holds the fair. @returns whether it is an office */
  private requireOwn(who: Principal, permission: string, fair: Fair, { id, nodePath }: EnterpriseView): boolean {
    const own = { nodePath, enterpriseId: id };
    const manages = this.access.can(who, 'fair.manage');
    this.access.require(who, permission, manages ? { ...own, nodePath: fair.nodePath } : own);
    return manages;
  }

  private async sides(booth: Booth): Promise<[Fair | null, EnterpriseView | null]> {
    return [await this.fairs.byId(booth.fairId), booth.enterpriseId ? await this.enterprises.byId(booth.enterpriseId) : null];
  }

  private refuseLate({ fair, rules, byOffice }: Held): void {
    if (!allows(stateOf(fair), 'giveBack')) throw problems('fair.state');
    const until = changeableUntil(fair.day, rules);
    if (!byOffice && this.ports.clock.today() > until) throw problems('booth.too_late', { until });
  }

  private async describe({ fair, one }: Held, { needIds, guests }: Details): Promise<void> {
    if (needIds) {
      const needs = await this.needs.many([...needIds]);
      const own = new Set(needs.filter(({ enterpriseId, state }) => enterpriseId === one.id && state === 'published').map(({ id }) => id));
      if (needIds.some((id) => !own.has(id))) throw problems('booth.posts');
      await this.booths.setPosts(fair.id, one.id, needIds);
    }
    if (guests) await this.booths.setGuests(fair.id, one.id, fair.day, guests);
  }

  private trace(who: Principal, action: string, { fair, booth, one }: Held, more: object = {}): Promise<void> {
    return this.ports.trace(who, action, fair, { booth: booth.number, enterprise: one.name, ...more });
  }
}
