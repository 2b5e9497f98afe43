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
    const nodes = new Map<string, string>();
    for (const id of new Set(needs.map((need) => need.nodeId))) nodes.set(id, (await this.org.byId(id))?.name ?? id);
    return {
      enterprise: (id) => enterprises.get(id) ?? '',
      node: (id) => nodes.get(id) ?? id,
      occupation: (code) => (code === null ? null : (occupations.byCode(code)?.name ?? null)),
    };
  }

  async people(ids: (string | null)[]): Promise<Map<string, string>> {
    const known = [...new Set(ids.filter((id) => id !== null))];
    return new Map((known.length === 0 ? [] : await this.directory.users(known)).map((person) => [person.userId, person.name]));
  }
}
