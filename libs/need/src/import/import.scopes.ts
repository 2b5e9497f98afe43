import { Injectable } from '@nestjs/common';
import { idsOf, AccessService, OrgTree, type Scope } from '#access';
import type { Principal } from '#platform/http';
import { problems } from '../need.problems.js';

/** Who hands a list in; null for the command line, which acts for the city. */
export type Importer = Principal | null;

/** For which node somebody may hand lists in. */
@Injectable()
export class ImportScopes {
  constructor(
    private readonly access: AccessService,
    private readonly org: OrgTree,
  ) {}

  of(who: Principal): Scope {
    return this.access.scope(who, 'need.import');
  }

  require(who: Importer, nodePath: string): void {
    if (who) this.access.require(who, 'need.import', { nodePath });
  }

  async node(who: Importer, nodeId: string | undefined): Promise<{ nodeId: string; nodePath: string }> {
    const own = who ? this.of(who).paths.map((path) => idsOf(path).at(-1) ?? '') : [];
    const chosen = nodeId ?? (own.length === 1 ? own[0] : undefined);
    const node = chosen ? await this.org.byId(chosen) : who ? null : await this.org.city();
    if (!node || node.kind === 'province') throw problems('import.node');
    this.require(who, node.path);
    return { nodeId: node.id, nodePath: node.path };
  }
}
