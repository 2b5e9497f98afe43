import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import { requestContext, type Problem } from '#platform/http';
import { Events } from '#platform/jobs';
import { isUnposted, openPlaces, type EntryKind } from './domain/need.js';
import type { Need } from './need.entity.js';
import { needFilled } from './need.events.js';
import { problems } from './need.problems.js';
import { NeedRepository } from './need.repository.js';

/** What a movement belongs to: a promise, a trip, a manifest line, … */
export interface LedgerRef {
  kind: string;
  id: string;
  /** Who did it; the person behind the request when left out. */
  actorId?: string | null;
}

/** A need as other libraries may know it. */
export type NeedView = Readonly<Need>;

type Held = 'promised' | 'committed';

const LIVE = "state IN ('published', 'stale')";

/**
 * The one place that moves a need's figures: filled + promised + committed never exceed what is short, however many ask at
 * once, for every move is one guarded UPDATE. Each writes its entry, with the figures after it, in the caller's unit of work.
 */
@Injectable()
export class NeedLedger {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedRepository,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** Holds places for a supplier's people. The board stays as it is.
   * @throws Problem `need.not_open` when the need is not published, `need.no_room` when fewer places are left. */
  async promise(needId: string, people: number, ref: LedgerRef): Promise<NeedView> {
    const set = { promised: `promised + ${whole(people)}` };
    const guard = `state = 'published' AND filled + promised + committed + ${people} <= short`;
    return this.move(needId, 'promised', people, set, guard, ref, null, (need) => refusal(need, people));
  }

  /** Gives places back.
   * @throws Problem `need.not_held` when the need does not hold that many. */
  async release(needId: string, people: number, from: Held, ref: LedgerRef, reason: string): Promise<NeedView> {
    const set = { [from]: `${from} - ${whole(people)}` };
    return this.move(needId, 'released', people, set, `${from} >= ${people}`, ref, reason, (need) => notHeld(need, from, people));
  }

  /** The enterprise took the promised people: they lower the shortage from now on.
   * @throws Problem `need.not_held`, `need.not_open`. */
  async commit(needId: string, people: number, ref: LedgerRef): Promise<NeedView> {
    const set = { promised: `promised - ${whole(people)}`, committed: `committed + ${people}` };
    return this.move(needId, 'committed', people, set, `${LIVE} AND promised >= ${people}`, ref, null, (need) =>
      notHeld(need, 'promised', people),
    );
  }

  /** Contract signed or entry confirmed by the enterprise. With the last one the need is filled.
   * @throws Problem `need.not_held`, `need.not_open`. */
  fill(needId: string, people: number, ref: LedgerRef): Promise<NeedView> {
    return this.uow.run(async () => {
      const set = { committed: `committed - ${whole(people)}`, filled: `filled + ${people}` };
      const need = await this.move(needId, 'filled', people, set, `${LIVE} AND committed >= ${people}`, ref, null, (one) =>
        notHeld(one, 'committed', people),
      );
      return need.filled < need.short ? need : this.close(need);
    });
  }

  /** Somebody who counted as filled turned out not to have stayed or signed: the place is open again.
   * @throws Problem `need.not_held`. */
  unfill(needId: string, people: number, ref: LedgerRef, reason: string): Promise<NeedView> {
    return this.uow.run(async () => {
      const set = { filled: `filled - ${whole(people)}` };
      const guard = `state <> 'withdrawn' AND filled >= ${people}`;
      const need = await this.move(needId, 'unfilled', people, set, guard, ref, reason, (one) => notHeld(one, 'filled', people));
      if (need.state !== 'filled') return need;
      await this.needs.update(needId, { state: 'published' });
      return { ...need, state: 'published' };
    });
  }

  /** Moves people who are promised or on their way to another need, both at once: the substitute place before a withdrawal.
   * @throws Problem as `release` and `promise` do. */
  async transfer(fromNeedId: string, toNeedId: string, people: number, from: Held, ref: LedgerRef, reason: string): Promise<void> {
    await this.uow.run(async () => {
      await this.release(fromNeedId, people, from, ref, reason);
      await this.promise(toNeedId, people, ref);
      if (from === 'committed') await this.commit(toNeedId, people, ref);
    });
  }

  /** States anew what is short as of a day. What was filled before is in that number already, so counting starts at 0 again.
   * @throws Problem `need.below_on_the_way` when fewer are short than are promised and committed. */
  async restate(needId: string, short: number, asOf: string, ref: LedgerRef): Promise<NeedView> {
    const state = short === 0 ? "'filled'" : "'published'";
    const set = { short: String(short), filled: '0', asOf: `'${day(asOf)}'`, state };
    const guard = `state IN ('published', 'stale', 'filled') AND promised + committed <= ${short}`;
    return this.move(needId, 'restated', short, set, guard, ref, null, (need) =>
      need.state === 'withdrawn' || isUnposted(need.state)
        ? problems('need.transition', { from: need.state, to: 'published' })
        : problems('need.below_on_the_way', { promised: need.promised, committed: need.committed }),
    );
  }

  /** A need goes on the board, with all that it is short of. */
  post(need: NeedView, set: Partial<Record<keyof Need, string>>, refuse: (need: Need) => Problem): Promise<Need> {
    return this.move(need.id, 'posted', need.short, set, `state = '${need.state}'`, { kind: 'need', id: need.id }, null, refuse);
  }

  /** A move of the state that leaves the figures as they are; `guard` says when it is possible. */
  mark(
    needId: string,
    kind: EntryKind,
    set: Partial<Record<keyof Need, string>>,
    guard: string,
    ref: LedgerRef,
    reason: string | null,
    refuse: (need: Need) => Problem,
  ): Promise<Need> {
    return this.move(needId, kind, 0, set, guard, ref, reason, refuse);
  }

  private async move(
    needId: string,
    kind: EntryKind,
    people: number,
    set: Partial<Record<keyof Need, string>>,
    guard: string,
    ref: LedgerRef,
    reason: string | null,
    refuse: (need: Need) => Problem,
  ): Promise<Need> {
    return this.uow.run(async () => {
      const at = this.clock.now();
      if ((await this.needs.move(needId, set, guard, at)) !== 1) {
        const need = await this.needs.byId(needId);
        throw need ? refuse(need) : problems('need.not_open', { state: 'unknown' });
      }
      const actorId = ref.actorId === undefined ? (requestContext()?.principal?.userId ?? null) : ref.actorId;
      return this.needs.note(needId, { kind, people, refKind: ref.kind, refId: ref.id, actorId, reason }, at);
    });
  }

  private async close(need: Need | NeedView): Promise<NeedView> {
    await this.needs.update(need.id, { state: 'filled' });
    await this.events.record(needFilled, { needId: need.id, enterpriseId: need.enterpriseId, nodePath: need.nodePath });
    return { ...need, state: 'filled' };
  }
}

const whole = (people: number): number => {
  if (!Number.isSafeInteger(people) || people < 1) throw new RangeError(`people must be a whole number of at least 1, not ${people}`);
  return people;
};

const day = (text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`${text} is no day`);
  return text;
};

const refusal = (need: Need, asked: number): Problem =>
  need.state === 'published'
    ? problems('need.no_room', { left: openPlaces(need), asked })
    : problems('need.not_open', { state: need.state });

const notHeld = (need: Need, figure: Held | 'filled', asked: number): Problem =>
  need[figure] < asked || need.state === 'filled'
    ? problems('need.not_held', { figure, has: need[figure], asked })
    : problems('need.not_open', { state: need.state });
