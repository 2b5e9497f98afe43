import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccessService } from '#access';
import { EnterpriseReads } from '#enterprise';
import { NeedShortages } from '#need';
import { insertRows, newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { isWithinIndustry } from '../domain/theme.js';
import { allows, stateOf } from '../domain/states.js';
import type { Fair } from '../fair.entity.js';
import { eventOf, fairFits } from '../fair.events.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { FairRepository } from '../fair.repository.js';
import { FairInvitation, FairInvitationStop } from './year.entity.js';

/** Enterprises that are looked at in one short transaction. */
const AT_ONCE = 200;

/** An announced fair is told to the enterprises whose open needs fit its theme: once, and not to those who want to hear nothing. */
@Injectable()
export class Invitations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly shortages: NeedShortages,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** Tells the next ones in order of id. @returns the last one looked at, or null when all have been */
  async inviteSome(fairId: string, after: string): Promise<string | null> {
    return this.uow.run(async () => {
      const fair = await this.fairs.byId(fairId);
      // A theme that is words alone fits nobody in particular, and not everybody is told.
      if (!fair || !allows(stateOf(fair), 'book') || (fair.themeOccupation === null && fair.themeIndustry === null)) return null;
      const ids = await this.shortages.enterprises(fair.nodePath, fair.themeOccupation, after, AT_ONCE);
      const told = await this.fitting(fair, ids);
      await insertRows(
        this.uow.manager,
        FairInvitation,
        told.map((enterpriseId) => ({ id: newId(), fairId, enterpriseId, at: this.ports.clock.now() })),
      );
      if (told.length > 0)
        await this.ports.events.record(fairFits, {
          ...eventOf(fair),
          ...{ opensAt: fair.opensAt, closesAt: fair.closesAt, enterpriseIds: told },
        });
      return ids.length < AT_ONCE ? null : (ids.at(-1) ?? null);
    });
  }

  /** Whether it wants to hear of fairs that fit it. */
  async wants(who: Principal): Promise<boolean> {
    const [own] = ownOf(who);
    return own === undefined || (await this.uow.manager.findOneBy(FairInvitationStop, { enterpriseId: own })) === null;
  }

  /** Says for the enterprises that a person acts for whether they want to hear of such fairs. */
  async setWants(who: Principal, wants: boolean): Promise<void> {
    const own = ownOf(who);
    if (own.length === 0) throw problems('fair.enterprise');
    await this.uow.run(async () => {
      for (const one of await this.enterprises.many(own)) {
        this.access.require(who, 'fair.book', { nodePath: one.nodePath, enterpriseId: one.id });
        const stopped = await this.uow.manager.findOneBy(FairInvitationStop, { enterpriseId: one.id });
        if (wants !== (stopped !== null)) continue;
        if (wants) await this.uow.manager.delete(FairInvitationStop, { enterpriseId: one.id });
        else
          await this.uow.manager.insert(FairInvitationStop, {
            ...{ id: newId(), enterpriseId: one.id, byId: who.userId, at: this.ports.clock.now() },
          });
        const object = { kind: 'enterprise', id: one.id, nodePath: one.nodePath } as const;
        await this.ports.audit.record(who, wants ? 'fair.invitations_resumed' : 'fair.invitations_stopped', object, {});
      }
    });
  }

  /** Of these those in the industry of the fair who were not told yet, want to be and have no booth. */
  private async fitting(fair: Fair, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const where = { enterpriseId: In([...ids]) };
    const [told, stopped, booked, known] = [
      await this.uow.manager.findBy(FairInvitation, { fairId: fair.id, ...where }),
      await this.uow.manager.findBy(FairInvitationStop, where),
      new Set(await this.fairs.bookedBy(fair.id)),
      await this.enterprises.many([...ids]),
    ];
    const not = new Set([...told, ...stopped].map(({ enterpriseId }) => enterpriseId));
    const industry = fair.themeIndustry;
    return known
      .filter(({ id, industryCode }) => {
        const alike = industry === null || (industryCode !== null && isWithinIndustry(industryCode, industry));
        return alike && !not.has(id) && !booked.has(id);
      })
      .map(({ id }) => id);
  }
}

const ownOf = (who: Principal): string[] => who.grants.flatMap(({ enterpriseId }) => (enterpriseId ? [enterpriseId] : []));
