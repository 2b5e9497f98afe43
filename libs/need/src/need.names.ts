import { Injectable } from '@nestjs/common';
import { Directory, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { occupations } from '#reference';
import type { NeedNames } from './need.dto.js';

/** Looks up the names that belong to a page of needs, each once. */
@Injectable()
export class NeedNamer {
  constructor(
    private readonly enterprises: EnterpriseReads,
    private readonly org: OrgTree,
    private readonly directory: Directory,
  ) {}

  async of(needs: readonly { enterpriseId: string; nodeId: string }[]): Promise<NeedNames> {
    const enterprises = new Map((await this.enterprises.many(needs.map((need) => need.enterpriseId))).map((one) => [one.id, one.name]));
    const nodes = await this.org.byIds(needs.map((need) => need.nodeId));
    return {
      enterprise: (id) => enterprises.get(id) ?? '',
      node: (id) => nodes.get(id)?.name ?? id,
      occupation: (code) => (code === null ? null : (occupations.byCode(code)?.name ?? null)),
    };
  }

  /** Names of people by id. */
  people(ids: (string | null)[]): Promise<Map<string, string>> {
    return this.directory.names(ids);
  }
}
