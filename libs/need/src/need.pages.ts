import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ListExports, OrgTree } from '#access';
import type { Paged } from '#platform/db';
import type { Principal } from '#platform/http';
import { NeedDto, type NeedQuery } from './need.dto.js';
import { needsExport } from './need.export.js';
import { NeedNamer } from './need.names.js';
import { NeedService } from './need.service.js';

/** Pages of needs as people see them, and all of them to take along. */
@Injectable()
export class NeedPages {
  constructor(
    private readonly needs: NeedService,
    private readonly namer: NeedNamer,
    private readonly org: OrgTree,
    private readonly exports: ListExports,
  ) {}

  async of(who: Principal, query: NeedQuery): Promise<Paged<NeedDto>> {
    const node = query.node ? await this.org.byId(query.node) : null;
    const filter = {
      states: query.state ? [query.state] : undefined,
      occupation: query.occupation,
      enterpriseId: query.enterprise,
      search: query.q,
      gap: query.gap,
      importId: query.import,
      doubtful: query.doubtful,
      nodePath: query.node ? (node?.path ?? '-') : undefined,
    };
    const page = await this.needs.list(who, filter, query.cursor, query.limit ?? 20);
    const names = await this.namer.of(page.items);
    return { items: page.items.map((need) => NeedDto.of(need, names)), next: page.next };
  }

  /** Answers with all that the filter finds, as a workbook. */
  take(reply: FastifyReply, who: Principal, query: NeedQuery): Promise<void> {
    return this.exports.answer(reply, who, needsExport, query, (asked) => this.of(who, asked));
  }
}
