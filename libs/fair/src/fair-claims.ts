import { Injectable } from '@nestjs/common';
import { Between, In, Not } from 'typeorm';
import { insertRows, newId, UnitOfWork } from '#platform/db';
import { quartersOf } from './domain/hours.js';
import { FairClaim, type ClaimKind } from './venue.entity.js';

interface Hour {
  day: string;
  opensAt: string;
  closesAt: string;
}

/** Who or what is already at another fair at that time. */
export interface Clash {
  kind: ClaimKind;
  subjectId: string;
  fairId: string;
}

/**
 * Rooms and enterprises are at one fair at a time. The unique key of the claims says so to everybody at once; they are looked for first, so
 * that whoever comes second is told by whom it is taken.
 */
@Injectable()
export class FairClaims {
  constructor(private readonly uow: UnitOfWork) {}

  /** @param except a fair whose claims do not count: it is being moved */
  async clashes(kind: ClaimKind, subjectIds: readonly string[], { day, opensAt, closesAt }: Hour, except?: string): Promise<Clash[]> {
    const quarters = quartersOf(opensAt, closesAt);
    const [first, last] = [quarters[0], quarters.at(-1)];
    if (first === undefined || last === undefined || subjectIds.length === 0) return [];
    const rows = await this.uow.manager.find(FairClaim, {
      where: {
        ...{ kind, subjectId: In([...subjectIds]), day, quarter: Between(first, last) },
        ...(except === undefined ? {} : { fairId: Not(except) }),
      },
      order: { subjectId: 'ASC', quarter: 'ASC' },
    });
    const found = new Map(rows.map(({ subjectId, fairId }) => [`${subjectId} ${fairId}`, { kind, subjectId, fairId }]));
    return [...found.values()];
  }

  /** Claims the hours of a fair for these, besides what it has. @returns those who are elsewhere; then nothing was claimed */
  async add(kind: ClaimKind, subjectIds: readonly string[], fair: Hour & { id: string }): Promise<Clash[]> {
    const clashes = await this.clashes(kind, subjectIds, fair);
    if (clashes.length > 0) return clashes;
    const quarters = quartersOf(fair.opensAt, fair.closesAt);
    const rows = [...subjectIds]
      .sort()
      .flatMap((subjectId) => quarters.map((quarter) => ({ id: newId(), kind, subjectId, day: fair.day, quarter, fairId: fair.id })));
    await insertRows(this.uow.manager, FairClaim, rows);
    return [];
  }

  async drop(fairId: string, kind?: ClaimKind, subjectId?: string): Promise<void> {
    await this.uow.manager.delete(FairClaim, { fairId, ...(kind && { kind }), ...(subjectId && { subjectId }) });
  }
}
