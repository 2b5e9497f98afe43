import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { FieldCipher } from '#platform/crypto';
import { guarded, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { answerRefusal, answersAfter, stateAfter, type HireSays, type HireState, type HireVoice } from '../domain/hires.js';
import { FairPorts } from '../fair.ports.js';
import { FairRepository } from '../fair.repository.js';
import { HireLedger } from './hire-ledger.js';
import { FairHire, HireCheck } from './result.entity.js';
import { hireEnded } from './result.events.js';
import { resultProblems } from './result.problems.js';

/** What is said of hires afterwards: by whom it is about, by the employer, by the office that asked both. */
@Injectable()
export class HireAnswers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cipher: FieldCipher,
    private readonly fairs: FairRepository,
    private readonly ledger: HireLedger,
    private readonly access: AccessService,
    private readonly ports: FairPorts,
  ) {}

  /** @throws Problem 409 when somebody who is believed first said otherwise */
  async answer(who: Principal, checkId: string, says: HireSays): Promise<HireCheck> {
    return this.uow.run(async () => {
      const check = await this.uow.manager.findOneBy(HireCheck, { id: checkId });
      if (!check) throw notFound('fair-hire', checkId);
      this.access.require(who, 'fair.outcomes', { nodePath: check.nodePath, enterpriseId: check.enterpriseId });
      const own = who.grants.some(({ enterpriseId }) => enterpriseId === check.enterpriseId);
      const after = await this.settle(check, says, own ? 'enterprise' : 'office');
      const { id, nodePath, days } = check;
      await this.ports.audit.record(who, 'fair.hire_answered', { kind: 'fair_hire', id, nodePath }, { days, says });
      return after;
    });
  }

  /** Somebody of the office goes after it. */
  async take(who: Principal, checkId: string): Promise<void> {
    await this.uow.run(async () => {
      const check = await this.uow.manager.findOneBy(HireCheck, { id: checkId });
      if (!check) throw notFound('fair-hire', checkId);
      this.access.require(who, 'fair.manage', { nodePath: check.nodePath });
      await this.uow.manager.update(FairHire, { id: check.hireId }, { ownerId: who.userId });
      await this.ports.audit.record(who, 'fair.hire_taken', { kind: 'fair_hire', id: check.id, nodePath: check.nodePath });
    });
  }

  /** Inside a unit of work: what follows for the hire, its post and the counts. */
  async settle(check: HireCheck, says: HireSays, voice: HireVoice): Promise<HireCheck> {
    const hire = await this.uow.forUpdate(FairHire, { id: check.hireId });
    if (!hire) throw notFound('fair-hire', check.id);
    const now = this.ports.clock.now();
    // That somebody is gone is known whenever it happens; that they are there, on the day.
    if (says === 'yes' && check.dueOn > this.ports.clock.today()) throw resultProblems('hire.early', { dueOn: check.dueOn });
    const all = await this.uow.manager.find(HireCheck, { where: { hireId: hire.id }, order: { days: 'ASC' } });
    const refusal = answerRefusal(all, check.days, says, voice);
    if (refusal) throw resultProblems(`hire.${refusal}`);
    const answers = answersAfter(all, check.days, says);
    for (const one of all) {
      const next = answers.get(one.days) ?? null;
      const meant = one.id === check.id;
      if (one.says === next && !meant) continue;
      await this.uow.manager.update(HireCheck, { id: one.id }, { says: next, saidBy: next && voice, saidAt: next && now });
    }
    await this.move(hire, check, stateAfter(answers));
    return (await this.uow.manager.findOneBy(HireCheck, { id: check.id })) ?? check;
  }

  private async move(hire: FairHire, check: HireCheck, to: HireState): Promise<void> {
    if (hire.state === to) return;
    const phone = this.cipher.open('fair_hire', 'phone', hire.id, hire.phone);
    let filled = hire.filled;
    if (to === 'standing') filled = await this.ledger.begin(hire, phone);
    else if (hire.state === 'standing') filled = await this.ledger.end(hire, to);
    const { id, version } = hire;
    guarded(await this.uow.manager.update(FairHire, { id, version }, { state: to, filled, version: version + 1 }), 'the hire');
    if (to === 'standing') return;
    const [fair] = await this.fairs.many([hire.fairId]);
    await this.ports.events.record(hireEnded, {
      ...{ hireId: id, checkId: check.id, fairId: hire.fairId, fairName: fair?.name ?? '', nodePath: check.nodePath },
      ...{ enterpriseId: hire.enterpriseId, state: to, reopened: hire.filled && !filled, at: this.ports.clock.now().toISOString() },
    });
  }
}
