import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { AccessService, OrgTree } from '#access';
import { addDays, newId, UnitOfWork } from '#platform/db';
import type { Principal } from '#platform/http';
import { NeedStartRule } from './need.entity.js';
import { NeedPorts } from './need.ports.js';

/** How long a post whose latest start day has passed stays live. */
export interface StartRule {
  graceDays: number;
  /** The rule's day; null where none was ever made. */
  validFrom: string | null;
}

/** A week, in which the enterprise is expected to give new dates by itself. Our own choice: no rule of law says how long. */
const DEFAULT_GRACE_DAYS = 7;

/** The city's rule about posts that are past their own latest start day. */
@Injectable()
export class NeedStartRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: NeedPorts,
  ) {}

  async inForce(): Promise<StartRule> {
    const { id: nodeId } = await this.org.city();
    const where = { nodeId, validFrom: LessThanOrEqual(this.ports.clock.today()) };
    const rule = await this.uow.manager.findOne(NeedStartRule, { where, order: { validFrom: 'DESC' } });
    return { graceDays: rule?.graceDays ?? DEFAULT_GRACE_DAYS, validFrom: rule?.validFrom ?? null };
  }

  /** The latest start days before this one are too long ago for a live post. */
  async firstLiveDay(): Promise<string> {
    return addDays(this.ports.clock.today(), -(await this.inForce()).graceDays);
  }

  /** From today on. */
  async set(who: Principal, graceDays: number): Promise<StartRule> {
    const city = await this.org.city();
    this.access.require(who, 'need.rule', { nodePath: city.path });
    const { clock, audit } = this.ports;
    const validFrom = clock.today();
    await this.uow.run(async () => {
      const rule = { id: newId(), nodeId: city.id, validFrom, graceDays, setById: who.userId, setAt: clock.now() };
      await this.uow.manager
        .createQueryBuilder()
        .insert()
        .into(NeedStartRule)
        .values(rule)
        .orUpdate(['graceDays', 'setById', 'setAt'], ['nodeId', 'validFrom'])
        .updateEntity(false)
        .execute();
      await audit.record(who, 'need.start_rule_set', { kind: 'org_node', id: city.id, nodePath: city.path }, { graceDays, validFrom });
    });
    return { graceDays, validFrom };
  }
}
