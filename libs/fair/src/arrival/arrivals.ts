import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads } from '#enterprise';
import { newId, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { Absences } from '../booth/absences.js';
import { BoothRepository } from '../booth/booth.repository.js';
import { boothEvent, boothUnclaimed } from '../booth/booth.events.js';
import { WaitingList } from '../booth/waiting.service.js';
import { claimUntil, unclaimed } from '../domain/arrival.js';
import { allows, stateOf } from '../domain/states.js';
import { Fair, type Booth } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { instantOf } from '../gate/fair-hours.js';
import { BoothArrival } from './arrival.entity.js';

/** Fairs of one day that are looked at, at most. */
const MOST_A_DAY = 500;
/** The clock marks who stayed away; no person does. */
const THE_CLOCK = 'clock';

export interface ArrivalLine {
  booth: Booth;
  enterpriseName: string;
  arrivedAt: Date | null;
  /** Until when it is kept for who has not come, once somebody waits. */
  claimUntil: Date;
}

export interface ArrivalsView {
  waiting: number;
  lines: ArrivalLine[];
}

/** Enterprises come to their booths; those of whoever does not come go to who waits. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly booths: BoothRepository,
    private readonly waiting: WaitingList,
    private readonly absences: Absences,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** By number of the booth. */
  async list(who: Principal, fairId: string): Promise<ArrivalsView> {
    const fair = await this.fairs.byId(fairId);
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    const taken = await this.booths.taken(fairId);
    const [came, known] = [await this.cameTo(fairId), await this.enterprises.many(taken.flatMap(({ enterpriseId }) => enterpriseId ?? []))];
    const names = new Map(known.map(({ id, name }) => [id, name]));
    const until = await this.claimsAt(fair);
    return {
      waiting: await this.waiting.wanted(fairId),
      lines: taken.map((booth) => ({
        booth,
        enterpriseName: names.get(booth.enterpriseId ?? '') ?? '',
        ...{ arrivedAt: came.get(booth.enterpriseId ?? '') ?? null, claimUntil: until(booth) },
      })),
    };
  }

  /** Said by mistake, it is taken back. A second press finds it done. */
  async mark(who: Principal, boothId: string, arrived: boolean): Promise<void> {
    await this.uow.run(async () => {
      const known = await this.booths.byId(boothId);
      const fair = known && (await this.uow.forUpdate(Fair, { id: known.fairId }));
      const booth = fair && (await this.booths.byId(boothId));
      if (!fair || !booth) throw notFound('booth', boothId);
      this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
      if (!allows(stateOf(fair), 'arrive') || fair.day !== this.ports.clock.today()) throw problems('booth.not_begun');
      const one = booth.enterpriseId ? await this.enterprises.byId(booth.enterpriseId) : null;
      if (!one) throw problems('booth.not_taken');
      if ((await this.cameTo(fair.id)).has(one.id) === arrived) return;
      if (arrived) await this.add(fair.id, one.id, this.ports.clock.now(), who.userId);
      else await this.uow.manager.delete(BoothArrival, { fairId: fair.id, enterpriseId: one.id });
      await this.ports.trace(who, arrived ? 'booth.arrived' : 'booth.not_arrived', fair, { booth: booth.number, enterprise: one.name });
    });
  }

  /** A phone of the booth said something of a visitor. */
  async standsThere(fairId: string, enterpriseId: string, at: Date): Promise<void> {
    await this.add(fairId, enterpriseId, at, null);
  }

  /** Fairs of today, one after the other: what nobody claimed in time is offered to who waits. @returns booths that were released */
  async releaseUnclaimed(): Promise<number> {
    const now = this.ports.clock.now();
    const today = (await this.fairs.announcedUntil(this.ports.clock.today(), MOST_A_DAY)).filter(
      ({ day }) => day === this.ports.clock.today(),
    );
    let released = 0;
    for (const { id, opensAt, day } of today) {
      if (instantOf(day, opensAt) > now.getTime() || (await this.waiting.wanted(id)) === 0) continue;
      released += await this.uow.run(() => this.releaseAt(id, now));
    }
    return released;
  }

  private async releaseAt(fairId: string, now: Date): Promise<number> {
    const fair = await this.uow.forUpdate(Fair, { id: fairId });
    if (!fair || !allows(stateOf(fair), 'arrive') || now.getTime() >= instantOf(fair.day, fair.closesAt)) return 0;
    const [came, until, wanted] = [await this.cameTo(fairId), await this.claimsAt(fair), await this.waiting.wanted(fairId)];
    const free = unclaimed(await this.booths.taken(fairId), new Set(came.keys()), (booth) => until(booth) <= now, wanted);
    for (const booth of free) await this.release(fair, booth, now);
    if (free.length > 0) await this.waiting.serveToday(fair);
    return free.length;
  }

  private async release(fair: Fair, booth: Booth, now: Date): Promise<void> {
    const one = booth.enterpriseId ? await this.enterprises.byId(booth.enterpriseId) : null;
    if (!one || !(await this.waiting.vacate(fair, booth))) return;
    await this.ports.events.record(boothUnclaimed, boothEvent(fair, booth, one, now));
    await this.absences.mark(fair, booth, one, THE_CLOCK);
  }

  private async cameTo(fairId: string): Promise<Map<string, Date>> {
    const rows = await this.uow.manager.find(BoothArrival, { where: { fairId } });
    return new Map(rows.map(({ enterpriseId, at }) => [enterpriseId, at]));
  }

  private async claimsAt(fair: Fair): Promise<(booth: Booth) => Date> {
    const [opensAt, rules] = [new Date(instantOf(fair.day, fair.opensAt)), await this.waiting.rulesOn(fair.day)];
    return ({ bookedAt }) => claimUntil(opensAt, bookedAt, rules);
  }

  /** Two phones may say it at once: it is there once. */
  private async add(fairId: string, enterpriseId: string, at: Date, markedById: string | null): Promise<void> {
    await this.uow.manager
      .createQueryBuilder()
      .insert()
      .into(BoothArrival)
      .values({ id: newId(), fairId, enterpriseId, at, markedById })
      .orIgnore()
      .updateEntity(false)
      .execute();
  }
}
