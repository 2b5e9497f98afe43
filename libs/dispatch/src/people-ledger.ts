import { Injectable } from '@nestjs/common';
import { NeedLedger, placesToGive } from '#need';
import { BatchLedger } from '#supply';
import type { LedgerMove, LineState } from './domain/line.js';
import type { PromiseRow } from './dispatch.entity.js';
import { Neighbours } from './dispatch.ports.js';
import { PromiseRepository } from './promise.repository.js';

/** Places that corrections of a roll call may take again: each call takes one, and says whether it was there. */
export type Room = (promiseId: string) => boolean;

type Group = Pick<PromiseRow, 'id' | 'needId' | 'batchId'>;

/**
 * Moves people on both sides at once: the places of the need, the people of the batch, and what the promise remembers of
 * them. Everything joins the caller's unit of work; rows are always touched in the order promise, need, batch.
 */
@Injectable()
export class PeopleLedger {
  constructor(
    private readonly needs: NeedLedger,
    private readonly batches: BatchLedger,
    private readonly promises: PromiseRepository,
    private readonly neighbours: Neighbours,
  ) {}

  /** @throws Problem when the need has no such room or the batch no such people. */
  async hold(promise: PromiseRow): Promise<void> {
    await this.needs.promise(promise.needId, promise.people, { kind: 'promise', id: promise.id });
    await this.batches.promise(promise.batchId, promise.people);
  }

  /** Of a held promise some people are taken; the places of those who are left are free again, and so are they. */
  async accept({ id, needId, batchId }: Group, { taken, left }: { taken: number; left: number }): Promise<void> {
    const ref = { kind: 'promise', id };
    if (left > 0) await this.needs.release(needId, left, 'promised', ref, 'declined');
    await this.needs.commit(needId, taken, ref);
    if (left > 0) await this.batches.release(batchId, left, 'promised');
    await this.batches.commit(batchId, taken);
  }

  /** Nothing came of a held promise. @param actorId null for the system itself */
  async giveBackHeld(promise: PromiseRow, reason: string, actorId?: null): Promise<void> {
    await this.needs.release(
      promise.needId,
      promise.people,
      'promised',
      { kind: 'promise', id: promise.id, ...(actorId === null ? { actorId } : {}) },
      reason,
    );
    await this.batches.release(promise.batchId, promise.people, 'promised');
  }

  /** Committed people who have not set off are free again, and so are their places. */
  async giveBackCommitted(promise: Group, people: number, reason: string): Promise<void> {
    await this.promises.count(promise.id, { released: people });
    await this.needs.release(promise.needId, people, 'committed', { kind: 'promise', id: promise.id }, reason);
    await this.batches.release(promise.batchId, people, 'committed');
  }

  /** People on their way go on to a substitute place: `to` is a commitment that counts them from now on. The batch keeps them committed. */
  async redirect(from: Group, to: PromiseRow, people: number): Promise<void> {
    await this.promises.count(from.id, { released: people });
    await this.needs.transfer(from.needId, to.needId, people, 'committed', { kind: 'promise', id: to.id }, 'substitute');
  }

  /** Who was counted as lost and turns up finds the place again if the promise still stands and nobody else was given it: neither a
   * substitute of the same group nor somebody else's. */
  async roomAgain(promiseIds: string[]): Promise<Room> {
    const promises = new Map((await this.promises.many(promiseIds)).map((one) => [one.id, one]));
    const needs = await this.neighbours.needs.many([...promises.values()].map((one) => one.needId));
    const left = new Map(needs.map((need) => [need.id, placesToGive(need)]));
    const released = new Map([...promises.values()].map((one) => [one.id, one.released]));
    return (promiseId) => {
      const promise = promises.get(promiseId);
      const places = left.get(promise?.needId ?? '') ?? 0;
      const own = released.get(promiseId) ?? 0;
      if (promise?.state !== 'accepted' || places < 1 || own < 1) return false;
      left.set(promise.needId, places - 1);
      released.set(promiseId, own - 1);
      return true;
    };
  }

  /** The place of somebody who signed and left is open again; what the promise says of them stays: they did sign. */
  async openAgain({ needId }: Pick<PromiseRow, 'needId'>, tripId: string): Promise<void> {
    await this.needs.unfill(needId, 1, { kind: 'trip', id: tripId }, 'left');
  }

  /** They are there after all. @throws Problem when the place was given to somebody else meanwhile. */
  async closeAgain({ needId }: Pick<PromiseRow, 'needId'>, tripId: string): Promise<void> {
    const ref = { kind: 'trip', id: tripId };
    await this.needs.promise(needId, 1, ref);
    await this.needs.commit(needId, 1, ref);
    await this.needs.fill(needId, 1, ref);
  }

  /** What a roll call changed for `people` of one promise. `state` is where they are now: it is the reason that the need's ledger shows.
   * @throws Problem when a place that is needed again was given to somebody else meanwhile. */
  async apply(move: LedgerMove, group: Group, people: number, state: LineState, tripId: string): Promise<void> {
    const ref = { kind: 'trip', id: tripId };
    const { id, needId, batchId } = group;
    if (move === 'release') {
      await this.promises.count(id, { released: people });
      await this.needs.release(needId, people, 'committed', ref, state);
      await this.batches.use(batchId, people);
    } else if (move === 'recommit' || move === 'refill') {
      await this.promises.count(id, move === 'refill' ? { released: -people, signed: people } : { released: -people });
      await this.needs.promise(needId, people, ref);
      await this.needs.commit(needId, people, ref);
      if (move === 'refill') await this.needs.fill(needId, people, ref);
      else await this.batches.reuse(batchId, people);
    } else if (move === 'fill') {
      await this.promises.count(id, { signed: people });
      await this.needs.fill(needId, people, ref);
      await this.batches.use(batchId, people);
    } else if (move === 'unfill') {
      await this.promises.count(id, { signed: -people, released: people });
      await this.needs.unfill(needId, people, ref, state);
    }
  }
}
