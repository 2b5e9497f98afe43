import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { insertRows, UnitOfWork } from '#platform/db';
import type { RollStanding } from '../domain/roll.js';
import { RollMark } from './roll-mark.entity.js';

const CHUNK = 500;

@Injectable()
export class RollMarkRepository {
  constructor(private readonly uow: UnitOfWork) {}

  async ofLines(tripId: string, lineIds: readonly string[]): Promise<RollMark[]> {
    const found: RollMark[] = [];
    for (let i = 0; i < lineIds.length; i += CHUNK)
      found.push(...(await this.uow.manager.findBy(RollMark, { tripId, lineId: In(lineIds.slice(i, i + CHUNK)) })));
    return found;
  }

  /** Of whom these words are. */
  async linesOf(ids: readonly string[]): Promise<string[]> {
    return ids.length === 0 ? [] : (await this.uow.manager.findBy(RollMark, { id: In([...ids]) })).map(({ lineId }) => lineId);
  }

  add(marks: readonly RollMark[]): Promise<void> {
    return insertRows(this.uow.manager, RollMark, marks);
  }

  async setStanding(ids: readonly string[], standing: RollStanding): Promise<void> {
    for (let i = 0; i < ids.length; i += CHUNK) await this.uow.manager.update(RollMark, { id: In(ids.slice(i, i + CHUNK)) }, { standing });
  }
}
