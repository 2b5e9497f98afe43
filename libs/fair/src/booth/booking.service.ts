import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { boothsADay, type BookingRefusal, type BoothRules } from '../domain/booking.js';
import type { Booth, Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import type { BoothWait } from './booth.entity.js';
import { boothBooked, boothEvent, boothPlaced } from './booth.events.js';
import { BoothClaims } from './booth-claims.js';
import { BoothRepository } from './booth.repository.js';
import { WaitingList } from './waiting.service.js';
import { WaitingRepository } from './waiting.repository.js';

export interface Wish {
  enterpriseId?: string | undefined;
  /** The first free one without it. */
  number?: string | undefined;
  /** Booths that it wants in all at this fair. */
  quantity?: number | undefined;
  /** Held until it confirms, instead of booked at once. */
  hold?: boolean | undefined;
  /** Waits when there is none. */
  wait?: boolean | undefined;
}

export interface Booking {
  booth: Booth | null;
  waiting: { entry: BoothWait; ahead: number } | null;
}

interface Asking {
  who: Principal;
  fair: Fair;
  one: EnterpriseView;
  rules: BoothRules;
  byOffice: boolean;
  wish: Wish;
  at: Date;
}

/** Enterprises take booths of open fairs, and wait when there are none. */
@Injectable()
export class Bookings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly booths: BoothRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
    private readonly claims: BoothClaims,
    private readonly list: WaitingList,
    private readonly waits: WaitingRepository,
    private readonly ports: FairPorts,
  ) {}

  /** Books the named booth or the first free one, or holds it. A second click gets the booth that the first one got.
   * @param at when the house heard of it: the waiting list is in this order
   * @throws Problem when the fair is not open for booking, a rule stands against it, the booth is taken or all are */
  async ask(who: Principal, fairId: string, wish: Wish, at = this.ports.clock.now()): Promise<Booking> {
    return this.uow.run(async () => {
      const fair = await this.openFair(who, fairId);
      const one = await this.enterpriseFor(who, wish.enterpriseId);
      await this.list.freeOverdue(fair);
      const byOffice = this.access.canSee(who, 'fair.manage', { nodePath: fair.nodePath });
      const asking: Asking = { who, fair, one, rules: await this.claims.rulesOn(fair.day), byOffice, wish, at };
      const [have, wanted] = [await this.booths.shares(fair.id, one.id), wish.quantity ?? 1];
      const enough = have.length >= wanted ? have[0] : undefined;
      if (enough) return { booth: enough, waiting: null };
      const most = boothsADay(asking.rules, one.isKey);
      if (wanted > most) throw problems('booth.too_many', { most });
      const refusal = await this.claims.refusal(one, fair, asking.rules, byOffice);
      if (refusal !== null && wish.wait && QUOTAS.includes(refusal)) return this.queue(asking);
      if (refusal !== null) throw await this.claims.problem(refusal, one, fair, asking.rules);
      const [free] = wish.number === undefined ? await this.booths.free(fair.id, 1) : [await this.claims.wanted(fair.id, wish.number)];
      if (free) return { booth: await this.take(asking, free, have), waiting: null };
      if (!wish.wait) throw problems('fair.full');
      return this.queue(asking);
    });
  }

  private async take({ who, fair, one, rules, byOffice, wish, at }: Asking, free: Booth, have: readonly Booth[]): Promise<Booth> {
    const heldUntil = wish.hold ? new Date(this.ports.clock.now().getTime() + rules.holdMinutes * 60_000) : null;
    const booth = await this.claims.give(free, one, fair, rules, have, { bookedById: who.userId, bookedAt: at, heldUntil });
    const fields = { booth: booth.number, enterprise: one.name };
    await this.ports.trace(who, heldUntil ? 'booth.held' : 'booth.booked', fair, fields);
    if (heldUntil) return booth;
    await this.list.given(fair.id, one.id);
    await this.ports.events.record(byOffice ? boothPlaced : boothBooked, boothEvent(fair, booth, one, this.ports.clock.now()));
    return booth;
  }

  /** Asking again changes how many it waits for, and not its place. */
  private async queue({ who, fair, one, wish, at }: Asking): Promise<Booking> {
    const have = await this.booths.shares(fair.id, one.id);
    const quantity = Math.max(1, (wish.quantity ?? 1) - have.filter(({ offerOf }) => offerOf === null).length);
    const before = await this.waits.of(fair.id, one.id);
    if (before?.state === 'waiting') {
      const changed = { quantity: Math.max(quantity, before.given + 1) };
      if (changed.quantity !== before.quantity) await this.waits.update(before.id, changed);
      return { booth: null, waiting: { entry: { ...before, ...changed }, ahead: await this.waits.ahead(before) } };
    }
    const entry = await this.waits.add(fair.id, one.id, quantity, at, before);
    await this.ports.trace(who, 'wait.joined', fair, { enterprise: one.name, quantity });
    return { booth: null, waiting: { entry, ahead: await this.waits.ahead(entry) } };
  }

  private async enterpriseFor(who: Principal, given: string | undefined): Promise<EnterpriseView> {
    const own = who.grants.flatMap((grant) => (grant.enterpriseId ? [grant.enterpriseId] : []));
    const id = given ?? (own.length === 1 ? own[0] : undefined);
    const enterprise = id ? await this.enterprises.byId(id) : null;
    if (!enterprise) throw problems('fair.enterprise');
    this.access.require(who, 'fair.book', { nodePath: enterprise.nodePath, enterpriseId: enterprise.id });
    return enterprise;
  }

  private async openFair(who: Principal, fairId: string): Promise<Fair> {
    const open = (await this.fairs.lockOpen(fairId)) === 1;
    const fair = await this.fairs.byId(fairId);
    // A draft is nobody's business but its office's.
    if (!fair || (fair.state === 'draft' && !this.access.canSee(who, 'fair.manage', { nodePath: fair.nodePath })))
      throw notFound('fair', fairId);
    if (!open) throw problems('fair.state');
    if (fair.day < this.ports.clock.today()) throw problems('fair.past');
    return fair;
  }
}

/** What may change when somebody gives a booth back. */
const QUOTAS: readonly BookingRefusal[] = ['county_quota', 'industry_quota'];
