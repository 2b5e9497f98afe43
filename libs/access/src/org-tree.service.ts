import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Settings } from '#platform/config';
import { UnitOfWork } from '#platform/db';
import { notFound } from '#platform/http';
import { divisions } from '#reference';
import { OrgNodeRow } from './access.entity.js';
import { problems } from './access.problems.js';
import { regionFinder } from './domain/region.js';
import { canContain, cityPlan, type NodeKind, type NodePlan, type OrgNode } from './domain/org.js';

/** The organisation tree: province, city, counties, development zones, towns. What a person may see hangs on it. */
@Injectable()
export class OrgTree {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly settings: Settings,
  ) {}

  async byId(id: string): Promise<OrgNode | null> {
    return this.uow.manager.findOneBy(OrgNodeRow, { id });
  }

  async byIds(ids: readonly string[]): Promise<Map<string, OrgNode>> {
    const nodes = ids.length > 0 ? await this.uow.manager.findBy(OrgNodeRow, { id: In([...new Set(ids)]) }) : [];
    return new Map(nodes.map((node) => [node.id, node]));
  }

  /** @param parentId null for the root */
  async children(parentId: string | null): Promise<OrgNode[]> {
    return this.uow.manager.find(OrgNodeRow, { where: { parentId: parentId ?? IsNull() }, order: { id: 'ASC' } });
  }

  /** The province's node. */
  async root(): Promise<OrgNode | null> {
    return this.uow.manager.findOneBy(OrgNodeRow, { parentId: IsNull() });
  }

  /** The node of the city that this installation serves. @throws Error before `ensureCity` ran. */
  async city(): Promise<OrgNode> {
    const city = await this.uow.manager.findOneBy(OrgNodeRow, { kind: 'city', divisionCode: this.settings.GANGQIAO_CITY });
    if (!city) throw new Error(`the organisation tree has no city ${this.settings.GANGQIAO_CITY}: run \`gangqiao create-admin\` first`);
    return city;
  }

  /** Of the units of work that ask for it one goes on at a time, as on the embedded database anyway: for what is counted before it is
   * written, where no unique key would tell. */
  async oneAtATime(): Promise<void> {
    if (this.uow.dialect !== 'mysql') return;
    await this.uow.manager.query('SELECT id FROM org_node WHERE id = ? FOR UPDATE', [(await this.city()).id]);
  }

  /**
   * The county of a division code, or the city when it is the city's own. A zone's county comes from where it lies, so it is
   * not found here.
   */
  async byDivision(divisionCode: string): Promise<OrgNode | null> {
    return this.uow.manager.findOneBy(OrgNodeRow, { divisionCode, kind: In(['province', 'city', 'county']) });
  }

  /** Where enterprises belong to: counties first, then development zones. */
  async countiesAndZones(): Promise<OrgNode[]> {
    return this.ofKinds(['county', 'zone']);
  }

  /** The county or zone of a node's path; null for a node above or outside them. */
  async regions(): Promise<(nodePath: string) => string | null> {
    return regionFinder((await this.countiesAndZones()).map(({ id }) => id));
  }

  async ofKinds(kinds: readonly NodeKind[]): Promise<OrgNode[]> {
    return this.uow.manager.find(OrgNodeRow, { where: { kind: In([...kinds]) }, order: { kind: 'ASC', id: 'ASC' } });
  }

  /** Makes the nodes that do not exist yet; parents come before their children. What exists is left as it is.
   * @throws Problem when a kind cannot stand below its parent. */
  async ensure(plans: readonly NodePlan[]): Promise<OrgNode[]> {
    return this.uow.run(async () => {
      const known = await this.byIds(plans.flatMap((plan) => (plan.parentId ? [plan.id, plan.parentId] : [plan.id])));
      const missing: OrgNode[] = [];
      for (const plan of plans) {
        if (known.has(plan.id)) continue;
        const node = { ...plan, path: `${this.parentPath(plan, known)}${plan.id}/` };
        known.set(node.id, node);
        missing.push(node);
      }
      if (missing.length > 0) {
        // Two processes may set up one city at the same moment.
        await this.uow.manager.createQueryBuilder().insert().into(OrgNodeRow).values(missing).orIgnore().updateEntity(false).execute();
      }
      return plans.map((plan) => known.get(plan.id)).filter((node) => node !== undefined);
    });
  }

  /** The tree of the city in GANGQIAO_CITY, from its divisions and the development zones we know. Returns the city's node. */
  async ensureCity(): Promise<OrgNode> {
    const city = divisions.byCode(this.settings.GANGQIAO_CITY);
    if (!city) throw new Error(`GANGQIAO_CITY=${this.settings.GANGQIAO_CITY}: no such division`);
    const province = divisions.path(city.code)[0] ?? city;
    const counties = divisions.children(city.code).flatMap((child) => (child.level === 2 ? divisions.children(child.code) : [child]));
    await this.ensure(cityPlan(province, city, counties));
    return this.city();
  }

  private parentPath(plan: NodePlan, known: Map<string, OrgNode>): string {
    if (plan.parentId === null) return '/';
    const parent = known.get(plan.parentId);
    if (!parent) throw notFound('org-node', plan.parentId);
    if (!canContain(parent.kind, plan.kind)) throw problems('access.node_kind', { parent: parent.name, child: plan.kind });
    return parent.path;
  }
}
