import { Injectable } from '@nestjs/common';
import { ByteCache, cacheBytes, weightOf } from '#platform/cache';
import { Settings } from '#platform/config';
import { notFound } from '#platform/http';
import { bureauName, industries, occupations, skillLevels } from '#reference';
import type { ShortageCatalogue } from './catalogue.entity.js';
import { CatalogueRepository } from './catalogue.repository.js';
import type { OccupationLine } from './domain/catalogue-pack.js';
import { openCatalogue, type Names, type OpenCatalogue } from './domain/open-catalogue.js';

export interface ShelvedCatalogue {
  catalogue: ShortageCatalogue;
  /** In order of code. */
  lines: OccupationLine[];
  byCode: ReadonlyMap<string, OccupationLine>;
}

export const names: Names = {
  occupation: (code) => occupations.byCode(code)?.name ?? code,
  industry: (code) => industries.byCode(code)?.name ?? code,
  levels: skillLevels,
};

/** Catalogues that were opened last. They never change, so what is read once stays right. */
@Injectable()
export class CatalogueShelf {
  private readonly kept: ByteCache<ShelvedCatalogue>;

  constructor(
    private readonly catalogues: CatalogueRepository,
    private readonly settings: Settings,
  ) {
    this.kept = new ByteCache({ bytes: cacheBytes(settings, 'catalogue.opened'), weigh: ({ lines }) => weightOf(lines) });
  }

  /** @param quarter such as `2026Q3`, or `latest` @throws Problem 404 */
  async published(quarter: string): Promise<ShelvedCatalogue> {
    const catalogue = quarter === 'latest' ? await this.catalogues.latest() : await this.catalogues.published(quarter);
    if (!catalogue) throw notFound('catalogue', quarter);
    return this.open(catalogue);
  }

  open(catalogue: ShortageCatalogue): Promise<ShelvedCatalogue> {
    return this.kept.getOrMake(catalogue.id, () => this.read(catalogue));
  }

  async given(catalogue: ShortageCatalogue): Promise<OpenCatalogue> {
    return openCatalogue(catalogue, bureauName(this.settings), (await this.open(catalogue)).lines, names);
  }

  private async read(catalogue: ShortageCatalogue): Promise<ShelvedCatalogue> {
    const lines = await this.catalogues.lines(catalogue.id);
    return { catalogue, lines, byCode: new Map(lines.map((one) => [one.line.code, one])) };
  }
}
