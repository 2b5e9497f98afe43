import { Injectable } from '@nestjs/common';
import { EnterpriseReads } from '#enterprise';
import { isUnposted, NeedReads, publicPosting, shortageOf, type NeedView } from '#need';
import { ByteCache, cacheBytes } from '#platform/cache';
import { Settings } from '#platform/config';
import { Clock, cursorAt, placeOf } from '#platform/db';
import { notFound } from '#platform/http';
import { yuanOf, fenOf, occupations } from '#reference';
import type { BoardPageDto, BoardQuery, BoardSummaryDto, OccupationFiguresDto, PostDto, PostPageDto, RegionSumDto } from './board.dto.js';
import { BoardNames } from './board.names.js';
import { BoardProjection } from './board.projection.js';
import {
  byLevel,
  byOccupation,
  byRegion,
  inOrder,
  lineValue,
  pageInOrder,
  postsInOrder,
  totalsOf,
  type OccupationSum,
} from './domain/board-query.js';
import { matching, type BoardFilter } from './domain/board-narrowing.js';
import { BoardSearch } from './domain/board-search.js';
import type { BoardTable } from './domain/board-table.js';
import { Regions, type RegionView } from './board.regions.js';

const nameOf = (code: string): string => occupations.byCode(code)?.name ?? code;

/** A post as shown, and the version of its need on the board that it shows. */
interface ShownPost {
  post: PostDto;
  put: number;
  at: number;
}

/** A post names its enterprise and node, whose names change a few times a year. */
const NAMES_MS = 60_000;

/** Answers about the live board. Every number is summed from the needs in the moment it is asked for. */
@Injectable()
export class BoardService {
  private readonly searches = new WeakMap<BoardTable, BoardSearch>();
  private readonly shown = new WeakMap<BoardTable, ByteCache<ShownPost>>();

  constructor(
    private readonly projection: BoardProjection,
    private readonly needs: NeedReads,
    private readonly enterprises: EnterpriseReads,
    private readonly regions: Regions,
    private readonly names: BoardNames,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async page(query: BoardQuery): Promise<BoardPageDto> {
    const table = await this.projection.table();
    const places = matching(table, await this.filterOf(query, table));
    const lines = byOccupation(table, places).map((sum) => ({ value: lineValue(sum, query.sort ?? 'shortage'), key: sum.code, sum }));
    const { items, more } = pageInOrder(lines, cursorOf(query.cursor), query.limit ?? 20);
    return {
      ...this.stated(table, places),
      items: items.map(({ sum }) => rowOf(sum)),
      next: more ? cursorAfter(items.at(-1)) : null,
      total: lines.length,
    };
  }

  async summary(): Promise<BoardSummaryDto> {
    const table = await this.projection.table();
    const regions = await this.regions.all();
    const places = matching(table, {});
    const lines = byOccupation(table, places).map((sum) => ({ value: sum.shortage, key: sum.code, sum }));
    const top = pageInOrder(
      lines.filter((line) => line.value > 0),
      undefined,
      30,
    ).items;
    let stalePosts = 0;
    for (const place of places) if (table.columns.live[place] === 0) stalePosts += 1;
    return {
      ...this.stated(table, places),
      stalePosts,
      regions: regionsOf(table, places, regions),
      occupations: top.map(({ sum: { code, shortage, enterprises } }) => ({ code, name: nameOf(code), shortage, enterprises })),
    };
  }

  /** One occupation of any level of the classification. @throws Problem 404 for a code that is none. */
  async occupation(code: string): Promise<OccupationFiguresDto> {
    if (!occupations.byCode(code)) throw notFound('occupation', code);
    const table = await this.projection.table();
    const regions = await this.regions.all();
    const places = matching(table, { occupation: code });
    return {
      ...this.stated(table, places),
      code,
      name: nameOf(code),
      levels: byLevel(table, places),
      regions: regionsOf(table, places, regions),
    };
  }

  async posts(query: BoardQuery): Promise<PostPageDto> {
    const table = await this.projection.table();
    const places = matching(table, await this.filterOf(query, table));
    const { items, more, total } = postsInOrder(table, places, query.sort ?? 'shortage', cursorOf(query.cursor), query.limit ?? 20);
    const stated = this.stated(table, places);
    return {
      ...stated,
      items: await this.postsWith(
        table,
        items.map((item) => item.key),
      ),
      next: more ? cursorAfter(items.at(-1)) : null,
      total,
    };
  }

  /**
   * One post, also when it is no longer short: a link that somebody kept says what became of it.
   * @throws Problem 404 for drafts and unknown ids.
   */
  async post(id: string): Promise<PostDto> {
    const need = await this.needs.byId(id);
    const [post] = need && !isUnposted(need.state) ? await this.postsOf([need]) : [];
    if (!post) throw notFound('post', id);
    return post;
  }

  private stated(table: BoardTable, places: Int32Array) {
    return { figure: 'live' as const, asOf: this.projection.asOf.toISOString(), ...totalsOf(table, places) };
  }

  private async filterOf(query: BoardQuery, table: BoardTable): Promise<BoardFilter> {
    const node = query.node === undefined ? undefined : (await this.regions.nodesOf([query.node])).get(query.node);
    const words = query.q?.trim() ? this.searchIn(table).words(query.q, await this.names.of(table)) : undefined;
    return {
      words,
      lodging: query.lodging,
      occupation: query.occupation,
      level: query.level,
      startBy: query.startBy,
      nodePath: query.node === undefined ? undefined : (node?.path ?? NOWHERE),
      wageFromFen: query.wageFrom === undefined ? undefined : fenOf(query.wageFrom),
    };
  }

  private searchIn(table: BoardTable): BoardSearch {
    const known = this.searches.get(table);
    if (known) return known;
    const search = new BoardSearch(table, new ByteCache({ bytes: cacheBytes(this.settings, 'board.searches') }));
    this.searches.set(table, search);
    return search;
  }

  /** Posts of these needs in this order; what the board has shown already and has not changed is not read again. */
  private async postsWith(table: BoardTable, ids: string[]): Promise<PostDto[]> {
    let shown = this.shown.get(table);
    if (!shown) this.shown.set(table, (shown = new ByteCache({ bytes: cacheBytes(this.settings, 'board.posts') })));
    const now = this.clock.now().getTime();
    const found = new Map<string, PostDto>();
    const put = new Map(ids.map((id) => [id, table.putAt(id)]));
    for (const id of ids) {
      const kept = shown.get(id);
      if (kept && kept.put === put.get(id) && now - kept.at < NAMES_MS) found.set(id, kept.post);
    }
    const missing = ids.filter((id) => !found.has(id));
    const read = missing.length > 0 ? await this.postsOf(await this.needs.many(missing)) : [];
    for (const post of read) {
      shown.set(post.id, { post, put: put.get(post.id) ?? -1, at: now });
      found.set(post.id, post);
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  private async postsOf(needs: NeedView[]): Promise<PostDto[]> {
    const names = new Map((await this.enterprises.many(needs.map((need) => need.enterpriseId))).map((one) => [one.id, one.name]));
    const nodes = await this.regions.nodesOf(needs.map((need) => need.nodeId));
    return needs.map((need) => postOf(need, names.get(need.enterpriseId) ?? '', nodes.get(need.nodeId)?.name ?? need.nodeId));
  }
}

/** A path that no node has. */
const NOWHERE = '-';

const regionsOf = (table: BoardTable, places: Int32Array, regions: RegionView): RegionSumDto[] => {
  const sums = byRegion(table, places, (node) => regions.of(table.paths[node] ?? ''));
  return [...sums]
    .map(([nodeId, sum]) => ({ nodeId, name: regions.nameOf(nodeId), ...sum }))
    .sort((a, b) => inOrder({ value: a.shortage, key: a.nodeId }, { value: b.shortage, key: b.nodeId }));
};

const rowOf = (sum: OccupationSum) => ({
  code: sum.code,
  name: nameOf(sum.code),
  shortage: sum.shortage,
  posts: sum.posts,
  enterprises: sum.enterprises,
  wageFromYuan: yuanOf(sum.wageFromFen),
  wageToYuan: yuanOf(sum.wageToFen),
  confirmedAt: sum.confirmedAt > 0 ? new Date(sum.confirmedAt).toISOString() : null,
});

const cursorAfter = (item: { value: number; key: string } | undefined): string | null => (item ? cursorAt([item.value, item.key]) : null);

const cursorOf = (cursor: string | undefined): { value: number; key: string } | undefined => {
  if (cursor === undefined) return undefined;
  const [value, key] = placeOf(cursor, ['number', 'text']);
  return { value, key };
};

const postOf = (need: NeedView, enterpriseName: string, nodeName: string): PostDto => {
  const { id, enterpriseId, occupationCode, nodeId, state } = need;
  return {
    id,
    ...publicPosting(need, state === 'withdrawn'),
    enterpriseId,
    enterpriseName,
    occupationName: occupationCode ? nameOf(occupationCode) : null,
    nodeId,
    nodeName,
    figure: 'live',
    shortage: state === 'withdrawn' ? 0 : shortageOf(need),
    confirmedAt: need.confirmedAt.toISOString(),
    state,
    inFigures: need.countedFor !== null,
  };
};
