import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { SpecialKind } from './domain/hours.js';
import { FairPorts } from './fair.ports.js';
import { SpecialDay } from './venue.entity.js';

export type NewSpecialDay = Pick<SpecialDay, 'day' | 'kind' | 'name' | 'source'>;

/** Public holidays and make-up working days. The State Council announces a year in the autumn before it: staff enter it then. */
@Injectable()
export class SpecialDays {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: FairPorts,
  ) {}

  list(from: string | undefined, cursor: string | undefined, limit: number): Promise<Paged<SpecialDay>> {
    const query = this.uow.manager.createQueryBuilder(SpecialDay, 'special');
    if (from) query.where('special.day >= :from', { from });
    return pageOf(query, { order: [['special.day', 'ASC']], cursor, limit });
  }

  async on(day: string): Promise<SpecialDay | null> {
    return this.uow.manager.findOneBy(SpecialDay, { day });
  }

  async kindOf(day: string): Promise<SpecialKind | null> {
    return (await this.on(day))?.kind ?? null;
  }

  async set(who: Principal, given: NewSpecialDay): Promise<SpecialDay> {
    const city = await this.allowed(who);
    const { clock, audit } = this.ports;
    return this.uow.run(async () => {
      const row: SpecialDay = { ...given, id: newId(), setById: who.userId, setAt: clock.now() };
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(SpecialDay)
        .values(row)
        .orUpdate(['kind', 'name', 'source', 'setById', 'setAt'], ['day'])
        .updateEntity(false)
        .execute();
      await audit.record(who, 'fair.special_day_set', { kind: 'org_node', id: city.id, nodePath: city.path }, given);
      return row;
    });
  }

  async remove(who: Principal, day: string): Promise<void> {
    const city = await this.allowed(who);
    await this.uow.run(async () => {
      if ((await this.uow.manager.delete(SpecialDay, { day })).affected !== 1) throw notFound('special-day', day);
      await this.ports.audit.record(who, 'fair.special_day_removed', { kind: 'org_node', id: city.id, nodePath: city.path }, { day });
    });
  }

  private async allowed(who: Principal) {
    const city = await this.org.city();
    this.access.require(who, 'fair.rule', { nodePath: city.path });
    return city;
  }
}
