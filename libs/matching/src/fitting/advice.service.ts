import { Injectable } from '@nestjs/common';
import { idsOf, AccessService } from '#access';
import { NeedEdits, NeedReads, type NeedChange, type NeedView } from '#need';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { fenOf } from '#reference';
import type { Change, ChangeKind } from '../domain/index.js';
import type { Unfilled } from '../matching.entity.js';
import { MatchingPorts } from '../matching.ports.js';
import { problems } from '../matching.problems.js';
import { MatchingReads } from '../matching.reads.js';

export interface NeedAdvice {
  /** Null while no run has left the need short. */
  row: Unfilled | null;
  asOf: Date | null;
  /** What decides about the need has changed since the run: what it advised holds no more. */
  stale: boolean;
  version: number;
}

/** What the last run would change about a need so that people come, and the change itself. */
@Injectable()
export class AdviceService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly needs: NeedReads,
    private readonly edits: NeedEdits,
    private readonly reads: MatchingReads,
    private readonly ports: MatchingPorts,
  ) {}

  async of(who: Principal, needId: string): Promise<NeedAdvice> {
    return this.about(this.allowed(who, 'need.read', needId, await this.needs.byId(needId)));
  }

  /** Makes the one change that was advised, at the version that the person saw.
   * @throws Problem `advice.none`, `advice.stale`, or `need.version_stale` when somebody else was faster */
  async apply(who: Principal, needId: string, kind: ChangeKind, version: number): Promise<NeedAdvice> {
    await this.uow.run(async () => {
      const need = this.allowed(who, 'need.publish', needId, await this.needs.forUpdate(needId));
      const { row, stale } = await this.about(need);
      const advice = row?.advice.find(({ change }) => change.kind === kind);
      if (!advice) throw problems('advice.none');
      if (stale) throw problems('advice.stale');
      await this.edits.edit(who, needId, version, patchOf(advice.change, need));
      await this.ports.audit.record(
        who,
        'need.advice_applied',
        { kind: 'need', id: needId, nodePath: need.nodePath },
        { ...advice.change, gain: advice.gain },
      );
    });
    return this.of(who, needId);
  }

  private async about(need: NeedView): Promise<NeedAdvice> {
    const run = await this.reads.last(idsOf(need.nodePath));
    const row = run && (await this.reads.unfilledNeed(run.id, need.id));
    return { row, asOf: run?.finishedAt ?? null, stale: row !== null && row.needVersion !== need.termsVersion, version: need.version };
  }

  private allowed(who: Principal, permission: string, id: string, need: NeedView | null): NeedView {
    if (!need) throw notFound('need', id);
    this.access.require(who, permission, { nodePath: need.nodePath, enterpriseId: need.enterpriseId });
    return need;
  }
}

/** The change in the words of a posting: yuan become fen, a start is only moved. */
const patchOf = ({ kind, to }: Change, { startFrom }: NeedView): NeedChange => {
  if (kind === 'wage') return { wageToFen: fenOf(Number(to)) };
  if (kind === 'start') return { startBy: String(to), ...(startFrom !== null && startFrom > String(to) ? { startFrom: String(to) } : {}) };
  return kind === 'training' ? { trainable: true } : { lodging: true };
};
