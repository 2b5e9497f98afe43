import { Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { occupations } from '#reference';
import type { Seekers } from './domain/figures/round.js';
import { countSeekers, joined, type SeekerRow } from './domain/figures/seekers.js';
import { SeekerRegister } from './seekers.entity.js';
import { problems } from './seekers.reader.js';

/** Who looks for work through the public employment services, counted by quarter: the other side of 求人倍率. */
@Injectable()
export class SeekersService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Latest quarter first. @param quarter that one only */
  page(quarter: string | undefined, cursor: string | undefined, limit: number): Promise<Paged<SeekerRegister>> {
    const query = this.uow.manager.createQueryBuilder(SeekerRegister, 'register');
    if (quarter !== undefined) query.where('register.quarter = :quarter', { quarter });
    return pageOf(query, { order: [['register.quarter', 'DESC']], cursor, limit });
  }

  /** For the figures; null where the quarter has no register. */
  async counted(quarter: string): Promise<Seekers | null> {
    const register = await this.uow.manager.findOneBy(SeekerRegister, { quarter });
    return register && countSeekers(register.rows);
  }

  /** Replaces the register of a quarter. @param version the one that the person saw, 0 for none
   * @throws Problem `seekers.occupation`, or `seekers.changed` when another was faster */
  async replace(who: Principal, quarter: string, version: number, given: readonly SeekerRow[]): Promise<SeekerRegister> {
    const unknown = [
      ...new Set(given.flatMap(({ occupation }) => (occupation !== null && !occupations.byCode(occupation) ? occupation : []))),
    ];
    if (unknown.length > 0) throw problems('seekers.occupation', { codes: unknown.slice(0, 5).join('、') });
    const rows = joined(given);
    const next = { version: version + 1, rows, people: rows.reduce((sum, row) => sum + row.people, 0), savedAt: this.clock.now() };
    return this.uow.run(async () => {
      if (!(await (version === 0 ? this.insert(quarter, next) : this.update(quarter, version, next))))
        throw problems('seekers.changed', { quarter });
      const register = await this.uow.manager.findOneByOrFail(SeekerRegister, { quarter });
      await this.audit.record(who, 'seekers.replaced', { kind: 'seeker-register', id: register.id }, { quarter, people: next.people });
      return register;
    });
  }

  private async insert(quarter: string, next: Omit<SeekerRegister, 'id' | 'quarter'>): Promise<boolean> {
    const id = newId();
    await this.uow.manager
      .createQueryBuilder()
      .insert()
      .into(SeekerRegister)
      .values({ id, quarter, ...next })
      .orIgnore()
      .updateEntity(false)
      .execute();
    return this.uow.manager.existsBy(SeekerRegister, { id });
  }

  private async update(quarter: string, version: number, next: Omit<SeekerRegister, 'id' | 'quarter'>): Promise<boolean> {
    return (await this.uow.manager.update(SeekerRegister, { quarter, version }, next)).affected === 1;
  }
}
