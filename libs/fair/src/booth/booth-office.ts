import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads } from '#enterprise';
import { newId, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { allows, stateOf, type FairAct } from '../domain/states.js';
import { Fair, type Booth } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { Absences } from './absences.js';
import { AgencyLicence } from './booth.entity.js';
import { boothEvent, boothRenumbered } from './booth.events.js';
import { BoothDoor } from './booth-door.js';
import { BoothRepository, NOBODYS, type Share } from './booth.repository.js';
import { WaitingList } from './waiting.service.js';

/** What the office that holds a fair does with its booths. */
@Injectable()
export class BoothOffice {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly booths: BoothRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly door: BoothDoor,
    private readonly absences: Absences,
    private readonly waiting: WaitingList,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** Two booths of a fair change their enterprises; one of them may be nobody's. Both are told. */
  async swap(who: Principal, firstId: string, secondId: string): Promise<void> {
    await this.uow.run(async () => {
      const [fair, first] = await this.kept(who, firstId, 'place');
      const second = await this.booths.byId(secondId);
      if (second?.fairId !== fair.id) throw notFound('booth', secondId);
      if (first.blocked !== null || second.blocked !== null)
        throw problems('booth.blocked', { number: first.blocked ? first.number : second.number, reason: first.blocked ?? second.blocked });
      if (first.enterpriseId === second.enterpriseId) return;
      await this.booths.update(first.id, NOBODYS);
      await this.booths.update(second.id, shareOf(first));
      await this.booths.update(first.id, shareOf(second));
      await this.tellRenumbered(fair, first, second);
      await this.tellRenumbered(fair, second, first);
      await this.ports.trace(who, 'booth.swapped', fair, { boothBefore: first.number, booth: second.number });
    });
  }

  /** Nobody can have it, or anybody again. @param reason null to let it be had again */
  async block(who: Principal, boothId: string, reason: string | null): Promise<void> {
    await this.uow.run(async () => {
      const [fair, booth] = await this.kept(who, boothId, 'edit');
      if (reason !== null && booth.enterpriseId !== null) throw problems('booth.taken', { number: booth.number });
      await this.booths.update(booth.id, { blocked: reason });
      await this.ports.trace(who, reason === null ? 'booth.unblocked' : 'booth.blocked', fair, {
        booth: booth.number,
        ...(reason && { reason }),
      });
      if (reason === null) await this.waiting.serve(fair);
    });
  }

  /** Its enterprise did not come; said by mistake, it is taken back. The rule says what follows from too many. */
  async markAbsent(who: Principal, boothId: string, absent: boolean): Promise<void> {
    await this.uow.run(async () => {
      const [fair, booth] = await this.kept(who, boothId, null);
      if (!allows(stateOf(fair), 'absent')) throw problems('booth.not_begun');
      const one = booth.enterpriseId ? await this.enterprises.byId(booth.enterpriseId) : null;
      if (!one) throw problems('booth.not_taken');
      if (absent === (await this.absences.isMarked(fair.id, one.id))) return;
      if (absent) await this.absences.mark(fair, booth, one, who.userId);
      else await this.absences.takeBack(fair.id, one.id);
      await this.ports.trace(who, absent ? 'booth.absent' : 'booth.not_absent', fair, { booth: booth.number, enterprise: one.name });
    });
  }

  /** The office has seen an agency's licence. @throws Problem 404 for an enterprise of another office */
  async setLicence(who: Principal, enterpriseId: string, number: string, validUntil: string): Promise<AgencyLicence> {
    const one = await this.enterprises.byId(enterpriseId);
    if (!one) throw notFound('enterprise', enterpriseId);
    this.access.require(who, 'fair.manage', { nodePath: one.nodePath });
    return this.uow.run(async () => {
      const row: AgencyLicence = { id: newId(), enterpriseId, number, validUntil, seenById: who.userId, seenAt: this.ports.clock.now() };
      const { id: _, enterpriseId: __, ...values } = row;
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(AgencyLicence)
        .values(row)
        .orUpdate(Object.keys(values), ['enterpriseId'])
        .updateEntity(false)
        .execute();
      const object = { kind: 'enterprise', id: one.id, nodePath: one.nodePath } as const;
      await this.ports.audit.record(who, 'booth.licence_seen', object, { number, validUntil });
      return row;
    });
  }

  /** @throws Problem 404 for an enterprise that the person may not see */
  async licenceOf(who: Principal, enterpriseId: string): Promise<AgencyLicence | null> {
    const one = await this.enterprises.byId(enterpriseId);
    if (!one) throw notFound('enterprise', enterpriseId);
    this.access.require(who, 'fair.booths', { nodePath: one.nodePath, enterpriseId });
    return this.door.licence(enterpriseId);
  }

  private async tellRenumbered(fair: Fair, from: Booth, to: Booth): Promise<void> {
    const one = from.enterpriseId ? await this.enterprises.byId(from.enterpriseId) : null;
    if (!one) return;
    const event = boothEvent(fair, to, one, this.ports.clock.now());
    await this.ports.events.record(boothRenumbered, { ...event, before: from.number });
  }

  /** Fair first, then booth. @param act what its state has to allow; null for the caller's own check */
  private async kept(who: Principal, boothId: string, act: FairAct | null): Promise<[Fair, Booth]> {
    const known = await this.booths.byId(boothId);
    const fair = known && (await this.uow.forUpdate(Fair, { id: known.fairId }));
    const booth = fair && (await this.booths.byId(boothId));
    if (!fair || !booth) throw notFound('booth', boothId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    if (act !== null && !allows(stateOf(fair), act)) throw problems('fair.state');
    return [fair, booth];
  }
}

const shareOf = ({ enterpriseId, ordinal, bookedById, bookedAt, heldUntil, offerOf }: Booth): Share => ({
  ...{ enterpriseId, ordinal, bookedById, bookedAt, heldUntil, offerOf },
});
