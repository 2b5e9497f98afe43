import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Directory, type Recipient } from '#access';
import { addDays } from '#platform/dates';
import { UnitOfWork } from '#platform/db';
import { FairPorts } from '../fair.ports.js';
import { FairHire, HireCheck } from './result.entity.js';
import { hiresToChase } from './result.events.js';

/** Hires that are given out in one short transaction. */
const AT_ONCE = 200;
/** What has been late for longer was given out long ago. */
const LOOK_BACK_DAYS = 200;

interface Late {
  id: string;
  hireId: string;
  nodePath: string;
}

/** What nobody answered in time has somebody of the office that held the fair who goes after it: whoever said so, or else in turn. */
@Injectable()
export class HireChase {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly directory: Directory,
    private readonly ports: FairPorts,
  ) {}

  /** Gives out what is late and nobody’s, after a place in it. @returns the last one looked at, or null when all have been */
  async giveOut(after: string): Promise<string | null> {
    const late = await this.late(after);
    await this.uow.run(async () => {
      for (const [nodePath, some] of grouped(late)) await this.giveTo(await this.staffOf(nodePath), some);
    });
    return late.length < AT_ONCE ? null : (late.at(-1)?.id ?? null);
  }

  private async giveTo(staff: readonly Recipient[], late: readonly Late[]): Promise<void> {
    const given = new Map<string, string[]>();
    for (const [i, { hireId }] of late.entries()) {
      const owner = staff[i % Math.max(1, staff.length)];
      if (!owner) return;
      const { affected } = await this.uow.manager.update(FairHire, { id: hireId, ownerId: IsNull() }, { ownerId: owner.userId });
      if (affected === 1) given.set(owner.userId, [...(given.get(owner.userId) ?? []), hireId]);
    }
    for (const [ownerId, [first = '', ...rest]] of given)
      await this.ports.events.record(hiresToChase, { ownerId, firstId: first, people: rest.length + 1 });
  }

  /** Of the county that held the fair; of the city where it was the city's, or the county has nobody. */
  private async staffOf(nodePath: string): Promise<Recipient[]> {
    const own = await this.directory.staffOf(nodePath);
    return own.length > 0 ? own : this.directory.staffOf(nodePath, ['city-staff', 'city-admin']);
  }

  private late(after: string): Promise<Late[]> {
    const today = this.ports.clock.today();
    return this.uow.manager
      .createQueryBuilder(HireCheck, 'check')
      .innerJoin(FairHire, 'hire', 'hire.id = check.hireId AND hire.ownerId IS NULL')
      .select(['check.id', 'check.hireId', 'check.nodePath'])
      .where('check.dueOn > :since AND check.dueOn <= :today', { since: addDays(today, -LOOK_BACK_DAYS), today })
      .andWhere('check.says IS NULL AND check.lateOn < :today', { today })
      .andWhere('check.id > :after', { after })
      .orderBy('check.id', 'ASC')
      .limit(AT_ONCE)
      .getMany();
  }
}

const grouped = (late: readonly Late[]): Map<string, Late[]> => {
  const by = new Map<string, Late[]>();
  for (const one of late) by.set(one.nodePath, [...(by.get(one.nodePath) ?? []), one]);
  return by;
};
