import { Injectable } from '@nestjs/common';
import { OrgTree } from '#access';
import { EnterpriseReads, isStaffingAgency, type EnterpriseView } from '#enterprise';
import { NeedShortages } from '#need';
import { UnitOfWork } from '#platform/db';
import { localTime } from '#platform/dates';
import type { Problem } from '#platform/http';
import { blockedUntil, priorityUntil, refusalOf, type BookingRefusal, type BoothRules, type Exhibitor } from '../domain/booking.js';
import type { Fair } from '../fair.entity.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { AgencyLicence, BoothAbsence } from './booth.entity.js';
import { BoothRepository } from './booth.repository.js';

/** Whom the rules let in: licence, absences, the window for scarce occupations and quotas. */
@Injectable()
export class BoothDoor {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly booths: BoothRepository,
    private readonly enterprises: EnterpriseReads,
    private readonly shortages: NeedShortages,
    private readonly org: OrgTree,
    private readonly ports: FairPorts,
  ) {}

  /** Why it cannot have a booth of this fair; null when it can. */
  async refusal(one: EnterpriseView, fair: Fair, rules: BoothRules, byOffice: boolean): Promise<BookingRefusal | null> {
    const { clock } = this.ports;
    const asked = {
      ...{ day: fair.day, today: clock.today(), now: clock.now(), openedAt: fair.openedAt, boothCount: fair.boothCount },
      ...{ nodePath: fair.nodePath, isCitys: fair.nodeId === (await this.org.city()).id },
    };
    const limited = !byOffice && (rules.countyPercent < 100 || rules.industryPercent < 100);
    const others = limited ? await this.neighbours(fair.id) : [];
    return refusalOf(await this.exhibitor(one, fair, rules), asked, others, rules, byOffice);
  }

  /** The same in words. */
  async problem(refusal: BookingRefusal, one: EnterpriseView, fair: Fair, rules: BoothRules): Promise<Problem> {
    if (refusal === 'absences') {
      const until = blockedUntil(await this.absences(one.id), this.ports.clock.today(), rules) ?? fair.day;
      return problems('booth.absences', { until });
    }
    if (refusal === 'priority') {
      const until = priorityUntil({ openedAt: fair.openedAt, now: this.ports.clock.now() }, rules);
      return problems('booth.priority', { until: until ? localTime(until).slice(0, 16) : '' });
    }
    return problems(`booth.${refusal}`);
  }

  licence(enterpriseId: string): Promise<AgencyLicence | null> {
    return this.uow.manager.findOneBy(AgencyLicence, { enterpriseId });
  }

  /** Days of the fairs from which it stayed away. */
  async absences(enterpriseId: string): Promise<string[]> {
    const rows = await this.uow.manager.find(BoothAbsence, { where: { enterpriseId }, order: { day: 'DESC' }, take: 50 });
    return rows.map(({ day }) => day);
  }

  private async exhibitor(one: EnterpriseView, fair: Fair, rules: BoothRules): Promise<Exhibitor> {
    const isAgency = isStaffingAgency(one.industryCode);
    const inWindow = priorityUntil({ openedAt: fair.openedAt, now: this.ports.clock.now() }, rules) !== null;
    return {
      ...{ isKey: one.isKey, nodePath: one.nodePath, industryCode: one.industryCode, isAgency },
      licenceUntil: isAgency ? ((await this.licence(one.id))?.validUntil ?? null) : null,
      hasScarce: !inWindow || (await this.hasScarce(one.id, rules.scarceOccupations)),
      absentOn: await this.absences(one.id),
    };
  }

  private async hasScarce(enterpriseId: string, count: number): Promise<boolean> {
    const [own, scarce] = [
      (await this.shortages.occupationsOf([enterpriseId])).get(enterpriseId) ?? [],
      await this.shortages.largest((await this.org.city()).path, count),
    ];
    return scarce.some(({ occupationCode }) => own.includes(occupationCode));
  }

  private async neighbours(fairId: string): Promise<EnterpriseView[]> {
    const taken = (await this.booths.taken(fairId)).flatMap(({ enterpriseId }) => (enterpriseId ? [enterpriseId] : []));
    const known = new Map((await this.enterprises.many(taken)).map((one) => [one.id, one]));
    return taken.flatMap((id) => known.get(id) ?? []);
  }
}
