import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '#platform/db';
import { ManifestLine } from '../dispatch.entity.js';
import type { LineState } from '../domain/line.js';

const CHUNK = 500;

/** Of a trip’s people those whom a roll call concerns: a train of 2,000 is called by many phones, each of which has its own coach. */
@Injectable()
export class RollLines {
  constructor(private readonly uow: UnitOfWork) {}

  /** Some people of a trip. */
  async of(tripId: string, ids: readonly string[]): Promise<ManifestLine[]> {
    const found: ManifestLine[] = [];
    for (let i = 0; i < ids.length; i += CHUNK)
      found.push(...(await this.uow.manager.findBy(ManifestLine, { tripId, id: In(ids.slice(i, i + CHUNK)) })));
    return found;
  }

  /** Which of these stand on the manifest of a trip. */
  async listed(tripId: string, ids: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let i = 0; i < ids.length; i += CHUNK) {
      const rows = await this.uow.manager
        .createQueryBuilder(ManifestLine, 'line')
        .select('line.id', 'id')
        .where({ tripId, id: In(ids.slice(i, i + CHUNK)) })
        .getRawMany<{ id: string }>();
      for (const { id } of rows) found.add(id);
    }
    return found;
  }

  /** Where anybody of a trip is. */
  async states(tripId: string): Promise<Set<LineState>> {
    const rows = await this.uow.manager
      .createQueryBuilder(ManifestLine, 'line')
      .select('line.state', 'state')
      .where({ tripId })
      .groupBy('line.state')
      .getRawMany<{ state: LineState }>();
    return new Set(rows.map(({ state }) => state));
  }
}
