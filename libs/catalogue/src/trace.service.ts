import { Injectable } from '@nestjs/common';
import { AccessService, covers, OrgTree } from '#access';
import { EnterpriseReads } from '#enterprise';
import { ByteCache, cacheBytes } from '#platform/cache';
import { Settings } from '#platform/config';
import { cursorAt, placeOf } from '#platform/db';
import { notFound, type Principal } from '#platform/http';
import type { CatalogueVersionDto, CatalogueVersionQuery, TraceDto, TraceQuery, TraceRowDto } from './catalogue.dto.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { names } from './catalogue.shelf.js';
import { statedOf, versionView } from './catalogue.views.js';
import type { RoundData } from './domain/figures/round.js';
import { traced, type TracedRow } from './domain/trace.js';
import { RoundSource } from './round-source.js';

/** For staff: which catalogues a round has, and the answers behind their figures. */
@Injectable()
export class TraceService {
  private readonly rounds: ByteCache<RoundData>;

  constructor(
    private readonly catalogues: CatalogueRepository,
    private readonly access: AccessService,
    private readonly org: OrgTree,
    private readonly enterprises: EnterpriseReads,
    private readonly source: RoundSource,
    settings: Settings,
  ) {
    this.rounds = new ByteCache({ bytes: cacheBytes(settings, 'catalogue.rounds') });
  }

  async versions({ round, cursor, limit }: CatalogueVersionQuery): Promise<{ items: CatalogueVersionDto[]; next: string | null }> {
    const page = await this.catalogues.versions(round, cursor, limit ?? 20);
    return { items: page.items.map(versionView), next: page.next };
  }

  /** The answers behind a figure that the person may see: staff of a county those of its own enterprises. @throws Problem 404 */
  async trace(who: Principal, id: string, { cursor, limit = 20, aboveScale, ...query }: TraceQuery): Promise<TraceDto> {
    const catalogue = await this.catalogues.byId(id);
    if (!catalogue) throw notFound('catalogue', id);
    const behind = traced(await this.frozen(catalogue.roundId, catalogue.version), {
      ...query,
      aboveScale: aboveScale === undefined ? undefined : aboveScale === 'yes',
    });
    const within = await this.within(who, behind);
    const rows = behind.filter(({ enterprise }) => within.has(enterprise.nodeId));
    const [from] = cursor === undefined ? [0] : placeOf(cursor, ['number']);
    return {
      ...statedOf(catalogue),
      total: rows.length,
      sum: Math.round(100 * rows.reduce((sum, { row, weight }) => sum + weight * row.short, 0)) / 100,
      enterprises: new Set(rows.map(({ enterprise }) => enterprise.id)).size,
      whole: rows.length === behind.length,
      items: await this.named(rows.slice(from, from + limit), catalogue.places),
      next: from + limit < rows.length ? cursorAt([from + limit]) : null,
    };
  }

  private frozen(roundId: string, version: number): Promise<RoundData> {
    return this.rounds.getOrMake(`${roundId}:${version}`, async () => {
      const round = await this.source.read(roundId, version);
      if (!round) throw notFound('survey-round', roundId);
      return round.data;
    });
  }

  private async within(who: Principal, rows: readonly TracedRow[]): Promise<Set<string>> {
    const scope = this.access.scope(who, 'catalogue.trace');
    const nodes = await this.org.byIds([...new Set(rows.map(({ enterprise }) => enterprise.nodeId))]);
    return new Set([...nodes.values()].filter(({ path }) => covers(scope, { nodePath: path })).map(({ id }) => id));
  }

  private async named(rows: readonly TracedRow[], places: Record<string, { name: string }>): Promise<TraceRowDto[]> {
    const known = new Map((await this.enterprises.many(rows.map(({ enterprise }) => enterprise.id))).map(({ id, name }) => [id, name]));
    return rows.map(({ row, enterprise, weight }) => ({
      enterpriseId: enterprise.id,
      enterpriseName: known.get(enterprise.id) ?? enterprise.id,
      countyName: places[enterprise.nodeId]?.name ?? enterprise.nodeId,
      occupation: row.occupation,
      occupationName: names.occupation(row.occupation),
      level: row.skillLevel,
      short: row.short,
      neededInAll: row.neededInAll,
      weight: Math.round(10_000 * weight) / 10_000,
      adds: Math.round(100 * weight * row.short) / 100,
      reason: row.reason,
      needId: row.needId ?? null,
    }));
  }
}
