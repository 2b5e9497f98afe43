import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { UnitOfWork } from '#platform/db';
import { ManifestLine, PromiseRow, RetentionCheck } from '../dispatch.entity.js';
import type { LineState } from '../domain/line.js';
import { PromiseTally } from './tally.entity.js';

export interface LinesOfPromise {
  promiseId: string;
  state: LineState;
  people: number;
  /** When the first of them signed. */
  signedAt: Date | string | null;
}

export interface ChecksOfPromise {
  promiseId: string;
  days: number;
  due: number;
  stayed: number;
  left: number;
  insured: number;
  confirmed: number;
}

const numbers = <T extends object, K extends keyof T>(row: T, ...keys: K[]): T => ({
  ...row,
  ...Object.fromEntries(keys.map((key) => [key, Number(row[key] ?? 0)])),
});

@Injectable()
export class TallyRepository {
  constructor(private readonly uow: UnitOfWork) {}

  /** Promises in order of id, after one of them. */
  promises(after: string, limit: number): Promise<PromiseRow[]> {
    return this.uow.manager.find(PromiseRow, { where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: limit });
  }

  tallies(ids: readonly string[]): Promise<PromiseTally[]> {
    return this.uow.manager.findBy(PromiseTally, { id: In([...ids]) });
  }

  async lines(ids: readonly string[]): Promise<LinesOfPromise[]> {
    const rows = await this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .select('line.promiseId', 'promiseId')
      .addSelect('line.state', 'state')
      .addSelect('COUNT(*)', 'people')
      .addSelect('MIN(line.signedAt)', 'signedAt')
      .where('line.promiseId IN (:...ids) AND line.returning = :no', { ids, no: false })
      .groupBy('line.promiseId')
      .addGroupBy('line.state')
      .getRawMany<LinesOfPromise>();
    return rows.map((row) => numbers(row, 'people'));
  }

  /** Checks whose day has come. */
  async checks(ids: readonly string[], today: string): Promise<ChecksOfPromise[]> {
    const so = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
    const rows = await this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .innerJoin(RetentionCheck, 'c', 'c.lineId = line.id')
      .select('line.promiseId', 'promiseId')
      .addSelect('c.days', 'days')
      .addSelect('COUNT(*)', 'due')
      .addSelect(so("c.employerSays = 'stayed'"), 'stayed')
      .addSelect(so("c.employerSays = 'left'"), 'left')
      .addSelect(so("c.insuranceSays = 'stayed'"), 'insured')
      .addSelect(so("c.workerSays = 'stayed'"), 'confirmed')
      .where("line.promiseId IN (:...ids) AND line.returning = :no AND line.state = 'signed' AND c.dueOn <= :today", {
        ids,
        no: false,
        today,
      })
      .groupBy('line.promiseId')
      .addGroupBy('c.days')
      .getRawMany<ChecksOfPromise>();
    return rows.map((row) => numbers(row, 'days', 'due', 'stayed', 'left', 'insured', 'confirmed'));
  }

  async save(tallies: readonly PromiseTally[]): Promise<void> {
    const { id: _, ...columns } = tallies[0] ?? {};
    for (let i = 0; i < tallies.length; i += 200)
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(PromiseTally)
        .values(tallies.slice(i, i + 200))
        .orUpdate(Object.keys(columns), ['id'])
        .updateEntity(false)
        .execute();
  }
}
