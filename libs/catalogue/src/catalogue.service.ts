import { Injectable } from '@nestjs/common';
import { cursorAt, placeOf } from '#platform/db';
import { defineProblems, notFound } from '#platform/http';
import { occupations, occupationsMeant } from '#reference';
import type {
  CatalogueDetailDto,
  CatalogueDto,
  CatalogueLinesDto,
  CatalogueOccupationDto,
  CatalogueOccupationQuery,
  OccupationTrendDto,
} from './catalogue.dto.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { CatalogueShelf, names } from './catalogue.shelf.js';
import { catalogueView, detailView, figureViews, lineView, statedOf } from './catalogue.views.js';
import { found, tooFine, type CatalogueFilter } from './domain/catalogue-query.js';
import type { CatalogueLine } from './domain/figures/published.js';

const problems = defineProblems({
  'catalogue.too_fine': {
    status: 422,
    zh: '同时按县市区和技能等级的数只公布到职业（细类）',
    en: 'By county and skill level at once there are figures of occupations only: ask with depth 4',
  },
});

const TREND_QUARTERS = 12;

/** What is public of the quarterly catalogues: the published versions, as they were published. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly catalogues: CatalogueRepository,
    private readonly shelf: CatalogueShelf,
  ) {}

  async list(cursor: string | undefined, limit: number): Promise<{ items: CatalogueDto[]; next: string | null }> {
    const page = await this.catalogues.page(cursor, limit);
    return { items: page.items.map(catalogueView), next: page.next };
  }

  async one(quarter: string): Promise<CatalogueDetailDto> {
    const { catalogue, lines } = await this.shelf.published(quarter);
    return detailView(catalogue, lines, await this.catalogues.correctedSince(catalogue));
  }

  async occupations(quarter: string, query: CatalogueOccupationQuery): Promise<CatalogueLinesDto> {
    const { catalogue, lines } = await this.shelf.published(quarter);
    const filter: CatalogueFilter = {
      depth: query.depth ?? 4,
      county: query.county,
      level: query.level,
      within: query.within,
      codes: query.q?.trim() ? occupationsMeant(query.q) : undefined,
    };
    if (tooFine(filter)) throw problems('catalogue.too_fine');
    const all = found(lines, filter);
    const [from, limit] = [offsetOf(query.cursor), query.limit ?? 20];
    const items = all.slice(from, from + limit).map(({ line, part }) => lineView(line, part));
    return { ...statedOf(catalogue), items, total: all.length, next: from + limit < all.length ? cursorAt([from + limit]) : null };
  }

  /** @throws Problem 404 for an occupation that the catalogue does not have. */
  async occupation(quarter: string, code: string): Promise<CatalogueOccupationDto> {
    const { catalogue, byCode } = await this.shelf.published(quarter);
    const line = byCode.get(code);
    if (!line) throw notFound('occupation', code);
    return { ...statedOf(catalogue), line: lineView(line.line), figures: figureViews(line, catalogue.places) };
  }

  /**
   * The last published quarters of one occupation; one that is in none of their lists has no line in any.
   * @throws Problem 404 for a code that is none.
   */
  async trend(code: string): Promise<OccupationTrendDto> {
    if (!occupations.byCode(code)) throw notFound('occupation', code);
    const quarters = (await this.catalogues.page(undefined, TREND_QUARTERS)).items.map(({ quarter }) => quarter);
    const lines = new Map(
      (await this.catalogues.history(code, TREND_QUARTERS)).map(({ quarter, line }) => [quarter, JSON.parse(line) as CatalogueLine]),
    );
    const points = quarters.reverse().map((quarter) => {
      const line = lines.get(quarter);
      return { quarter, line: line ? lineView(line) : null };
    });
    return { code, name: names.occupation(code), figure: 'frozen', points };
  }
}

/** A published catalogue never changes, so a place in its list is a cursor that stays right. */
const offsetOf = (cursor: string | undefined): number => (cursor === undefined ? 0 : placeOf(cursor, ['number'])[0]);
