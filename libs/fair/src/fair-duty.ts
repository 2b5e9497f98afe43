import { Injectable } from '@nestjs/common';
import { AccessService, Directory } from '#access';
import { guarded, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { allows, stateOf } from './domain/states.js';
import type { Fair } from './fair.entity.js';
import { FairClaims } from './fair-claims.js';
import { FairPorts } from './fair.ports.js';
import { problems } from './fair.problems.js';
import { FairRepository } from './fair.repository.js';
import { FairRooms } from './fair.rooms.js';
import { FairService } from './fair.service.js';

/** Somebody who could be on duty. */
export interface Officer {
  userId: string;
  name: string;
  onDuty: boolean;
  /** Another fair at that time, where they are on duty. */
  elsewhere: string | null;
}

/** Who of the office is on duty at a fair: nobody is at two at once. */
@Injectable()
export class FairDuties {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fairs: FairRepository,
    private readonly service: FairService,
    private readonly rooms: FairRooms,
    private readonly claims: FairClaims,
    private readonly access: AccessService,
    private readonly directory: Directory,
    private readonly ports: FairPorts,
  ) {}

  /** People of the office that holds the fair, and of the city's, by name. */
  async of(who: Principal, fairId: string): Promise<Officer[]> {
    const fair = await this.fairs.byId(fairId);
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    const [names, onDuty] = [await this.staff(fair), new Set(await this.fairs.onDuty(fairId))];
    const busy = await this.claims.clashes('staff', [...names.keys()], fair, fairId);
    const others = new Map((await this.fairs.many(busy.map((clash) => clash.fairId))).map(({ id, name }) => [id, name]));
    const elsewhere = new Map(busy.map((clash) => [clash.subjectId, others.get(clash.fairId) ?? '']));
    return [...names]
      .map(([userId, name]) => ({ userId, name, onDuty: onDuty.has(userId), elsewhere: elsewhere.get(userId) ?? null }))
      .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
  }

  /** Takes the place of the list before. @throws Problem for somebody of another office, or on duty elsewhere at that time */
  async set(who: Principal, fairId: string, given: readonly string[]): Promise<void> {
    await this.uow.run(async () => {
      const fair = await this.service.managed(who, fairId);
      if (!allows(stateOf(fair), 'edit')) throw problems('fair.state');
      const [userIds, staff] = [[...new Set(given)], await this.staff(fair)];
      if (userIds.some((userId) => !staff.has(userId))) throw problems('fair.staff');
      await this.claims.drop(fairId, 'staff');
      await this.rooms.claimFor('staff', userIds, fair);
      await this.fairs.setDuty(fairId, userIds);
      // More people than were said: the number is theirs. Fewer need not be named yet.
      const dutyStaff = Math.max(fair.dutyStaff ?? 0, userIds.length);
      guarded({ affected: await this.fairs.updateAt(fairId, fair.version, { dutyStaff }) }, 'fair');
      await this.ports.trace(who, 'fair.duty_set', fair, { dutyStaff: userIds.length });
    });
  }

  private async staff({ nodePath }: Fair): Promise<Map<string, string>> {
    const people = await this.directory.staffOf(nodePath, ['county-staff', 'city-staff', 'city-admin']);
    return new Map(people.map(({ userId, name }) => [userId, name]));
  }
}
