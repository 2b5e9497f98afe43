import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Paged } from '#platform/db';
import { writeListWorkbook, type ListTable, type Speech } from '#platform/document';
import type { PageQuery, Principal } from '#platform/http';
import { answerWorkbook } from '#platform/table';
import { problems } from './access.problems.js';
import { Audit } from './audit.service.js';
import type { ExportedList } from './exported-lists.js';
import { OrgTree } from './org-tree.service.js';

const PORTION = 100;
/** Exports that one process writes at a time, each for somebody else. */
const AT_ONCE = 3;

/** Asks for a page of a list, as the list's own route does: with its scope, filters and masks. */
type AskPage<T> = (cursor: string | undefined) => Promise<Paged<T>>;

/** Filters of lists that name something, as the trail knows it. */
const NAMED: Record<string, string> = { node: 'nodeId', enterprise: 'enterpriseId', supplier: 'supplierId', need: 'needId' };

/** Lists to take along: all that a filter finds, as a workbook, written down in the trail. */
@Injectable()
export class ListExports {
  private readonly writing = new Set<string>();

  constructor(
    private readonly audit: Audit,
    private readonly org: OrgTree,
  ) {}

  /** Answers with everything that the list shows this person under this filter, page by page.
   * @throws Problem 429 `export.busy`, and what the list itself refuses with */
  async answer<T, Q extends PageQuery>(
    reply: FastifyReply,
    who: Principal,
    list: ExportedList<T>,
    query: Q,
    ask: (query: Q) => Promise<Paged<T>>,
  ): Promise<void> {
    const { cursor: _, ...filter } = query;
    const page: AskPage<T> = (cursor) => ask({ ...filter, limit: PORTION, ...(cursor === undefined ? {} : { cursor }) } as unknown as Q);
    await this.alone(who, async () => {
      const first = await page(undefined);
      await this.audit.record(who, 'list.exported', { kind: 'list', id: list.key }, tracedFilter(query));
      const speech = new Places(this.org, who.locale);
      const pages = this.pages(first, page, (rows) => speech.learn(list, rows));
      const name = list.name[who.locale === 'zh' ? 0 : 1];
      await answerWorkbook(reply, `${name}.xlsx`, async (to) => void (await writeListWorkbook(list, pages, speech, to)));
    });
  }

  /** Writes what may be as long as a whole table: one at a time for a person, {@link AT_ONCE} in the process.
   * @throws Problem 429 `export.busy` */
  async alone(who: Principal, write: () => Promise<void>): Promise<void> {
    if (this.writing.has(who.userId) || this.writing.size >= AT_ONCE) throw problems('export.busy');
    this.writing.add(who.userId);
    try {
      await write();
    } finally {
      this.writing.delete(who.userId);
    }
  }

  private async *pages<T>(first: Paged<T>, ask: AskPage<T>, seen: (rows: readonly T[]) => Promise<void>): AsyncGenerator<readonly T[]> {
    for (let page = first; ; page = await ask(page.next ?? undefined)) {
      await seen(page.items);
      yield page.items;
      if (page.next === null) return;
    }
  }
}

/** What was asked for, without the words that were searched for: they may be a person's name. */
const tracedFilter = ({ cursor: _, limit: __, ...filter }: PageQuery): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(filter)
      .filter(([name, value]) => name !== 'q' && value !== undefined)
      .map(([name, value]) => [NAMED[name] ?? name, value] as [string, unknown]),
  );

/** Names of the places that rows lie in, looked up once each. */
class Places implements Speech {
  private readonly names = new Map<string, string>();

  constructor(
    private readonly org: OrgTree,
    readonly locale: 'zh' | 'en',
  ) {}

  place = (nodeId: string | null): string | null => (nodeId === null ? null : (this.names.get(nodeId) ?? null));

  async learn<T>({ columns }: ListTable<T>, rows: readonly T[]): Promise<void> {
    const asked = columns.flatMap(({ place }) => (place ? rows.flatMap((row) => place(row) ?? []) : []));
    const unknown = [...new Set(asked)].filter((id) => !this.names.has(id));
    for (const [id, { name }] of await this.org.byIds(unknown)) this.names.set(id, name);
  }
}
