import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { FieldCipher } from '#platform/crypto';
import { insertRows, newId, UnitOfWork } from '#platform/db';
import { Booth } from '../fair.entity.js';
import { BoothGuest, BoothPost } from './booth.entity.js';

/** Who has a booth, and how firmly. */
export type Share = Pick<Booth, 'enterpriseId' | 'ordinal' | 'bookedById' | 'bookedAt' | 'heldUntil' | 'offerOf'>;

export const NOBODYS: Share = { enterpriseId: null, ordinal: 1, bookedById: null, bookedAt: null, heldUntil: null, offerOf: null };

/** Somebody who comes for an enterprise. */
export interface Guest {
  name: string;
  phone: string;
}

/** Booths and what their enterprises show there. */
@Injectable()
export class BoothRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
  ) {}

  byId(id: string): Promise<Booth | null> {
    return this.uow.manager.findOneBy(Booth, { id });
  }

  byNumber(fairId: string, number: string): Promise<Booth | null> {
    return this.uow.manager.findOneBy(Booth, { fairId, number });
  }

  /** An enterprise's booths at a fair, in the order in which it got them. */
  shares(fairId: string, enterpriseId: string): Promise<Booth[]> {
    return this.uow.manager.find(Booth, { where: { fairId, enterpriseId }, order: { ordinal: 'ASC' } });
  }

  /** Booths that somebody has, held ones too. */
  taken(fairId: string): Promise<Booth[]> {
    return this.uow.manager.find(Booth, { where: { fairId, enterpriseId: Not(IsNull()) }, order: { number: 'ASC' } });
  }

  /** Booths that anybody could have, by number. */
  free(fairId: string, limit: number): Promise<Booth[]> {
    return this.uow.manager.find(Booth, {
      where: { fairId, enterpriseId: IsNull(), blocked: IsNull() },
      order: { number: 'ASC' },
      take: limit,
    });
  }

  /** Held booths whose time is over, the oldest first. */
  overdue(now: Date, limit: number, fairId?: string): Promise<Booth[]> {
    return this.uow.manager.find(Booth, {
      where: { heldUntil: LessThanOrEqual(now), ...(fairId && { fairId }) },
      order: { heldUntil: 'ASC' },
      take: limit,
    });
  }

  /** Gives a booth to somebody if nobody has it. */
  async take(id: string, share: Share): Promise<boolean> {
    return (await this.uow.manager.update(Booth, { id, enterpriseId: IsNull(), blocked: IsNull() }, share)).affected === 1;
  }

  /** @returns whether it still was that enterprise's */
  async setFree(id: string, enterpriseId: string): Promise<boolean> {
    return (await this.uow.manager.update(Booth, { id, enterpriseId }, NOBODYS)).affected === 1;
  }

  async update(id: string, patch: Partial<Booth>): Promise<void> {
    await this.uow.manager.update(Booth, { id }, patch);
  }

  /** The first number that none of an enterprise's booths at a fair has. */
  nextOrdinal(shares: readonly Booth[]): number {
    const taken = new Set(shares.map(({ ordinal }) => ordinal));
    let ordinal = 1;
    while (taken.has(ordinal)) ordinal += 1;
    return ordinal;
  }

  async setPosts(fairId: string, enterpriseId: string, needIds: readonly string[]): Promise<void> {
    await this.uow.manager.delete(BoothPost, { fairId, enterpriseId });
    await insertRows(
      this.uow.manager,
      BoothPost,
      [...new Set(needIds)].map((needId) => ({ id: newId(), fairId, enterpriseId, needId })),
    );
  }

  posts(fairId: string, enterpriseId?: string): Promise<BoothPost[]> {
    return this.uow.manager.find(BoothPost, {
      where: { fairId, ...(enterpriseId && { enterpriseId }) },
      order: { id: 'ASC' },
      take: 2_000,
    });
  }

  async setGuests(fairId: string, enterpriseId: string, day: string, guests: readonly Guest[]): Promise<void> {
    await this.uow.manager.delete(BoothGuest, { fairId, enterpriseId });
    const rows = guests.map(({ name, phone }) => {
      const id = newId();
      const seal = (column: string, value: string): string => this.cipher.seal('booth_guest', column, id, value);
      return { id, fairId, enterpriseId, day, name: seal('name', name), phone: seal('phone', phone) };
    });
    await insertRows(this.uow.manager, BoothGuest, rows);
  }

  async guests(fairId: string, enterpriseId: string): Promise<Guest[]> {
    const rows = await this.uow.manager.find(BoothGuest, { where: { fairId, enterpriseId }, order: { id: 'ASC' } });
    const open = (row: BoothGuest, column: 'name' | 'phone'): string => this.cipher.open('booth_guest', column, row.id, row[column]);
    return rows.map((row) => ({ name: open(row, 'name'), phone: open(row, 'phone') }));
  }

  /** What an enterprise said about a fair goes with its last booth there. */
  async forget(fairId: string, enterpriseId: string): Promise<void> {
    await this.uow.manager.delete(BoothPost, { fairId, enterpriseId });
    await this.uow.manager.delete(BoothGuest, { fairId, enterpriseId });
  }

  /** Booths of these enterprises, with those of the last fairs first. */
  ofEnterprises(enterpriseIds: readonly string[], limit: number): Promise<Booth[]> {
    if (enterpriseIds.length === 0) return Promise.resolve([]);
    return this.uow.manager.find(Booth, { where: { enterpriseId: In([...enterpriseIds]) }, order: { id: 'DESC' }, take: limit });
  }
}
