import { Injectable } from '@nestjs/common';
import { Directory, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { occupations } from '#reference';
import { NeedRevisionDto } from './need-checks.dto.js';
import type { NeedNames } from './need.dto.js';
import type { NeedRevision } from './need.entity.js';
import type { NeedView } from './need.ledger.js';
import { NeedReads } from './need.reads.js';
import { NeedRevisions } from './need.revisions.js';

/** Looks up the names that belong to a page of needs, each once, and the changes of them that wait. */
@Injectable()
export class NeedNamer {
  constructor(
    private readonly enterprises: EnterpriseReads,
    private readonly org: OrgTree,
    private readonly directory: Directory,
    private readonly reads: NeedReads,
    private readonly waiting: NeedRevisions,
  ) {}

  async of(needs: readonly NeedView[]): Promise<NeedNames> {
    const revisions = await this.waiting.many(needs.map((need) => need.id));
    const names = await this.names(needs, [...revisions.values()]);
    return {
      ...names,
      revision: (need) => {
        const revision = revisions.get(need.id);
        return revision ? NeedRevisionDto.of(revision, need, names) : null;
      },
    };
  }

  /** Changes that wait, each with its need. */
  async revisions(rows: readonly NeedRevision[]): Promise<NeedRevisionDto[]> {
    const needs = new Map((await this.reads.many(rows.map((row) => row.id))).map((need) => [need.id, need]));
    const names = await this.names([...needs.values()], rows);
    return rows.flatMap((row) => {
      const need = needs.get(row.id);
      return need ? [NeedRevisionDto.of(row, need, names)] : [];
    });
  }

  /** Names of people by id. */
  people(ids: (string | null)[]): Promise<Map<string, string>> {
    return this.directory.names(ids);
  }

  private async names(needs: readonly NeedView[], revisions: readonly NeedRevision[]) {
    const enterprises = new Map((await this.enterprises.many(needs.map((need) => need.enterpriseId))).map((one) => [one.id, one.name]));
    const nodes = await this.org.byIds([
      ...needs.map((need) => need.nodeId),
      ...revisions.flatMap(({ nodeId, said }) => (said.nodeId ? [nodeId, said.nodeId] : [nodeId])),
    ]);
    const people = await this.people([...revisions.map((row) => row.askedById), ...needs.map((need) => need.doubtsById)]);
    return {
      enterprise: (id: string) => enterprises.get(id) ?? '',
      node: (id: string) => nodes.get(id)?.name ?? id,
      occupation: (code: string | null) => (code === null ? null : (occupations.byCode(code)?.name ?? null)),
      person: (id: string) => people.get(id) ?? '',
    };
  }
}
