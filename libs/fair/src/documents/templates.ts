import { Injectable } from '@nestjs/common';
import { AccessService, OrgTree } from '#access';
import { isDuplicate, newId, UnitOfWork } from '#platform/db';
import type { FieldFault, Principal } from '#platform/http';
import { FAIR_PLANS, type FairPlanKind } from '../domain/filing.js';
import { FairPorts } from '../fair.ports.js';
import { problems } from '../fair.problems.js';
import { templateFaults } from './template-text.js';
import { FairTemplate } from './template.entity.js';

/** The city's wording of the plans that fairs file, by language, in versions. */
@Injectable()
export class Templates {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly ports: FairPorts,
  ) {}

  /** The newest of each kind and language. */
  async newest(): Promise<FairTemplate[]> {
    const found = await Promise.all(FAIR_PLANS.flatMap((kind) => (['zh', 'en'] as const).map((locale) => this.of(kind, locale))));
    return found.filter((one) => one !== null);
  }

  of(kind: FairPlanKind, locale: 'zh' | 'en'): Promise<FairTemplate | null> {
    return this.uow.manager.findOne(FairTemplate, { where: { kind, locale }, order: { version: 'DESC' } });
  }

  /** Puts a version after the one that was seen. @throws Problem naming each wrong line; 409 when somebody was faster */
  async set(who: Principal, kind: FairPlanKind, locale: 'zh' | 'en', seen: number, body: string): Promise<FairTemplate> {
    const city = await this.org.city();
    this.access.require(who, 'fair.rule', { nodePath: city.path });
    const faults = templateFaults(body).map(({ line, message }): FieldFault => ({ path: 'body', code: `line_${line}`, message }));
    if (faults.length > 0) throw problems('fair_template.faults', { n: faults.length }, faults.slice(0, 20));
    const row: FairTemplate = {
      ...{ id: newId(), kind, locale, version: seen + 1, body, setById: who.userId, setAt: this.ports.clock.now() },
    };
    try {
      await this.uow.run(async () => {
        if ((await this.of(kind, locale))?.version !== seen) throw problems('fair_template.changed');
        await this.uow.manager.insert(FairTemplate, { ...row });
        const trace = { plans: kind, round: row.version };
        await this.ports.audit.record(who, 'fair.template_set', { kind: 'org_node', id: city.id, nodePath: city.path }, trace);
      });
    } catch (error) {
      if (isDuplicate(error)) throw problems('fair_template.changed');
      throw error;
    }
    return row;
  }
}
