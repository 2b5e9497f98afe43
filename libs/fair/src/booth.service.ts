import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { allows, stateOf } from './domain/states.js';
import { Booth, type Fair } from './fair.entity.js';
import { boothBooked, boothCancelled, eventOf } from './fair.events.js';
import { FairClaims } from './fair-claims.js';
import { FairPorts } from './fair.ports.js';
import { problems } from './fair.problems.js';
import { FairRepository } from './fair.repository.js';
import { FairRooms } from './fair.rooms.js';

/** Enterprises take and give back booths of published fairs. */
@Injectable()
export class BoothService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
    private readonly rooms: FairRooms,
    private readonly claims: FairClaims,
    private readonly ports: FairPorts,
  ) {}

  /** Books the named booth or the first free one. A second click gets the booth that the first one booked.
   * @throws Problem when the fair is not open for booking, the booth is taken or all are, or the enterprise is at another fair then. */
  async book(who: Principal, fairId: string, choice: { enterpriseId?: string | undefined; number?: string | undefined }): Promise<Booth> {
    return this.uow.run(async () => {
      const fair = await this.openFair(who, fairId);
      const enterprise = await this.enterpriseFor(who, choice.enterpriseId);
      const before = await this.fairs.boothOf(fairId, enterprise.id);
      if (before) return before;
      const booth = await this.claim(fairId, enterprise.id, who.userId, choice.number);
      if (fair.mode !== 'online') await this.rooms.claimFor('enterprise', [enterprise.id], fair);
      await this.ports.events.record(boothBooked, this.eventOf(fair, booth, enterprise));
      await this.trace(who, 'booth.booked', fair, booth, enterprise);
      return booth;
    });
  }

  async release(who: Principal, boothId: string): Promise<void> {
    await this.uow.run(async () => {
      const booth = await this.uow.forUpdate(Booth, { id: boothId });
      if (!booth) throw notFound('booth', boothId);
      const fair = await this.fairs.byId(booth.fairId);
      const enterprise = booth.enterpriseId ? await this.enterprises.byId(booth.enterpriseId) : null;
      if (!fair || !enterprise) throw problems('fair.not_booked');
      const ofEnterprise = { nodePath: enterprise.nodePath, enterpriseId: enterprise.id };
      this.access.require(
        who,
        'fair.book',
        this.access.can(who, 'fair.manage') ? { ...ofEnterprise, nodePath: fair.nodePath } : ofEnterprise,
      );
      if (!allows(stateOf(fair), 'giveBack') || !(await this.fairs.free(boothId, enterprise.id))) throw problems('fair.state');
      await this.claims.drop(fair.id, 'enterprise', enterprise.id);
      await this.ports.events.record(boothCancelled, this.eventOf(fair, booth, enterprise));
      await this.trace(who, 'booth.released', fair, booth, enterprise);
    });
  }

  /** Booths of the enterprises that a person acts for, with their fairs. */
  async mine(who: Principal): Promise<{ booth: Booth; fair: Fair }[]> {
    const booths = await this.fairs.boothsOf(who.grants.flatMap((grant) => (grant.enterpriseId ? [grant.enterpriseId] : [])));
    const pairs = await Promise.all(booths.map(async (booth) => ({ booth, fair: await this.fairs.byId(booth.fairId) })));
    return pairs.flatMap(({ booth, fair }) => (fair ? [{ booth, fair }] : []));
  }

  /** Booths of one enterprise, the last booked first. @throws Problem 404 for an enterprise that the person may not see. */
  async ofEnterprise(who: Principal, enterpriseId: string, cursor: string | undefined, limit: number) {
    const enterprise = await this.enterprises.byId(enterpriseId);
    if (!enterprise) throw notFound('enterprise', enterpriseId);
    this.access.require(who, 'fair.booths', { nodePath: enterprise.nodePath, enterpriseId });
    const page = await this.fairs.pageOfBooths(enterpriseId, cursor, limit);
    const fairs = new Map((await this.fairs.many(page.items.map(({ fairId }) => fairId))).map((fair) => [fair.id, fair]));
    const items = page.items.flatMap((booth) => {
      const fair = fairs.get(booth.fairId);
      return fair ? [{ booth, fair }] : [];
    });
    return { items, next: page.next };
  }

  private eventOf(fair: Fair, booth: Booth, { id, name }: EnterpriseView) {
    return {
      ...eventOf(fair),
      at: this.ports.clock.now().toISOString(),
      boothNumber: booth.number,
      enterpriseId: id,
      enterpriseName: name,
    };
  }

  private trace(who: Principal, action: string, fair: Fair, { number }: Booth, { name }: EnterpriseView): Promise<void> {
    return this.ports.trace(who, action, fair, { booth: number, enterprise: name });
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

  private async claim(fairId: string, enterpriseId: string, userId: string, number: string | undefined): Promise<Booth> {
    const booths = await this.fairs.booths(fairId);
    const wanted = booths.find((booth) => (number ? booth.number === number : booth.enterpriseId === null));
    if (!wanted) throw number ? notFound('booth', number) : problems('fair.full');
    if (!(await this.fairs.claim(wanted.id, enterpriseId, userId, this.ports.clock.now())))
      throw problems('fair.booth_taken', { number: wanted.number });
    return { ...wanted, enterpriseId };
  }
}
