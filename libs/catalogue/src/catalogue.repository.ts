import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { insertRows, newId, pageOf, UnitOfWork, type Paged } from '#platform/db';
import { ShortageCatalogue, ShortageDocument, ShortageLine } from './catalogue.entity.js';
import { opened, type OccupationLine, type PackedLine } from './domain/catalogue-pack.js';

const AT_ONCE = 200;

@Injectable()
export class CatalogueRepository {
  constructor(private readonly uow: UnitOfWork) {}

  byId(id: string): Promise<ShortageCatalogue | null> {
    return this.uow.manager.findOneBy(ShortageCatalogue, { id });
  }

  ofRound(roundId: string, version: number): Promise<ShortageCatalogue | null> {
    return this.uow.manager.findOneBy(ShortageCatalogue, { roundId, version });
  }

  /** Published or not, latest first. @param roundId those of one round only */
  versions(roundId: string | undefined, cursor: string | undefined, limit: number): Promise<Paged<ShortageCatalogue>> {
    const query = this.uow.manager.createQueryBuilder(ShortageCatalogue, 'catalogue');
    if (roundId !== undefined) query.where('catalogue.roundId = :roundId', { roundId });
    return pageOf(query, {
      order: [
        ['catalogue.quarter', 'DESC'],
        ['catalogue.version', 'DESC'],
        ['catalogue.id', 'DESC'],
      ],
      cursor,
      limit,
    });
  }

  /** Whether a correction came after this version. */
  correctedSince({ roundId, version }: ShortageCatalogue): Promise<boolean> {
    return this.uow.manager.existsBy(ShortageCatalogue, { roundId, version: MoreThan(version) });
  }

  published(quarter: string): Promise<ShortageCatalogue | null> {
    return this.uow.manager.findOneBy(ShortageCatalogue, { state: 'published', quarter });
  }

  latest(): Promise<ShortageCatalogue | null> {
    return this.uow.manager
      .createQueryBuilder(ShortageCatalogue, 'catalogue')
      .where("catalogue.state = 'published'")
      .orderBy('catalogue.quarter', 'DESC')
      .getOne();
  }

  /** Published ones, latest quarter first. */
  page(cursor: string | undefined, limit: number): Promise<Paged<ShortageCatalogue>> {
    const query = this.uow.manager.createQueryBuilder(ShortageCatalogue, 'catalogue').where("catalogue.state = 'published'");
    return pageOf(query, { order: [['catalogue.quarter', 'DESC']], cursor, limit });
  }

  /** @returns false when the version of the round has its catalogue already. */
  async insert(catalogue: ShortageCatalogue): Promise<boolean> {
    await this.uow.manager.createQueryBuilder().insert().into(ShortageCatalogue).values(catalogue).orIgnore().updateEntity(false).execute();
    return (await this.byId(catalogue.id)) !== null;
  }

  async insertLines({ id, quarter, state }: ShortageCatalogue, lines: readonly PackedLine[]): Promise<void> {
    await insertRows(
      this.uow.manager,
      ShortageLine,
      lines.map((line) => ({ id: newId(), catalogueId: id, quarter, state, ...line })),
    );
  }

  /** All occupations in order of code; a portion at a time, so that nothing else waits long. */
  async lines(catalogueId: string): Promise<OccupationLine[]> {
    const all: OccupationLine[] = [];
    for (let after = ''; ;) {
      const rows = await this.uow.manager
        .createQueryBuilder(ShortageLine, 'line')
        .where('line.catalogueId = :catalogueId AND line.code > :after', { catalogueId, after })
        .orderBy('line.code', 'ASC')
        .limit(AT_ONCE)
        .getMany();
      for (const row of rows) all.push(opened(row));
      if (rows.length < AT_ONCE) return all;
      after = rows.at(-1)?.code ?? after;
    }
  }

  line(catalogueId: string, code: string): Promise<ShortageLine | null> {
    return this.uow.manager.findOneBy(ShortageLine, { catalogueId, code });
  }

  /** One occupation in the published quarters, latest first. */
  history(code: string, limit: number): Promise<ShortageLine[]> {
    return this.uow.manager
      .createQueryBuilder(ShortageLine, 'line')
      .select(['line.id', 'line.catalogueId', 'line.quarter', 'line.line'])
      .where("line.code = :code AND line.state = 'published'", { code })
      .orderBy('line.quarter', 'DESC')
      .limit(limit)
      .getMany();
  }

  document(catalogueId: string, format: string): Promise<ShortageDocument | null> {
    return this.uow.manager.findOneBy(ShortageDocument, { catalogueId, format });
  }

  async formats(catalogueId: string): Promise<string[]> {
    const rows = await this.uow.manager.find(ShortageDocument, { select: { id: true, format: true }, where: { catalogueId } });
    return rows.map(({ format }) => format);
  }

  /** What another was faster to make stays. */
  async insertDocument(document: ShortageDocument): Promise<void> {
    await this.uow.manager.createQueryBuilder().insert().into(ShortageDocument).values(document).orIgnore().updateEntity(false).execute();
  }
}
