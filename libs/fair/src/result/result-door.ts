import { Injectable } from '@nestjs/common';
import { AccessService } from '#access';
import { EnterpriseReads, type EnterpriseView } from '#enterprise';
import { UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { FairState } from '../domain/states.js';
import { stateOf } from '../domain/states.js';
import { Fair } from '../fair.entity.js';
import { problems } from '../fair.problems.js';
import { resultProblems } from './result.problems.js';

const OVER: readonly FairState[] = ['running', 'ended', 'results_in'];

/** Who may say what came of a fair: the enterprise that was there, or the office that held it for it. */
@Injectable()
export class ResultDoor {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly enterprises: EnterpriseReads,
    private readonly access: AccessService,
  ) {}

  /** @throws Problem 404 for what the person may not see */
  async of(who: Principal, fairId: string, given: string | undefined): Promise<{ fair: Fair; one: EnterpriseView }> {
    return this.allowed(who, await this.uow.manager.findOneBy(Fair, { id: fairId }), fairId, given);
  }

  /** The same, inside a unit of work, with the fair as it stands until the end of it. @throws Problem before the fair began */
  async open(who: Principal, fairId: string, given: string | undefined): Promise<{ fair: Fair; one: EnterpriseView }> {
    const found = await this.allowed(who, await this.uow.forUpdate(Fair, { id: fairId }), fairId, given);
    if (!OVER.includes(stateOf(found.fair))) throw resultProblems('result.not_over');
    return found;
  }

  /** The office alone. */
  async office(who: Principal, fairId: string): Promise<Fair> {
    const fair = await this.uow.manager.findOneBy(Fair, { id: fairId });
    if (!fair) throw notFound('fair', fairId);
    this.access.require(who, 'fair.manage', { nodePath: fair.nodePath });
    return fair;
  }

  private async allowed(
    who: Principal,
    fair: Fair | null,
    fairId: string,
    given: string | undefined,
  ): Promise<{ fair: Fair; one: EnterpriseView }> {
    if (!fair) throw notFound('fair', fairId);
    const own = who.grants.flatMap((grant) => (grant.enterpriseId ? [grant.enterpriseId] : []));
    const id = given ?? (own.length === 1 ? own[0] : undefined);
    // Nobody learns of a draft, nor of a fair of another office, by what is lacking in the question.
    if (fair.state === 'draft' && !this.access.canSee(who, 'fair.manage', { nodePath: fair.nodePath })) throw notFound('fair', fairId);
    if (!id) this.access.require(who, 'fair.outcomes', { nodePath: fair.nodePath });
    const one = id ? await this.enterprises.byId(id) : null;
    if (!one) throw problems('fair.enterprise');
    this.access.require(who, 'fair.outcomes', { nodePath: fair.nodePath, enterpriseId: one.id });
    return { fair, one };
  }
}
