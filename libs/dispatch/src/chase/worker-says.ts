import { Injectable } from '@nestjs/common';
import { addDays, startOfDay, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { RetentionCheck } from '../dispatch.entity.js';
import { DispatchPorts, Neighbours } from '../dispatch.ports.js';
import { problems } from '../dispatch.problems.js';
import type { Says } from '../domain/retention.js';
import { RetentionRepository } from '../retention.service.js';
import { WorkerLinks } from '../worker-link/worker-links.js';
import { ChaseRepository } from './chase.repository.js';

/** A link to a check opens until so many days after its day. */
const OPEN_DAYS = 60;

/** A check as the person whom it is about sees it. */
export interface MyCheck {
  check: RetentionCheck;
  enterpriseName: string;
}

/** 本人确认: who was brought says by a link, once, whether they are still there. It stands beside what the employer says. */
@Injectable()
export class WorkerSays {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly links: WorkerLinks,
    private readonly checks: RetentionRepository,
    private readonly chase: ChaseRepository,
    private readonly neighbours: Neighbours,
    private readonly ports: DispatchPorts,
  ) {}

  /** Codes of the people’s links, by check. @throws Problem 404 for checks that are not one’s own, 409 for one that is not due */
  async codes(who: Principal, ids: string[]): Promise<Map<string, string>> {
    return this.uow.run(async () => {
      const { access, audit, clock } = this.ports;
      const wanted = [];
      for (const id of [...new Set(ids)].sort()) {
        const check = await this.checks.byId(id);
        if (!check) throw notFound('retention', id);
        access.require(who, 'dispatch.retention_link', { supplierId: check.supplierId, nodePath: check.nodePath });
        if (check.dueOn > clock.today()) throw problems('retention.early', { dueOn: check.dueOn });
        wanted.push({ lineId: check.lineId, subjectId: id, expiresAt: startOfDay(addDays(check.dueOn, OPEN_DAYS)) });
      }
      const codes = await this.links.codesFor('retention', wanted, true);
      await audit.record(who, 'retention.links_made', { kind: 'retention', id: wanted[0]?.subjectId ?? '' }, { people: wanted.length });
      return codes;
    });
  }

  async mine(code: string, lastFour: string): Promise<MyCheck> {
    const { link } = await this.links.open('retention', code, lastFour);
    return this.of(link.subjectId);
  }

  /** What they say; said again it changes nothing. */
  async say(code: string, lastFour: string, says: Says): Promise<MyCheck> {
    const now = this.ports.clock.now();
    return this.links.use('retention', code, lastFour, async ({ link }, again) => {
      if (!again) await this.chase.workerSays(link.subjectId, says, now);
      return this.of(link.subjectId);
    });
  }

  private async of(id: string): Promise<MyCheck> {
    const check = await this.checks.byId(id);
    if (!check) throw notFound('retention', id);
    const names = await this.neighbours.enterpriseNames([check.enterpriseId]);
    return { check, enterpriseName: names.get(check.enterpriseId) ?? '' };
  }
}
