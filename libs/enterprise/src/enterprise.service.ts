import { Injectable } from '@nestjs/common';
import { AccessService, Audit, changesOf, OrgTree, type OrgNode } from '#access';
import { Clock, guarded, newId, UnitOfWork, type Paged } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { Events } from '#platform/jobs';
import { industries, type Industry } from '#reference';
import { comparableName, outOfProportion } from './domain/enterprise.js';
import type { Enterprise } from './enterprise.entity.js';
import { enterpriseChanged } from './enterprise.events.js';
import { problems } from './enterprise.problems.js';
import { Proportions } from './enterprise.ports.js';
import { EnterpriseRepository, type AddressFilter, type EnterpriseFilter } from './enterprise.repository.js';

/** What other libraries may know of an enterprise. */
export type EnterpriseView = Readonly<Enterprise>;

/** Answers other libraries' questions about enterprises; checks no permission. */
@Injectable()
export class EnterpriseReads {
  constructor(private readonly enterprises: EnterpriseRepository) {}

  byId(id: string): Promise<EnterpriseView | null> {
    return this.enterprises.byId(id);
  }

  byCreditCode(creditCode: string): Promise<EnterpriseView | null> {
    return this.enterprises.byCreditCode(creditCode);
  }

  many(ids: string[]): Promise<EnterpriseView[]> {
    return this.enterprises.many([...new Set(ids)]);
  }

  /** Ids of enterprises whose name holds the text; at most a hundred. */
  idsNamed(text: string): Promise<string[]> {
    return this.enterprises.idsNamed(text, 100);
  }

  /** Every enterprise that is not closed, in order of id: ask again with the last id as `after` until a page is shorter than `limit`. */
  inOrder(after: string, limit: number): Promise<EnterpriseView[]> {
    return this.enterprises.after(after, limit);
  }

  /** Those that are written to, in order of id, after one of them; none is closed. */
  addressed(filter: AddressFilter, after: string, limit: number): Promise<EnterpriseView[]> {
    return this.enterprises.addressed(filter, after, limit);
  }

  byCreditCodes(codes: string[]): Promise<EnterpriseView[]> {
    return this.enterprises.byCodes([...new Set(codes)]);
  }

  byNames(names: string[]): Promise<EnterpriseView[]> {
    return this.enterprises.byNames([...new Set(names)]);
  }
}

export interface KnownFrom {
  name: string;
  creditCode: string | null;
  nodeId: string;
  nodePath: string;
}

/** Takes in enterprises that an import or the bureau's list names and nobody speaks for yet. */
@Injectable()
export class EnterpriseRegistry {
  constructor(
    private readonly enterprises: EnterpriseRepository,
    private readonly clock: Clock,
  ) {}

  /** Finds each by its code, or without one by its name within the node, and adds those that are new as `unclaimed`, inside
   * the caller's unit of work. @returns their ids in the order given. */
  async ensureUnclaimed(rows: KnownFrom[]): Promise<string[]> {
    const byCode = new Map<string, string>();
    const byName = new Map<string, string>();
    for (let i = 0; i < rows.length; i += 500) await this.recall(rows.slice(i, i + 500), byCode, byName);
    const fresh: Enterprise[] = [];
    const ids = rows.map((row) => {
      const known = row.creditCode ? byCode.get(row.creditCode) : byName.get(nameKeyOf(row));
      if (known) return known;
      const enterprise = this.unclaimed(row);
      fresh.push(enterprise);
      if (row.creditCode) byCode.set(row.creditCode, enterprise.id);
      else byName.set(nameKeyOf(row), enterprise.id);
      return enterprise.id;
    });
    await this.enterprises.insertMany(fresh);
    return ids;
  }

  /** Takes over enterprises that the bureau itself has checked, from its own list: they may post at once.
   * Inside the caller's unit of work. @returns their ids in the order given. */
  async enrol(
    rows: (KnownFrom & Partial<Pick<Enterprise, 'industryCode' | 'sizeClass' | 'aboveScale' | 'isKey' | 'employees'>>)[],
  ): Promise<string[]> {
    const fresh = rows.map((row) => ({ ...this.unclaimed(row), ...row, state: 'active' as const }));
    await this.enterprises.insertMany(fresh);
    return fresh.map((enterprise) => enterprise.id);
  }

  private async recall(rows: KnownFrom[], byCode: Map<string, string>, byName: Map<string, string>): Promise<void> {
    const codes = rows.flatMap((row) => (row.creditCode ? [row.creditCode] : []));
    for (const known of await this.enterprises.byCodes([...new Set(codes)])) byCode.set(known.creditCode ?? '', known.id);
    const names = rows.flatMap((row) => (row.creditCode ? [] : [row.name]));
    for (const known of await this.enterprises.byNames([...new Set(names)])) byName.set(nameKeyOf(known), known.id);
  }

  private unclaimed(row: KnownFrom): Enterprise {
    return {
      id: newId(),
      creditCode: row.creditCode,
      name: row.name.slice(0, 120),
      nodeId: row.nodeId,
      nodePath: row.nodePath,
      industryCode: null,
      sizeClass: null,
      aboveScale: false,
      isKey: false,
      employees: null,
      state: 'unclaimed',
      createdAt: this.clock.now(),
      version: 1,
    };
  }
}

const industryOf = (code: string): Industry => {
  const known = industries.written(code);
  if (known) return known;
  throw problems('enterprise.industry', { code }, [
    { path: 'industryCode', code: 'unknown', message: { zh: '没有这个行业代码', en: 'is no code of an industry' } },
  ]);
};

const nameKeyOf = (row: { name: string; nodeId: string }): string => `${comparableName(row.name)}|${row.nodeId}`;

export type EnterpriseEdit = Partial<
  Pick<Enterprise, 'name' | 'nodeId' | 'industryCode' | 'sizeClass' | 'aboveScale' | 'isKey' | 'employees'>
>;

/** The bureau's view of its enterprises, and an enterprise's of itself. */
@Injectable()
export class EnterpriseService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly enterprises: EnterpriseRepository,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly events: Events,
    private readonly audit: Audit,
    private readonly proportions: Proportions,
  ) {}

  list(
    who: Principal,
    filter: Omit<EnterpriseFilter, 'all' | 'paths' | 'enterpriseIds'>,
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<Enterprise>> {
    return this.enterprises.page({ ...this.access.scope(who, 'enterprise.read'), ...filter }, cursor, limit);
  }

  async one(who: Principal, id: string): Promise<Enterprise> {
    const enterprise = await this.enterprises.byId(id);
    if (!enterprise) throw notFound('enterprise', id);
    this.access.require(who, 'enterprise.read', { nodePath: enterprise.nodePath, enterpriseId: enterprise.id });
    return enterprise;
  }

  mine(who: Principal): Promise<Enterprise[]> {
    return this.enterprises.many(who.grants.flatMap((grant) => (grant.enterpriseId ? [grant.enterpriseId] : [])));
  }

  /** Name, place, industry, size, 规上 and key marks, kept by the office that the enterprise belongs to. Whoever it concerns is told of
   * another name or place. @throws GuardError when somebody else changed it since `version`. */
  async edit(who: Principal, id: string, version: number, { nodeId, ...said }: EnterpriseEdit): Promise<Enterprise> {
    return this.uow.run(async () => {
      const before = await this.one(who, id);
      this.access.require(who, 'enterprise.edit', { nodePath: before.nodePath });
      const industry = said.industryCode ? industryOf(said.industryCode) : null;
      const node = nodeId && nodeId !== before.nodeId ? await this.office(nodeId) : null;
      const patch = {
        ...said,
        ...(industry && { industryCode: industry.code }),
        ...(node ? { nodeId: node.id, nodePath: node.path } : {}),
      };
      guarded({ affected: await this.enterprises.updateAt(id, version, patch) }, 'enterprise');
      if (node) await this.enterprises.moveMembershipsTo(id, { nodeId: node.id, nodePath: node.path });
      const after = { ...before, ...patch, version: version + 1 };
      await this.tell(before, after);
      await this.audit.record(who, 'enterprise.edited', { kind: 'enterprise', id, nodePath: before.nodePath }, changesOf(before, patch));
      return after;
    });
  }

  /** An enterprise says how large it is. A headcount far from the one before is asked about once, by the rule that posts are held
   * against, for it is what posts are held against. @throws Problem `enterprise.figures_doubtful`; GuardError as `edit` */
  async editSize(
    who: Principal,
    id: string,
    version: number,
    said: Pick<EnterpriseEdit, 'sizeClass' | 'employees'>,
    confirmed: boolean,
  ): Promise<Enterprise> {
    return this.uow.run(async () => {
      const before = await this.one(who, id);
      this.access.require(who, 'enterprise.edit_size', { nodePath: before.nodePath, enterpriseId: id });
      const { employees } = said;
      if (!confirmed && employees && outOfProportion(before.employees, employees, await this.proportions.timesBefore()))
        throw problems('enterprise.figures_doubtful', {}, [
          {
            path: 'employees',
            code: 'before',
            message: { zh: '职工 {said} 人，与此前的 {usual} 人相差很大', en: '{said} employees are far from the {usual} before' },
            params: { said: employees, usual: before.employees },
          },
        ]);
      guarded({ affected: await this.enterprises.updateAt(id, version, said) }, 'enterprise');
      await this.audit.record(who, 'enterprise.size_said', { kind: 'enterprise', id, nodePath: before.nodePath }, changesOf(before, said));
      return { ...before, ...said, version: version + 1 };
    });
  }

  private async office(nodeId: string): Promise<OrgNode> {
    const node = await this.org.byId(nodeId);
    if (node?.kind !== 'county' && node?.kind !== 'zone') throw problems('registration.county');
    return node;
  }

  private async tell(before: Enterprise, after: Enterprise): Promise<void> {
    if (before.name === after.name && before.nodeId === after.nodeId) return;
    const nodes = await this.org.byIds([before.nodeId, after.nodeId]);
    const identity = ({ name, nodeId }: Enterprise) => ({ name, nodeId, nodeName: nodes.get(nodeId)?.name ?? nodeId });
    await this.events.record(enterpriseChanged, {
      enterpriseId: after.id,
      version: after.version,
      before: identity(before),
      after: identity(after),
    });
  }
}
