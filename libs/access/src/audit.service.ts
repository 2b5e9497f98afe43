import { Injectable } from '@nestjs/common';
import { In, type FindOptionsWhere, type QueryDeepPartialEntity } from 'typeorm';
import { Clock, cursorAt, newId, pageOf, UnitOfWork, type Paged, type PageRequest } from '#platform/db';
import { FieldCipher } from '#platform/crypto';
import { requestContext, Trail, type Principal, type TracedObject } from '#platform/http';
import { AuditEntry, type TraceResult } from './access.entity.js';
import { AccessService, withinScope } from './access.service.js';
import { redact } from './domain/redact.js';
import { NameIndex } from './name-index.js';
import { ObjectNames } from './object-names.js';

export interface AuditFilter {
  /** Part of the name of a person or of an object. */
  q?: string | undefined;
  userId?: string | undefined;
  action?: string | undefined;
  objectKind?: string | undefined;
  objectId?: string | undefined;
  result?: TraceResult | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The audit trail: who did what to which object and which fields it touched; personal values are taken out before they are written. */
@Injectable()
export class Audit extends Trail {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly access: AccessService,
    private readonly cipher: FieldCipher,
    private readonly names: NameIndex,
    private readonly objects: ObjectNames,
  ) {
    super();
  }

  async record(
    who: Pick<Principal, 'userId' | 'token'> | null,
    action: string,
    object: TracedObject,
    fields: object = {},
    result: TraceResult = 'done',
  ): Promise<void> {
    const id = newId();
    const entry: AuditEntry = {
      id,
      at: this.clock.now(),
      userId: who?.userId ?? null,
      action,
      objectKind: object.kind,
      objectId: object.id,
      nodePath: object.nodePath ?? null,
      fields: redact(object.kind, { ...fields, ...(who?.token && { bySystem: who.token.name }) }),
      requestId: requestContext()?.requestId ?? null,
      address: this.cipher.seal('audit_entry', 'address', id, requestContext()?.ip ?? null),
      result,
    };
    await this.uow.run(() => this.uow.manager.insert(AuditEntry, entry as QueryDeepPartialEntity<AuditEntry>));
  }

  /** Newest first, as far as the reader's nodes reach; what has no node belongs to the whole city. */
  async page(who: Principal, filter: AuditFilter, cursor: string | undefined, limit: number): Promise<Paged<AuditEntry>> {
    this.access.require(who, 'audit.read');
    if (filter.q === undefined) return this.pageWhere(who, filter, {}, cursor, limit);
    // One query for each way to be meant: each has an index, and an OR over all of them has none.
    const pages = await Promise.all((await this.meantBy(filter.q)).map((where) => this.pageWhere(who, filter, where, cursor, limit)));
    return merge(pages, limit);
  }

  /** What was done to some objects, newest first. Checks no permission: whoever asks knows who may see these objects. */
  async about(
    objects: readonly { kind: string; ids: readonly string[] }[],
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<AuditEntry>> {
    const pages = objects
      .filter(({ ids }) => ids.length > 0)
      .map(({ kind, ids }) => {
        const query = this.uow.manager.createQueryBuilder(AuditEntry, 'entry').where({ objectKind: kind, objectId: In([...ids]) });
        return pageOf(query, { order: ORDER, cursor, limit });
      });
    return merge(await Promise.all(pages), limit);
  }

  private async meantBy(text: string): Promise<FindOptionsWhere<AuditEntry>[]> {
    const people = await this.names.find(text);
    const objects = [...(people.length > 0 ? [{ kind: 'user', ids: people }] : []), ...(await this.objects.find(text))];
    return [
      ...(people.length > 0 ? [{ userId: In(people) }] : []),
      ...objects.filter(({ ids }) => ids.length > 0).map(({ kind, ids }) => ({ objectKind: kind, objectId: In(ids) })),
    ];
  }

  private pageWhere(
    who: Principal,
    filter: AuditFilter,
    where: FindOptionsWhere<AuditEntry>,
    cursor: string | undefined,
    limit: number,
  ): Promise<Paged<AuditEntry>> {
    const query = this.uow.manager.createQueryBuilder(AuditEntry, 'entry').where(where);
    const scope = this.access.scope(who, 'audit.read');
    const wide = scope.paths.some((path) => path.split('/').length <= CITY_DEPTH);
    if (!wide) withinScope(query, scope, { nodePath: 'entry.nodePath' });
    for (const key of ['userId', 'action', 'objectKind', 'objectId', 'result'] as const) {
      if (filter[key] !== undefined) query.andWhere({ [key]: filter[key] });
    }
    if (filter.from) query.andWhere('entry.at >= :from', { from: filter.from });
    if (filter.to) query.andWhere('entry.at < :to', { to: filter.to });
    return pageOf(query, { order: ORDER, cursor, limit });
  }
}

const ORDER: PageRequest['order'] = [
  ['entry.at', 'DESC'],
  ['entry.id', 'DESC'],
];

/** The newest of several pages as one page. An entry that two of them hold is one entry. */
const merge = (pages: Paged<AuditEntry>[], limit: number): Paged<AuditEntry> => {
  const all = [...new Map(pages.flatMap(({ items }) => items).map((entry) => [entry.id, entry])).values()];
  all.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
  const items = all.slice(0, limit);
  const last = items.at(-1);
  const more = all.length > limit || pages.some(({ next }) => next !== null);
  return { items, next: last && more ? cursorAt([last.at, last.id]) : null };
};

/** '/37/3707/' splits into four: whoever stands there or above sees the city's own entries too. */
const CITY_DEPTH = 4;
