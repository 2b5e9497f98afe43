import { Injectable } from '@nestjs/common';
import { Clock, UnitOfWork } from '#platform/db';
import { notFound, requestContext, type Problem } from '#platform/http';
import { Events } from '#platform/jobs';
import { refusalOf, whyOf, type Refused } from '#platform/moves';
import { checkArgs } from './domain/applied.js';
import { moveRow, type MoveArgs, type MoveRefusal, type NeedMove } from './domain/moves.js';
import type { Need } from './need.entity.js';
import { needFilled } from './need.events.js';
import { problems } from './need.problems.js';
import { NeedRepository, type AlongWith } from './need.repository.js';

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

/** A move of a need: what it is told, whose it is and why, and what else changes with it. */
export interface Asked extends AlongWith {
  args?: Omit<MoveArgs, 'at'>;
  ref?: LedgerRef;
  reason?: string | null;
}

/**
 * The one place that moves a need: filled + promised + committed never exceed what is short, however many ask at once, for every
 * move is one guarded UPDATE. Each writes its entry, with the figures after it, in the caller's unit of work.
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
   * @throws Problem `need.not_open` when the need is not published, `need.no_room` when fewer places are left; 404. */
  promise(needId: string, people: number, ref: LedgerRef): Promise<NeedView> {
    return this.move(needId, 'promise', { args: { people }, ref });
  }

  /** Gives places back.
   * @throws Problem `need.not_held` when the need does not hold that many. */
  release(needId: string, people: number, from: Held, ref: LedgerRef, reason: string): Promise<NeedView> {
    return this.move(needId, from === 'promised' ? 'releasePromised' : 'releaseCommitted', { args: { people }, ref, reason });
  }

  /** The enterprise took the promised people: they lower the shortage from now on.
   * @throws Problem `need.not_held`, `need.not_open`. */
  commit(needId: string, people: number, ref: LedgerRef): Promise<NeedView> {
    return this.move(needId, 'commit', { args: { people }, ref });
  }

  /** Contract signed or entry confirmed by the enterprise. With the last one the need is filled.
   * @throws Problem `need.not_held`, `need.not_open`. */
  fill(needId: string, people: number, ref: LedgerRef): Promise<NeedView> {
    return this.uow.run(async () => {
      const need = await this.move(needId, 'fill', { args: { people }, ref });
      const { id, enterpriseId, nodePath } = need;
      if (need.state === 'filled') await this.events.record(needFilled, { needId: id, enterpriseId, nodePath });
      return need;
    });
  }

  /** Somebody who counted as filled turned out not to have stayed or signed: the place is open again.
   * @throws Problem `need.not_held`. */
  unfill(needId: string, people: number, ref: LedgerRef, reason: string): Promise<NeedView> {
    return this.move(needId, 'unfill', { args: { people }, ref, reason });
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
  restate(needId: string, short: number, asOf: string, ref: LedgerRef, patch: Partial<Need> = {}): Promise<NeedView> {
    return this.move(needId, 'restate', { args: { short, asOf }, ref, patch });
  }

  /** Any move of the table.
   * @throws Problem that the table names; `need.version_stale` when it is not the version asked for; 404. */
  move(needId: string, move: NeedMove, { args: told = {}, ref, reason = null, ...along }: Asked = {}): Promise<Need> {
    return this.uow.run(async () => {
      checkArgs(told);
      const at = this.clock.now();
      const args = { ...told, at };
      const made = await this.needs.move(needId, move, args, at, along);
      const need = await this.needs.byId(needId);
      if (!need) throw notFound('need', needId);
      if (made !== 1) throw this.why(need, move, args, along);
      const { kind, id, actorId = requestContext()?.principal?.userId ?? null } = ref ?? { kind: 'need', id: needId };
      await this.needs.note(need, move, args, { refKind: kind, refId: id, actorId, reason }, at);
      return need;
    });
  }

  private why(need: Need, move: NeedMove, args: MoveArgs, { version }: AlongWith): Problem {
    const otherVersion = version !== undefined && need.version !== version;
    if (otherVersion && refusalOf(moveRow(move), need, args) === null) return problems('need.version_stale');
    return refused(need, whyOf(moveRow(move), need, args));
  }
}

/** @throws Problem that the table names for a move that the need cannot make as it stands. */
export const refuseMove = (need: NeedView, move: NeedMove): void => {
  const refusal = refusalOf(moveRow(move), need, {});
  if (refusal) throw refused(need, refusal);
};

const refused = ({ id }: NeedView, { code, params }: Refused<MoveRefusal>): Problem =>
  code === 'unknown' ? notFound('need', id) : problems(code, { ...params });
