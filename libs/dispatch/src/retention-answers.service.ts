import { Injectable } from '@nestjs/common';
import { dayOf, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { ManifestLine, RetentionCheck } from './dispatch.entity.js';
import { workerLeft } from './dispatch.events.js';
import { DispatchPorts, Neighbours } from './dispatch.ports.js';
import { problems } from './dispatch.problems.js';
import { contradicts, reopens, saidAfter, type Leaving, type Says } from './domain/retention.js';
import { PeopleLedger } from './people-ledger.js';
import { RetentionRepository } from './retention.service.js';
import { SignedClaims } from './signed-claims.js';
import { TripRepository } from './trip.repository.js';

export interface RetentionAnswer {
  says: Says;
  /** How they ceased to be there; plainly left without it. */
  leaving: Leaving | null;
  reason: string | null;
}

const STAYED: RetentionAnswer = { says: 'stayed', leaving: null, reason: null };

/** What the employer says of people who signed. Who left opens the need again, once, where it was not stated anew since. */
@Injectable()
export class RetentionAnswers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: RetentionRepository,
    private readonly trips: TripRepository,
    private readonly people: PeopleLedger,
    private readonly signed: SignedClaims,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
  ) {}

  /** What is said of one; it can be corrected, and saying it again changes nothing.
   * @throws Problem 409 before it is due, when a later answer says otherwise, or the place of who came back was given to somebody else. */
  async answer(who: Principal, id: string, given: RetentionAnswer): Promise<RetentionCheck> {
    return this.uow.run(() => this.answered(who, id, given));
  }

  /** All of them are still there, in one go: whoever is not was named before. @returns of how many that was new. */
  async confirm(who: Principal, ids: string[]): Promise<number> {
    return this.uow.run(async () => {
      let news = 0;
      for (const id of [...new Set(ids)].sort()) {
        const before = await this.checks.byId(id);
        if (before?.employerSays === 'left') throw problems('retention.named_left');
        if (before?.employerSays !== 'stayed') news += 1;
        await this.answered(who, id, STAYED);
      }
      return news;
    });
  }

  private async answered(who: Principal, id: string, given: RetentionAnswer): Promise<RetentionCheck> {
    const check = await this.checks.byId(id);
    if (!check) throw notFound('retention', id);
    const { access, clock, audit } = this.ports;
    access.require(who, 'dispatch.retention', { enterpriseId: check.enterpriseId, nodePath: check.nodePath });
    // That somebody left is known whenever it happens; that they stayed, on the day.
    if (given.says === 'stayed' && check.dueOn > clock.today()) throw problems('retention.early', { dueOn: check.dueOn });
    const line = await this.trips.lineForUpdate(check.lineId);
    const all = await this.checks.ofLine(check.lineId);
    if (contradicts(all, check.days, given.says)) throw problems('retention.contradicts');
    const now = clock.now();
    const said = saidAfter(all, check.days, given.says);
    for (const one of all) await this.write(one, said.get(one.days) ?? null, given, now);
    if (line) await (given.says === 'left' ? this.leaves(line, check, given, now) : this.isBack(line));
    const fields = { days: check.days, says: given.says, ...(given.leaving ? { leaving: given.leaving, reason: given.reason } : {}) };
    await audit.record(who, 'retention.answered', { kind: 'retention', id, nodePath: check.nodePath }, fields);
    return (await this.checks.byId(id)) ?? check;
  }

  private async write(one: RetentionCheck, says: Says | null, { leaving, reason }: RetentionAnswer, now: Date): Promise<void> {
    const left = says === 'left';
    const next = { leaving: left ? (leaving ?? 'left') : null, reason: left ? reason : null };
    if (one.employerSays === says && one.leaving === next.leaving && one.reason === next.reason) return;
    await this.checks.say(one.id, { ...next, employerSays: says, employerSaidAt: says === null ? null : now });
  }

  private async leaves(line: ManifestLine, check: RetentionCheck, { leaving, reason }: RetentionAnswer, now: Date): Promise<void> {
    if (line.leftAt !== null) return;
    const need = await this.neighbours.needs.forUpdate(line.needId);
    const reopened = need !== null && reopens({ returning: line.returning, signedOn: dayOf(line.signedAt ?? line.createdAt) }, need);
    if (reopened) await this.people.openAgain(line, line.tripId);
    await this.trips.updateLine(line.id, { leftAt: now, reopened });
    await this.signed.gone(line);
    await this.ports.events.record(workerLeft, {
      lineId: line.id,
      checkId: check.id,
      supplierId: check.supplierId,
      enterpriseId: line.enterpriseId,
      needId: line.needId,
      needTitle: need?.title ?? '',
      leaving: leaving ?? 'left',
      reason,
      reopened,
    });
  }

  /** It turns out that they are there: their place is theirs again, unless somebody else was given it. */
  private async isBack(line: ManifestLine): Promise<void> {
    if (line.leftAt === null) return;
    if (line.reopened) await this.people.closeAgain(line, line.tripId);
    await this.trips.updateLine(line.id, { leftAt: null, reopened: false });
    await this.signed.back(line);
  }
}
