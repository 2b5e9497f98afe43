import { Injectable } from '@nestjs/common';
import { newId, UnitOfWork } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import { AccessService } from './access.service.js';
import { Audit } from './audit.service.js';
import type { NodeKind, OrgNode } from './domain/org.js';
import { ObjectNames } from './object-names.js';
import { OrgTree } from './org-tree.service.js';

/** The tree as administrators change it, each within the nodes they stand on. */
@Injectable()
export class OrgAdmin {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgTree,
    private readonly access: AccessService,
    readonly audit: Audit,
    private readonly objects: ObjectNames,
  ) {}

  /** Adds one node, such as a town or a new development zone.
   * @throws Problem 404 for a parent outside the person's nodes; 422 for a kind that cannot stand there. */
  async add(who: Principal, parentId: string, kind: NodeKind, name: string, divisionCode: string | null = null): Promise<OrgNode> {
    return this.uow.run(async () => {
      await this.requireWithin(who, 'org.manage', parentId);
      const [node] = await this.org.ensure([{ id: newId(), parentId, kind, name, divisionCode }]);
      if (!node) throw new Error('a node that was just made is gone');
      await this.audit.record(who, 'org.node_added', { kind: 'org_node', id: node.id, nodePath: node.path }, { name, kind, parentId });
      return node;
    });
  }

  /** @throws Problem 404 for a node that does not exist or lies outside what the person administers. */
  async requireWithin(who: Principal, permission: string, nodeId: string): Promise<void> {
    const node = await this.org.byId(nodeId);
    if (!node) throw notFound('org-node', nodeId);
    this.access.require(who, permission, { nodePath: node.path });
  }

  /** @throws Problem 404 for what other libraries know nothing of: nobody gets a role on it. */
  async requireThere(kind: 'enterprise' | 'supplier', id: string): Promise<void> {
    if (!(await this.objects.of(kind, [id])).has(id)) throw notFound(kind, id);
  }
}
