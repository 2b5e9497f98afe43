import { Injectable } from '@nestjs/common';
import { AccessService, changesOf } from '#access';
import type { EnterpriseView } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { isUnposted, type NeedGap } from './domain/need.js';
import { gapsOf } from './domain/posting.js';
import type { Posting } from './domain/posting-fields.js';
import { restates } from './domain/applied.js';
import { splitChange } from './domain/revision.js';
import { changedTerms } from './domain/terms.js';
import { NeedChecks } from './need.checks.js';
import type { Need } from './need.entity.js';
import { needChanged } from './need.events.js';
import type { DoubtColumns } from './need.figures.js';
import { NeedLedger, refuseMove } from './need.ledger.js';
import { problems } from './need.problems.js';
import { NeedPorts } from './need.ports.js';
import { NeedRepository } from './need.repository.js';
import { NeedRevisions } from './need.revisions.js';
import { eventOf, NeedRules, officeOf, ownerOf, postingOf, type NeedPlace, type Saved } from './need.rules.js';

/** What somebody wants to be said from now on; what is left out stays. */
export type NeedChange = Partial<Posting> & { nodeId?: string | undefined };

/** How a need that was posted comes to say something else. */
@Injectable()
export class NeedEdits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedRepository,
    private readonly ledger: NeedLedger,
    private readonly rules: NeedRules,
    private readonly revisions: NeedRevisions,
    private readonly access: AccessService,
    private readonly checks: NeedChecks,
    private readonly ports: NeedPorts,
  ) {}

  /** Changes what is said. A changed `short` or `asOf` of a published need restates it in the ledger. Where its county checks first, what
   * the county looked at waits for it again and the post stands as it was meanwhile; everything else applies at once.
   * @throws Problem `need.version_stale`, or naming what publishing would refuse. */
  async edit(who: Principal, id: string, version: number, patch: NeedChange, figuresConfirmed = false): Promise<Saved> {
    return this.uow.run(async () => {
      const before = await this.rules.allowedForUpdate(who, 'need.publish', id);
      refuseMove(before, 'edit');
      const enterprise = await this.rules.enterprise(before.enterpriseId);
      const { nodeId, ...said } = patch;
      const answers = nodeId !== before.nodeId || before.gaps.includes('place');
      const place = nodeId && answers ? await this.newPlace(who, nodeId, enterprise) : null;
      const whole = { ...postingOf(before), ...said };
      const warnings = isUnposted(before.state) ? this.rules.refuseDraft(whole, before) : this.rules.refuseEdit(whole, enterprise, before);
      // A draft counts nowhere: it is asked about when it is published.
      const doubts =
        before.state === 'draft'
          ? {}
          : await this.rules.figures.settle(
              who,
              enterprise,
              { posting: whole, standing: before, answered: before.doubts },
              figuresConfirmed,
            );
      const offices = [officeOf(before, enterprise), ...(place ? [place] : [])];
      if (
        !(await this.checks.looksAgain(
          who,
          before,
          offices.map(({ nodePath }) => nodePath),
        ))
      ) {
        return { need: await this.change(who, before, version, enterprise, said, place, doubts), warnings };
      }
      const waiting = await this.revisions.of(id);
      const { now, later } = splitChange({ ...postingOf(before), nodeId: before.nodeId }, patch, waiting?.said);
      const need = await this.change(who, before, version, enterprise, now, null, doubts);
      const moved = await this.revisions.placeOf(later);
      await this.revisions.keep(who, before, { ...officeOf(before, enterprise), ...moved }, later, waiting);
      return { need, warnings };
    });
  }

  /** Lets a change that waited for its county apply.
   * @throws Problem when none waits, it is not the one looked at, or publishing would refuse it */
  async approveRevision(who: Principal, id: string, version: number): Promise<Saved> {
    return this.uow.run(async () => {
      const before = await this.needs.forUpdate(id);
      if (!before) throw notFound('need', id);
      const { said } = await this.revisions.decidable(who, id);
      await this.revisions.take(id, version);
      const enterprise = await this.rules.enterprise(before.enterpriseId);
      const { nodeId: _, ...posting } = said;
      const warnings = this.rules.refuseEdit({ ...postingOf(before), ...posting }, enterprise, before);
      const need = await this.change(who, before, before.version, enterprise, posting, await this.revisions.placeOf(said));
      await this.revisions.approved(who, need, said);
      return { need, warnings };
    });
  }

  /** Of a need that is over no change waits any more. In the caller's unit of work. */
  dropWaiting(needId: string): Promise<void> {
    return this.revisions.drop(needId);
  }

  /** Nobody moves a need out of their own reach but its enterprise and the enterprise's office. */
  private async newPlace(who: Principal, nodeId: string, enterprise: EnterpriseView): Promise<NeedPlace> {
    const place = await this.rules.place(who, nodeId);
    const reach = [enterprise.nodePath, place.nodePath].find((nodePath) => this.access.canSee(who, 'need.publish', { nodePath }));
    this.access.require(who, 'need.publish', { nodePath: reach, enterpriseId: enterprise.id });
    return place;
  }

  private async change(
    who: Principal,
    before: Need,
    version: number,
    enterprise: EnterpriseView,
    said: Partial<Posting>,
    place: NeedPlace | null,
    doubts: Partial<DoubtColumns> = {},
  ): Promise<Need> {
    const { id } = before;
    if (before.version !== version) throw problems('need.version_stale');
    const { posting, restated } = statedIn(before, said, this.ports.clock.today());
    const draft = isUnposted(before.state);
    const same = !restated && Object.keys(changesOf(before, { ...posting, ...place })).length === 0;
    // Naming the place that was guessed changes nothing, and answers what was open.
    if (same && !(draft && place && before.gaps.includes('place'))) return before;
    const { short, asOf, ...rest } = posting;
    // Only who says where the work is answers a place that the list left unclear.
    const placeOpen = draft && before.gaps.includes('place') && !place && said.workplace === undefined;
    const lacking = gapsOf(posting, ownerOf(enterprise)).filter((gap) => draft || gap !== 'short');
    const gaps: NeedGap[] = placeOpen ? [...lacking, 'place'] : lacking;
    const at = this.ports.clock.now();
    const termsVersion = before.termsVersion + (changedTerms(before, { ...rest, ...place }).length > 0 ? 1 : 0);
    const row = { ...place, ...doubts, gaps, termsVersion, countedFor: await this.rules.counted(enterprise, posting), updatedAt: at };
    if ((await this.needs.updateAt(id, version, { ...(restated ? rest : posting), ...row })) !== 1) throw problems('need.version_stale');
    if (restated) await this.ledger.restate(id, short, asOf, { kind: 'need', id });
    else await this.needs.announce(id, at);
    const need = await this.needs.byId(id);
    if (!need) throw notFound('need', id);
    await this.rules.figures.confirmed(who, need, doubts);
    if (!draft && need.termsVersion !== before.termsVersion) await this.ports.events.record(needChanged, eventOf(need));
    await this.ports.trace(who, 'need.edited', need, changesOf(before, said));
    return need;
  }
}

/** The posting as it is from now on, and whether what is short is stated anew. What is left by the need's own count is no other figure:
 * counting goes on from the day that stands, which may be put right while nobody was counted. */
const statedIn = (before: Need, said: Partial<Posting>, today: string): { posting: Posting; restated: boolean } => {
  const posting = { ...postingOf(before), ...said };
  if (said.short === undefined && said.asOf === undefined) return { posting, restated: false };
  const restated = !isUnposted(before.state) && restates(before, posting.short);
  if (restated || isUnposted(before.state)) return { posting: { ...posting, asOf: said.asOf ?? today }, restated };
  return { posting: { ...posting, short: before.short, asOf: before.filled === 0 ? posting.asOf : before.asOf }, restated };
};
