import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import { Clock, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { requestContext, type Principal } from '#platform/http';
import { AuditEntry } from './access.entity.js';
import { AccessService, withinScope } from './access.service.js';
import { redact } from './domain/redact.js';

export interface AuditObject {
  kind: string;
  id: string;
  nodePath?: string | null | undefined;
}

export interface AuditFilter {
  userId?: string | undefined;
  action?: string | undefined;
  objectKind?: string | undefined;
  objectId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The audit trail: who did what to which object and which fields it touched; personal values are taken out before they are written. */
@Injectable()
export class Audit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: AccessService,
  ) {}

  /** Written with the open unit of work, so that it exists exactly when the change does.
   * @param who null for the system itself */
  async record(who: Pick<Principal, 'userId'> | null, action: string, object: AuditObject, fields: object = {}): Promise<void> {
    const entry: AuditEntry = {
      id: newId(),
      at: this.clock.now(),
      userId: who?.userId ?? null,
      action,
      objectKind: object.kind,
      objectId: object.id,
      nodePath: object.nodePath ?? null,
      fields: redact(object.kind, fields as Record<string, unknown>),
      requestId: requestContext()?.requestId ?? null,
    };
    await this.uow.run(() => this.uow.manager.insert(AuditEntry, entry as QueryDeepPartialEntity<AuditEntry>));
  }

  /** Newest first, as far as the reader's nodes reach; what has no node belongs to the whole city. */
  async page(who: Principal, filter: AuditFilter, cursor: string | undefined, limit: number): Promise<Paged<AuditEntry>> {
    this.access.require(who, 'audit.read');
    const query = this.uow.manager.createQueryBuilder(AuditEntry, 'entry');
    const scope = this.access.scope(who, 'audit.read');
    const wide = scope.paths.some((path) => path.split('/').length <= CITY_DEPTH);
    if (!wide) withinScope(query, scope, { nodePath: 'entry.nodePath' });
    for (const key of ['userId', 'action', 'objectKind', 'objectId'] as const) {
      if (filter[key] !== undefined) query.andWhere({ [key]: filter[key] });
    }
    if (filter.from) query.andWhere('entry.at >= :from', { from: filter.from });
    if (filter.to) query.andWhere('entry.at < :to', { to: filter.to });
    return pageOf(query, {
      order: [
        ['entry.at', 'DESC'],
        ['entry.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }
}

/** '/37/3707/' splits into four: whoever stands there or above sees the city's own entries too. */
const CITY_DEPTH = 4;
